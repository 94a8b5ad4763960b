/**
 * A network as a chain of blocks. Each is an ordinary layer, so that what is saved loads in stock TensorFlow.js, and a
 * way to compute it by our fused kernels while it trains.
 */
import type * as tf from "@tensorflow/tfjs";

/** What `tf.layers` and our kernels call by the same name. */
export type BlockActivation = "linear" | "relu" | "tanh" | "sigmoid" | "elu";

export interface Block {
  readonly layer: tf.layers.Layer;
  /** The same function of a batch, [B, …] → [B, …]; differentiable. */
  readonly apply: (x: tf.Tensor) => tf.Tensor;
}

/** Builds the layers, one on the other. */
export const connect = (blocks: readonly Block[], input: tf.SymbolicTensor): tf.SymbolicTensor =>
  blocks.reduce((below, { layer }) => layer.apply(below) as tf.SymbolicTensor, input);

/** Computes the chain on a batch; the layers must have been built. */
export const run = (blocks: readonly Block[], x: tf.Tensor): tf.Tensor =>
  blocks.reduce((below, { apply }) => apply(below), x);

/** The weights of a layer as they train. */
export const variablesOf = (layer: tf.layers.Layer): tf.Variable[] =>
  layer.weights.map((weight) => weight.read() as tf.Variable);
