import * as tf from "@tensorflow/tfjs";
import { activationGradient } from "../activation/index.ts";
import type { Activation } from "../matMul/contract.ts";
import { differentiable, gradientDepth, hasNative, outlive, runNative } from "../native.ts";
import {
  CONVOLUTION,
  CONVOLUTION_FILTER_GRADIENT,
  CONVOLUTION_TRANSPOSED,
  type Conv1dOptions,
  type ConvolutionOptions,
  type Geometry,
} from "./contract.ts";
import { conv2dReference, conv2dTransposeReference } from "./reference.ts";

export type { Conv1dOptions, ConvolutionOptions } from "./contract.ts";

type Shape4 = readonly [number, number, number, number];

/** Activation and bias, the last pass over a convolution. */
interface Finish {
  readonly bias: tf.Tensor1D | null;
  readonly activation: Activation;
}

const plain: Finish = { bias: null, activation: "linear" };
const pair = (value: number | readonly [number, number]) =>
  typeof value === "number" ? ([value, value] as const) : value;

function geometryOf({ strides = 1, pad = "same", dilations = 1 }: ConvolutionOptions): Geometry {
  const explicit =
    typeof pad === "string"
      ? pad
      : ([
          [0, 0],
          [pad.top, pad.bottom],
          [pad.left, pad.right],
          [0, 0],
        ] as const);
  return { strides: pair(strides), pad: explicit, dilations: pair(dilations) };
}

/** Sums over all axes but the last. */
const ofBias = (dz: tf.Tensor) => tf.sum(dz.reshape([-1, dz.shape[dz.rank - 1] as number]), 0);

function convolve(x: tf.Tensor4D, filter: tf.Tensor4D, geometry: Geometry, finish: Finish): tf.Tensor4D {
  const { bias, activation } = finish;
  if (!hasNative(CONVOLUTION)) return conv2dReference(x, filter, geometry, bias, activation);
  const inputs: Record<string, tf.Tensor> = bias ? { x, filter, bias } : { x, filter };
  const [output] = differentiable(
    inputs,
    (save) => {
      const result = runNative(CONVOLUTION, inputs, { ...geometry, activation });
      save(activation === "linear" ? [x, filter] : [x, filter, result[0] as tf.Tensor]);
      return result;
    },
    ([dy], saved) => {
      const [savedX, savedFilter, y] = saved as [tf.Tensor4D, tf.Tensor4D, tf.Tensor];
      const dz = activationGradient(dy as tf.Tensor, y, activation) as tf.Tensor4D;
      const ofX = () => transposed(dz, savedFilter, savedX.shape, geometry, plain);
      if (bias) return { x: ofX, ...filterAndBias(savedX, dz, savedFilter.shape, geometry) };
      return { x: ofX, filter: () => filterGradient(savedX, dz, savedFilter.shape, geometry) };
    },
  );
  return output as tf.Tensor4D;
}

/** The transposed convolution onto `shape`; plain, it is the gradient of a convolution's input. */
function transposed(
  dy: tf.Tensor4D,
  filter: tf.Tensor4D,
  shape: Shape4,
  geometry: Geometry,
  { bias, activation }: Finish,
): tf.Tensor4D {
  if (!hasNative(CONVOLUTION_TRANSPOSED)) {
    return conv2dTransposeReference(dy, filter, shape, geometry, bias, activation);
  }
  const inputs: Record<string, tf.Tensor> = bias ? { dy, filter, bias } : { dy, filter };
  const [output] = differentiable(
    inputs,
    (save) => {
      const result = runNative(CONVOLUTION_TRANSPOSED, inputs, { ...geometry, activation, inputShape: shape });
      save(activation === "linear" ? [dy, filter] : [dy, filter, result[0] as tf.Tensor]);
      return result;
    },
    ([gradient], saved) => {
      const [savedDy, savedFilter, y] = saved as [tf.Tensor4D, tf.Tensor4D, tf.Tensor];
      const dz = activationGradient(gradient as tf.Tensor, y, activation) as tf.Tensor4D;
      const thunks = {
        dy: () => convolve(dz, savedFilter, geometry, plain),
        filter: () => filterGradient(dz, savedDy, savedFilter.shape, geometry),
      };
      return bias ? { ...thunks, bias: () => ofBias(dz) } : thunks;
    },
  );
  return output as tf.Tensor4D;
}

/** The gradients of filter and bias, by one kernel where the backend can; in a gradient of a gradient the tape follows two. */
function filterAndBias(x: tf.Tensor4D, dz: tf.Tensor4D, shape: Shape4, geometry: Geometry) {
  if (gradientDepth() > 0) return { filter: () => filterGradient(x, dz, shape, geometry), bias: () => ofBias(dz) };
  const attributes = { ...geometry, filterShape: shape, bias: true };
  let biasGradient: tf.Tensor | undefined;
  const filter = () => {
    const [made, along] = runNative(CONVOLUTION_FILTER_GRADIENT, { x, dy: dz }, attributes) as [tf.Tensor, tf.Tensor?];
    // The bias asks after the scope of this call.
    if (along) biasGradient = outlive(along);
    return made;
  };
  return { filter, bias: () => biasGradient ?? ofBias(dz) };
}

function filterGradient(x: tf.Tensor4D, dy: tf.Tensor4D, shape: Shape4, geometry: Geometry): tf.Tensor4D {
  const [output] = differentiable(
    { x, dy },
    (save) => {
      save([x, dy]);
      return runNative(CONVOLUTION_FILTER_GRADIENT, { x, dy }, { ...geometry, filterShape: shape });
    },
    ([gradient], saved) => {
      const [savedX, savedDy] = saved as [tf.Tensor4D, tf.Tensor4D];
      const filter = gradient as tf.Tensor4D;
      return {
        x: () => transposed(savedDy, filter, savedX.shape, geometry, plain),
        dy: () => convolve(savedX, filter, geometry, plain),
      };
    },
  );
  return output as tf.Tensor4D;
}

/**
 * activation(x ∗ filter + bias). x [B, H, W, C], filter [h, w, C, D], bias [D] → [B, H′, W′, D], as `tf.conv2d`.
 * Differentiable in x, filter and bias, any number of times.
 */
export function conv2d(x: tf.Tensor4D, filter: tf.Tensor4D, options: ConvolutionOptions = {}): tf.Tensor4D {
  const { bias = null, activation = "linear" } = options;
  return convolve(x, filter, geometryOf(options), { bias, activation });
}

/**
 * The transposed convolution: what is to `conv2d` with the same options as a gradient is to its function. x [B, H′, W′, D],
 * filter [h, w, C, D], bias [C] → [B, H, W, C] with `size` [H, W], as `tf.conv2dTranspose`. Differentiable like `conv2d`.
 */
export function conv2dTranspose(
  x: tf.Tensor4D,
  filter: tf.Tensor4D,
  size: readonly [number, number],
  options: ConvolutionOptions = {},
): tf.Tensor4D {
  const { bias = null, activation = "linear" } = options;
  const shape = [x.shape[0], size[0], size[1], filter.shape[2]] as const;
  return transposed(x, filter, shape, geometryOf(options), { bias, activation });
}

/** activation(x ∗ filter + bias) over time. x [B, T, C], filter [k, C, D], bias [D] → [B, T′, D]. WaveNet: van den Oord et al. 2016. */
export function conv1d(x: tf.Tensor3D, filter: tf.Tensor3D, options: Conv1dOptions = {}): tf.Tensor3D {
  const { stride = 1, pad = "same", dilation = 1, bias = null, activation = "linear" } = options;
  const [B, T, C] = x.shape;
  const [k, , D] = filter.shape;
  const before = { top: 0, bottom: 0, left: (k - 1) * dilation, right: 0 };
  const y = conv2d(x.reshape([B, 1, T, C]), filter.reshape([1, k, C, D]), {
    strides: [1, stride],
    pad: pad === "causal" ? before : pad,
    dilations: [1, dilation],
    bias,
    activation,
  });
  return y.reshape([B, y.shape[2], D]);
}
