import * as tf from "@tensorflow/tfjs";
import type { RandomStream } from "../core/random.ts";
import type { Detector } from "../schema/alarm.ts";
import type { Values } from "../schema/parameter.ts";
import type { ViewData, ViewSubject } from "../schema/view.ts";

/** One batch on the device. A closed union by domain. */
export type Batch = TokenBatch | ExampleBatch;

/** Points or pictures. */
export interface ExampleBatch {
  readonly kind: "examples";
  /** [B, 2], or [B, H, W, C] in 0..1. */
  readonly values: tf.Tensor;
  /** int32 [B]; absent where the data has none. */
  readonly labels?: tf.Tensor1D;
  /** int32 [B, W]: the words of each example's caption by number, then as many as there are words; absent where it has none. */
  readonly captions?: tf.Tensor2D;
  /** int32 [B, T]: the words of what each example is called, and zeros after the last; absent where it is called nothing. */
  readonly texts?: tf.Tensor2D;
}

export interface TokenBatch {
  readonly kind: "tokens";
  /** int32 [B, T]. */
  readonly inputs: tf.Tensor2D;
  /** int32 [B, T]: the character after each input. */
  readonly targets: tf.Tensor2D;
  /** int32 [B, T]: the label of the document that each target belongs to; absent where the data has none. */
  readonly labels?: tf.Tensor2D;
  /** Whether the lanes begin anew here, so that no state is carried in. */
  readonly fresh: boolean;
}

/** Every tensor of a batch, to be disposed of. */
export const tensorsOf = (batch: Batch): readonly tf.Tensor[] =>
  Object.values(batch).filter((value) => value instanceof tf.Tensor);

/** Random tensors of one update of one step: the same each time they are asked for under the same name. */
export interface Noise {
  normal(name: string, shape: readonly number[]): tf.Tensor;
  uniform(name: string, shape: readonly number[]): tf.Tensor;
}

/**
 * Shows a tensor of the forward pass to whoever watches the model graph's node of that name, and returns it. When nobody
 * watches, it is the identity; in slow motion it also catches the gradient on its way back.
 */
export type Tap = <T extends tf.Tensor>(node: string, value: T) => T;

export interface LossInput {
  readonly batch: Batch;
  readonly noise: Noise;
  readonly tap: Tap;
  /** The family's parameters as they stand now; live ones may have changed since the model was built. */
  readonly values: Values;
}

export interface Loss {
  /** What is minimised. */
  readonly total: tf.Scalar;
  /** What is reported, by series id; the total is reported as `loss`. */
  readonly terms: Readonly<Record<string, tf.Scalar>>;
  /** New values of the update's carried state, in its order. */
  readonly carry?: readonly tf.Tensor[];
}

/** One optimizer step for one network. A training step runs all of a model's updates in order, each on its own batch. */
export interface Update {
  readonly network: string;
  readonly variables: readonly tf.Variable[];
  /** State that travels from batch to batch without a gradient; the trainer assigns `Loss.carry` to it. */
  readonly carry?: readonly tf.Variable[];
  readonly loss: (input: LossInput) => Loss;
  /** Optimizer id and factor on the learning rate where they differ from the run's, e.g. for a critic. */
  readonly optimizer?: string;
  readonly learningRateFactor?: (values: Values) => number;
  /** Run after the weights moved, e.g. to clip a critic's. */
  readonly project?: (values: Values) => void;
}

export interface SampleRequest {
  /** The family's sampling parameters. */
  readonly values: Values;
  readonly model: Values;
  /** The same stream gives the same noise: samples of two steps differ by what was learned alone. */
  readonly stream: RandomStream;
  /** Whether a text stands in the data, to mark what was copied. */
  readonly known: (text: string) => boolean;
  /** Real examples to stand beside; see {@link ViewRequest}. */
  readonly examples: GiveExamples;
  /**
   * Only the samples from the first place up to the second of the `count`, each with the noise that it has among all;
   * all of them where it is left out, and where they are points, which cost next to nothing.
   */
  readonly range?: SampleRange;
}

export type SampleRange = readonly [from: number, to: number];

/** A bounded batch of a part of the data, validation where none is named, the same every time; disposed of by the caller. */
export type GiveExamples = (part?: "train" | "validation") => Batch;

export type ViewRequest = ViewSubject & {
  readonly model: Values;
  readonly sampling: Values;
  /** For views with chance in them: the same each time, so that only what was learned changes the picture. */
  readonly stream: RandomStream;
  /** Real examples to encode, reconstruct or stand beside. */
  readonly examples: GiveExamples;
};

/** What a family builds. It says what is learned; the trainer owns gradients, clipping, optimizers and schedules. */
export interface Model {
  /** Named as in the manifest; saved and exported as they are. */
  readonly networks: Readonly<Record<string, tf.LayersModel>>;
  readonly updates: readonly Update[];
  /** Where each weight lives in the model graph: variable name → node id. */
  readonly nodeOf: (variable: tf.Variable) => string;
  /**
   * Loss terms of one validation batch, without dropout; `carry` is what the call before returned, `null` at the start.
   * The caller disposes of what it is given back.
   */
  readonly evaluate: (batch: Batch, carry: readonly tf.Tensor[] | null, values: Values) => Loss;
  /** Yields the samples so far, several times where they grow (text), and last the finished ones. Aborts between device calls. */
  readonly sample: (request: SampleRequest, signal: AbortSignal) => AsyncGenerator<ViewData, void>;
  readonly view: (request: ViewRequest) => Promise<ViewData>;
  /**
   * New examples as the data has them, [count, …], to be judged by metrics; absent where the domain has none. Of `sampling`
   * only what changes how good they are counts, such as guidance.
   */
  readonly generate?: (count: number, stream: RandomStream, values: Values, sampling?: Values) => tf.Tensor;
  /** The numbers of the labels that as many examples of `generate` were to show; absent where the model is told nothing. */
  readonly asked?: (count: number) => readonly number[];
  /** What may go wrong with a model of this family, beside what goes wrong with any. */
  readonly detectors?: readonly Detector[];
  readonly dispose: () => void;
}
