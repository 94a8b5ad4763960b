import type { ParameterValue } from "../spec/parameter.ts";

/** What `decode` changed to make a link valid: shown to the visitor, never thrown. */
export interface Repair {
  /** `unknownKey`, `unknownValue`, `notANumber`, `outOfRange`, `notApplicable`, `newerVersion`, `unknownPreset`, `malformed`. */
  readonly code: string;
  readonly key: string;
  /** What stood in the link. */
  readonly given: string;
  /** What it became; absent where it was left out. */
  readonly used?: ParameterValue;
}
