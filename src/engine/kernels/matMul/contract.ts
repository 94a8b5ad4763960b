import type * as tf from "@tensorflow/tfjs";

export type Activation = "linear" | "relu" | "leakyRelu" | "tanh" | "sigmoid" | "elu";

/** Slope of `leakyRelu` below zero. */
export const LEAKY_SLOPE = 0.2;

export interface MatMulOptions {
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
  /** [N], added to every row of the product. */
  readonly bias?: tf.Tensor1D | null;
  readonly activation?: Activation;
}

/**
 * Native kernel. Inputs `a`, `b` of the same rank and batch, `bias?` [N]; attributes `transposeA`, `transposeB`,
 * `activation`. Output activation(a · b + bias). It may be called on operands that were just written in place.
 */
export const MATMUL = "InklingMatMul";

/**
 * Native kernel. Inputs `a` [M, K], `gradient` [M, N]. Outputs aᵀ · gradient [K, N] and the sums of the gradient's columns [N]:
 * the gradients of weights and bias. Optional: without it a product and a sum do the work.
 */
export const MATMUL_WEIGHTS_GRADIENT = "InklingMatMulWeightsGradient";
