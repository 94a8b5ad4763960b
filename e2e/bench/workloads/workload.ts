import type * as tf from "@tensorflow/tfjs";

/** The sizes of a workload by name, e.g. { batch: 32, time: 64 }. */
export type Sizes = Readonly<Record<string, number>> & { readonly batch: number };

/** So few that a step is short on a slow device, while the batch stays an axis. */
const FEW_EXAMPLES = 2;

/** The same networks on fewer examples: a step is as many kernels, dispatches and lines of JavaScript. */
export const fewExamples = (sizes: Sizes): Sizes => ({ ...sizes, batch: Math.min(FEW_EXAMPLES, sizes.batch) });

/** One network (or a pair of them) on its batch, ready to learn. */
export interface Training {
  /** Forward, backward and Adam of every update. Answers the loss before it; the caller disposes of it. */
  readonly step: () => tf.Scalar;
}

/**
 * One training workload, in two forms of the same shapes: by Inkling's engine, and by stock TensorFlow.js as its
 * documentation teaches it. A form is built on the backend in use, and never on the other form's engine.
 */
export interface Workload<S extends Sizes = Sizes> {
  /** What it is, in one line. */
  readonly summary: string;
  readonly sizes: S;
  /** Small and odd: for tests. */
  readonly tiny: S;
  /** Floating-point operations of the matrix products of one step, two for each multiply-add. */
  readonly operations: (sizes: S) => number;
  readonly inkling: (sizes: S) => Training;
  readonly stock: (sizes: S) => Training;
}

/** A workload whose sizes nobody needs to name. */
export type AnyWorkload = Workload<Sizes>;

/** Forgets the names of the sizes, so that workloads of different ones fit in a list. */
export function workload<S extends Sizes>(description: Workload<S>): AnyWorkload {
  return description as unknown as AnyWorkload;
}

/** Operations of [rows, inner] · [inner, columns]. */
export const product = (rows: number, inner: number, columns: number) => 2 * rows * inner * columns;
