import type { ParameterValue } from "../schema/parameter.ts";

export type RepairCode =
  /** No part of Inkling has a parameter of this key. */
  | "unknownKey"
  /** Not among the choices. */
  | "unknownValue"
  | "notANumber"
  /** Beyond a bound, longer than a text may be, or a fraction where only whole numbers go. */
  | "outOfRange"
  /** The parameter belongs to another dataset, family or optimizer. */
  | "notApplicable"
  /** The link comes from a newer Inkling. */
  | "newerVersion"
  | "unknownPreset"
  /** It could not be read, or stood in the link a second time. */
  | "malformed";

/** What `decode` changed to make a link valid: shown to the visitor, never thrown. */
export interface Repair {
  readonly code: RepairCode;
  readonly key: string;
  /** What stood in the link, cut to a readable length. */
  readonly given: string;
  /** What it became; absent where it was left out. */
  readonly used?: ParameterValue;
}
