import type * as tf from "@tensorflow/tfjs";
import type { DatasetFacts, Sample } from "../schema/domain.ts";
import type { Values } from "../schema/parameter.ts";

/** Fetches one of the project's own files by its path under `public/`, e.g. `data/given-names.txt`. Throws a tagged error when it cannot. */
export type FileReader = (path: string) => Promise<Uint8Array>;

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
  /** What texts of this kind keep to by themselves, such as the lengths of bars; `facts.rules` lists its series. */
  readonly rules?: TextRules;
}

/** Says of texts how well they keep rules that real ones of their kind keep. */
export interface TextRules {
  readonly series: readonly string[];
  /** A figure for each series. `ended`: whether the text came to its own end. */
  readonly of: (
    texts: readonly { readonly text: string; readonly ended: boolean }[],
  ) => Readonly<Record<string, number>>;
}

/** Examples of one size: points or pictures, in shuffled order. */
export interface ExamplePart {
  readonly count: number;
  /** `count` × the product of the shape, example by example. A byte b stands for b / 255. */
  readonly values: Float32Array | Uint8Array;
  /** Works out an example in `values` before it is first read, where that is not done yet; absent where all of them are there. */
  readonly fill?: (example: number) => void;
  /** The label number of each example; absent where the data has no labels. */
  readonly labels?: Int32Array;
  /** What each example shows, to search and to read out; absent where there is nothing to say. */
  readonly names?: readonly string[];
  /** Captions of each example, in one wording or several, such as one in each language; absent where there are none. */
  readonly captions?: readonly (readonly string[])[];
  /** What each example is called, in words after its label. */
  readonly texts?: readonly string[];
}

/** Says what is in a picture; trained on real ones apart from all that is trained on the page. */
export interface PictureClassifier {
  readonly labels: readonly string[];
  /** `[features [N, F], scores [N, L]]`; call inside a tidy. Pictures [N, H, W, C]. */
  readonly of: (pictures: tf.Tensor) => readonly [tf.Tensor2D, tf.Tensor2D];
  readonly dispose: () => void;
}

/** A dataset of points or pictures in memory, split into training and validation. */
export interface ExampleDataset {
  readonly kind: "examples";
  readonly facts: DatasetFacts;
  /** Of one example: [2], or [height, width, channels]. */
  readonly shape: readonly number[];
  readonly train: ExamplePart;
  readonly validation: ExamplePart;
  /** Reads a classifier that was trained apart, to judge new examples by; absent where there is none. */
  readonly classifier?: () => Promise<() => PictureClassifier>;
}

export type Dataset = TokenDataset | ExampleDataset;

/** What `datasets/<set>/load.ts` exports as `load`. The split depends on nothing but the files and the values: a link means the same for ever. */
export type LoadDataset<D extends Dataset = Dataset> = (
  values: Values,
  read: FileReader,
  onProgress: (done: number) => void,
) => Promise<D>;

export interface BrowseRequest {
  /** Training first, then validation, where none is named. */
  readonly part?: "train" | "validation";
  /** A label's id. */
  readonly label?: string;
  /** What the sample holds, upper or lower case, with or without accents. */
  readonly query?: string;
  readonly offset: number;
  readonly count: number;
}

/** A page of real samples for the browser of the data. */
export interface SamplePage {
  readonly total: number;
  readonly samples: readonly Sample[];
}
