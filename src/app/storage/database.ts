/** Where the parts of a run lie: a checkpoint or moment by its step, a piece of its series by level and index. */
export type PartKey =
  | readonly [kind: "checkpoint" | "moment", step: number, zero: 0]
  | readonly [kind: "piece", level: number, index: number];

/** What one save changes, all of it or nothing. */
export interface Change {
  readonly entry: object;
  readonly puts: readonly { readonly key: PartKey; readonly value: object }[];
  /** From the first key up to, and without, the second. */
  readonly drops: readonly (readonly [from: PartKey, to: PartKey])[];
}

export interface StoredPart {
  readonly key: PartKey;
  readonly value: unknown;
}

/** A place that outlives the page. Nothing in it is trusted; every promise may reject, and the next call may do. */
export interface RunDatabase {
  readonly entries: () => Promise<readonly { readonly id: string; readonly entry: unknown }[]>;
  /** `undefined` where there is no such run. */
  readonly read: (
    id: string,
  ) => Promise<{ readonly entry: unknown; readonly parts: readonly StoredPart[] } | undefined>;
  /** Writes where `allowed` agrees to replace the entry that stands there (`undefined` where none does); answers whether. */
  readonly write: (id: string, allowed: (entry: unknown) => boolean, change: Change) => Promise<boolean>;
  readonly remove: (id: string) => Promise<void>;
}
