import type * as tf from "@tensorflow/tfjs";
import type { Activation } from "../matMul/contract.ts";

/** Zeros before and after each axis. */
export interface Padding {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export interface ConvolutionOptions {
  /** Down and right; 1 unless told. */
  readonly strides?: number | readonly [number, number];
  /** "same" unless told, as in TensorFlow: the output is ⌈input / stride⌉ long. */
  readonly pad?: "same" | "valid" | Padding;
  /** Distance between neighbours of the window; 1 unless told. */
  readonly dilations?: number | readonly [number, number];
  /** Added to every pixel, one number for each channel of the output. */
  readonly bias?: tf.Tensor1D | null;
  readonly activation?: Activation;
}

export interface Conv1dOptions {
  readonly stride?: number;
  /** "causal": an output sees its own time and those before. "same" unless told. */
  readonly pad?: "same" | "valid" | "causal";
  readonly dilation?: number;
  /** [D] */
  readonly bias?: tf.Tensor1D | null;
  readonly activation?: Activation;
}

/** Where windows lie; attributes of every kernel below, in TensorFlow.js' form. */
export interface Geometry {
  readonly strides: readonly [number, number];
  readonly pad: "same" | "valid" | readonly (readonly [number, number])[];
  readonly dilations: readonly [number, number];
}

/**
 * Native kernel. Inputs `x` [B, H, W, C], `filter` [h, w, C, D], `bias?` [D]; attributes `strides`, `pad`, `dilations`,
 * `activation`. Output activation(x ∗ filter + bias) [B, H′, W′, D].
 */
export const CONVOLUTION = "InklingConvolution";

/**
 * Native kernel: the gradient of a convolution's input, and the transposed convolution. Inputs `dy` [B, H′, W′, D],
 * `filter` [h, w, C, D], `bias?` [C]; attributes as above and `inputShape` [B, H, W, C], the shape of its output.
 */
export const CONVOLUTION_TRANSPOSED = "InklingConvolutionTransposed";

/**
 * Native kernel. Inputs `x` [B, H, W, C], `dy` [B, H′, W′, D]; attributes as above, `filterShape`, and `bias`: whether the
 * gradient of a bias [D] is wanted too. Outputs [filter [h, w, C, D]], and that of the bias where it costs no pass of its own.
 */
export const CONVOLUTION_FILTER_GRADIENT = "InklingConvolutionFilterGradient";
