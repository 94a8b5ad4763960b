import type { DatasetFacts } from "../schema/domain.ts";
import type { Values } from "../schema/parameter.ts";
import type { FileReader } from "./fileReader.ts";

/** Examples of one size: points or pictures, in shuffled order. */
export interface ExamplePart {
  readonly count: number;
  /** `count` × the product of the shape, example by example. A byte b stands for b / 255. */
  readonly values: Float32Array | Uint8Array;
  /** The label number of each example; absent where the data has no labels. */
  readonly labels?: Int32Array;
  /** What each example shows, to search and to read out; absent where there is nothing to say. */
  readonly names?: readonly string[];
}

/** A dataset of points or pictures in memory, split into training and validation. */
export interface ExampleDataset {
  readonly kind: "examples";
  readonly facts: DatasetFacts;
  /** Of one example: [2], or [height, width, channels]. */
  readonly shape: readonly number[];
  readonly train: ExamplePart;
  readonly validation: ExamplePart;
}

/** What `load.ts` of a set of examples exports as `load`; the same promises as `LoadDataset`. */
export type LoadExamples = (
  values: Values,
  read: FileReader,
  onProgress: (done: number) => void,
) => Promise<ExampleDataset>;
