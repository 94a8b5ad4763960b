import type * as tf from "@tensorflow/tfjs";

/** Which recurrence; `gru` resets after the product (Keras, PyTorch), `gru-reset-before` is Cho et al.'s first form. */
export type RecurrentCell = "simple" | "lstm" | "gru" | "gru-reset-before";

/** How many blocks of H columns a cell's kernel has, in Keras' order: LSTM i, f, c, o; GRU z, r, h. */
export const gateCount: Readonly<Record<RecurrentCell, 1 | 3 | 4>> = {
  simple: 1,
  lstm: 4,
  gru: 3,
  "gru-reset-before": 3,
};

/** How many [B, H] tensors a cell carries from step to step: hidden, and the LSTM's cell. */
export const stateCount: Readonly<Record<RecurrentCell, 1 | 2>> = {
  simple: 1,
  lstm: 2,
  gru: 1,
  "gru-reset-before": 1,
};

export interface RecurrentInputs {
  /** x · kernel + input bias of every step, [B, T, G·H]. */
  readonly projected: tf.Tensor3D;
  /** [H, G·H]. */
  readonly recurrentKernel: tf.Tensor2D;
  /** [G·H], added to the recurrent product. */
  readonly recurrentBias: tf.Tensor1D | null;
  /** [hidden] or, for the LSTM, [hidden, cell], each [B, H]. */
  readonly initial: readonly tf.Tensor2D[];
}

export interface RecurrentOutputs {
  /** The hidden state after each step, [B, T, H]. */
  readonly hidden: tf.Tensor3D;
  /** The state after the last step, laid out as `initial`. */
  readonly final: readonly tf.Tensor2D[];
}

/**
 * Native kernel. Inputs `projected`, `recurrentKernel`, `recurrentBias?`, `initialHidden`, `initialCell?`; attribute
 * `cell`. Outputs [hidden, final hidden, (LSTM: final cell), …reserves], where reserves are whatever the backward kernel
 * of the same backend wants to be given back.
 */
export const RECURRENT_FORWARD = "InklingRecurrentForward";

/**
 * Native kernel. Inputs as forward without `projected`, and `hidden`, `reserve0`, `reserve1`, …, `hiddenGradient`,
 * `finalHiddenGradient`, `finalCellGradient?`; attribute `cell`. Outputs the gradients of [projected, recurrentKernel,
 * initialHidden, (LSTM: initialCell), (if there is a recurrentBias: recurrentBias)].
 */
export const RECURRENT_BACKWARD = "InklingRecurrentBackward";
