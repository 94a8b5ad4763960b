import type { DatasetFacts, Sample } from "../schema/domain.ts";
import type { Values } from "../schema/parameter.ts";
import type { ExampleDataset } from "./examples.ts";
import type { FileReader } from "./fileReader.ts";

export type { FileReader } from "./fileReader.ts";

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

/** A closed union by domain. */
export type Dataset = TokenDataset | ExampleDataset;

/** What `data/<set>/load.ts` exports as `load`. The split depends on nothing but the files and the values: a link means the same for ever. */
export type LoadDataset<D extends Dataset = Dataset> = (
  values: Values,
  read: FileReader,
  onProgress: (done: number) => void,
) => Promise<D>;

/** A page of real samples for the browser of the data. */
export interface SamplePage {
  readonly total: number;
  readonly samples: readonly Sample[];
}
