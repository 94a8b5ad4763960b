import type { ParameterValue } from "./parameter.ts";

/** Something that goes wrong with a run, in a word that the page can put into a sentence. */
export interface Alarm {
  /** The key of its words, e.g. `"overfitting"`; one alarm of an id stands at a time. */
  readonly id: string;
  readonly severity: "notice" | "warning" | "stopped";
  /** When it began. */
  readonly step: number;
  readonly values: Readonly<Record<string, number>>;
  readonly remedies: readonly Remedy[];
}

/** What one press does about an alarm. `change` values are link keys, live or structural; `restore` goes back to a checkpoint. */
export interface Remedy {
  readonly id: string;
  readonly change?: Readonly<Record<string, ParameterValue>>;
  /** The newest checkpoint at or before this step. */
  readonly restore?: number;
  /** Start again with the changed set-up. */
  readonly restart?: boolean;
}

/** Everything a detector may look at: the reported series, oldest first, and the values that are in force. */
export interface RunHistory {
  readonly step: number;
  readonly series: Readonly<Record<string, readonly { readonly step: number; readonly value: number }[]>>;
  readonly values: Readonly<Record<string, ParameterValue>>;
}

/** Looks at a run and says what is wrong; pure, cheap, and called about once a second. */
export type Detector = (history: RunHistory) => Alarm | null;
