import type * as tf from "@tensorflow/tfjs";
import type { RandomStream } from "../../core/random.ts";
import type { Values } from "../../schema/parameter.ts";
import type { ReplayStatus } from "../../schema/replay.ts";

/** The tensors that a piece of work is given, by name. */
export type Inputs = Readonly<Record<string, tf.Tensor>>;

/** Where the noise of a name comes from. */
export type StreamOf = (name: string) => RandomStream;

export interface Computed<T> {
  /** The caller's, to be disposed of with {@link Run.dispose}. */
  readonly tensors: readonly (tf.Tensor | null)[];
  /** What is the same every time. */
  readonly rest: T;
}

/** A piece of a training step, with everything that it depends on beside the weights. */
export interface Work<T> {
  /** Whose it is: work of the same owner may be a replay of what was recorded of it before. */
  readonly owner: object;
  /** Numbers that change by hand alone; a recording made with others is dropped. */
  readonly values: Values;
  /** What else it depends on, as a text; recordings of several are kept. */
  readonly facts: string;
  /** Shapes of these are part of what is recorded, what they hold is not. */
  readonly inputs: Inputs;
  readonly streamOf: StreamOf;
  readonly compute: (inputs: Inputs, streamOf: StreamOf) => Computed<T>;
}

export interface Run<T> extends Computed<T> {
  readonly dispose: () => void;
}

/** Runs work that comes again and again; how, the caller need not know. The numbers are the same to the last bit. */
export interface Replay {
  readonly run: <T>(work: Work<T>) => Run<T>;
  /** How often work was replayed, and why some is not. */
  readonly status: ReplayStatus;
  readonly dispose: () => void;
}
