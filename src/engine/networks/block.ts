/**
 * A network as a chain of blocks. Each is an ordinary layer, so that what is saved loads in stock TensorFlow.js, and a
 * way to compute it by our fused kernels while it trains.
 */
import type * as tf from "@tensorflow/tfjs";
import type { Activation } from "../kernels/matMul/contract.ts";

/** What `tf.layers` and our kernels call by the same name. */
export type BlockActivation = "linear" | "relu" | "tanh" | "sigmoid" | "elu";

export interface Block {
  readonly layer: tf.layers.Layer;
  /** The same function of a batch, [B, …] → [B, …]; differentiable. */
  readonly apply: (x: tf.Tensor) => tf.Tensor;
  /** `apply`, then a leaky ReLU in the same kernel; for blocks that end in no activation. */
  readonly applyLeaky?: (x: tf.Tensor) => tf.Tensor;
  /** A leaky ReLU of the kernels' own slope: the block before may do it as well. */
  readonly leaky?: true;
}

/** Builds the layers, one on the other. */
export const connect = (blocks: readonly Block[], input: tf.SymbolicTensor): tf.SymbolicTensor =>
  blocks.reduce((below, { layer }) => layer.apply(below) as tf.SymbolicTensor, input);

/** Computes the chain on a batch, a leaky ReLU with the block before it; the layers must have been built. */
export function run(blocks: readonly Block[], x: tf.Tensor): tf.Tensor {
  let made = x;
  for (const [i, { apply, applyLeaky, leaky }] of blocks.entries()) {
    if (leaky && blocks[i - 1]?.applyLeaky) continue;
    made = applyLeaky && blocks[i + 1]?.leaky ? applyLeaky(made) : apply(made);
  }
  return made;
}

/** What a block of these options computes, by the activation that ends it. */
export const ending = (
  activation: BlockActivation,
  compute: (x: tf.Tensor, activation: Activation) => tf.Tensor,
): Pick<Block, "apply" | "applyLeaky"> => ({
  apply: (x) => compute(x, activation),
  ...(activation === "linear" ? { applyLeaky: (x) => compute(x, "leakyRelu") } : {}),
});

/** The weights of a layer as they train. */
export const variablesOf = (layer: tf.layers.Layer): tf.Variable[] =>
  layer.weights.map((weight) => weight.read() as tf.Variable);
