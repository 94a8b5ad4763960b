import type { DatasetFacts, Sample } from "../spec/domain.ts";
import type { Values } from "../spec/parameter.ts";

/** Texts as token numbers. Every document ends with token 0, the newline. */
export interface TokenPart {
  readonly tokens: Int32Array;
  /** Where each document begins in `tokens`. */
  readonly starts: Uint32Array;
  /** The label number of each document; absent where the data has no labels. */
  readonly labels?: Int32Array;
}

/** A dataset in memory, split into training and validation by a seeded shuffle. */
export interface TokenDataset {
  readonly kind: "tokens";
  readonly facts: DatasetFacts;
  readonly train: TokenPart;
  readonly validation: TokenPart;
  /** Whether this text stands in the data (either part) as a whole document. */
  readonly has: (text: string) => boolean;
}

/** A closed union: points and images join it with their own parts. */
export type Dataset = TokenDataset;

/** Fetches one of the project's own files by its path under `public/`, e.g. `data/given-names.txt`. Throws a tagged error when it cannot. */
export type FileReader = (path: string) => Promise<Uint8Array>;

/** What `data/<set>/load.ts` exports as `load`. The split depends on nothing but the files and the values: a link means the same for ever. */
export type LoadDataset = (values: Values, read: FileReader, onProgress: (done: number) => void) => Promise<Dataset>;

/** A page of real samples for the browser of the data. */
export interface SamplePage {
  readonly total: number;
  readonly samples: readonly Sample[];
}
