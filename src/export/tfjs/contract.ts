import type { ProgramSetup } from "../program/setup.ts";
import type { TfjsOptimizer } from "./training.ts";

export type TfjsSetup = ProgramSetup<TfjsOptimizer>;

/** Where a layer of a checkpoint is in the program: both keep Keras' weights, in the same order. */
export interface TfjsLayer {
  /** Network and layer, such as `reader/logits`. */
  readonly from: string;
  /** The path from the model, such as `decoder.3`: to a layer, or to a variable. */
  readonly to: string;
  /** A module of two dense layers, whose biases a checkpoint has as rows of one. */
  readonly gated?: true;
}

export interface TfjsMover {
  /** Of the update, here. */
  readonly network: string;
  /** The run's optimizer, or another. */
  readonly id: string;
  /** The model's property that holds what it moves. */
  readonly weights: string;
}

/** A set-up as a program. */
export interface TfjsProgram {
  /**
   * As `javascript` writes them; read by `programLines`. The model with its loss and sampling, what of it is a file of its own,
   * and how it is trained.
   */
  readonly files: Readonly<Record<"model.js" | "train.js", string>> & Readonly<Record<string, string>>;
  /** The class of the model: `new Reader()` makes one of first weights. */
  readonly model: string;
  /** Every weight. */
  readonly layers: readonly TfjsLayer[];
  /** What `configure` gives, in its order. */
  readonly optimizers: readonly TfjsMover[];
}
