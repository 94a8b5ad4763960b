import * as tf from "@tensorflow/tfjs";
import type { RandomStream } from "../../core/random.ts";
import { conv1d, conv2d, conv2dTranspose } from "../kernels/convolution/index.ts";
import { glorotUniform } from "../layers/index.ts";
import { type Block, type BlockActivation, ending, variablesOf } from "./block.ts";

export interface ConvolutionBlockOptions {
  readonly name: string;
  readonly filters: number;
  readonly activation?: BlockActivation;
  readonly stream: RandomStream;
  /** Begins with weights of zero, so that nothing comes out at first; absent means Glorot's. */
  readonly silent?: boolean;
}

export interface StridedBlockOptions extends ConvolutionBlockOptions {
  /** Down and across. */
  readonly window?: readonly [number, number];
  readonly strides?: readonly [number, number];
}

/** Pixels along a side of the window, which moves by two: every pixel is seen by as many windows as any other. Odena et al. 2016. */
export const WINDOW = 4;
const STRIDE = 2;
const SQUARE = { window: [WINDOW, WINDOW], strides: [STRIDE, STRIDE] } as const;

const config = ({ name, filters, activation = "linear", stream, silent }: ConvolutionBlockOptions) => ({
  name,
  filters,
  activation,
  padding: "same" as const,
  kernelInitializer: silent ? tf.initializers.zeros() : glorotUniform(stream),
});

type Weights = [tf.Variable<tf.Rank.R4>, tf.Variable<tf.Rank.R1>];

/** Sees each pixel with its neighbours, a window of 3 × 3, or with `window` 1 the pixel alone. [B, H, W, C] → [B, H, W, filters]. */
export function convolution({
  window = 3,
  ...options
}: ConvolutionBlockOptions & { readonly window?: number | readonly [number, number] }): Block {
  const kernelSize = typeof window === "number" ? window : ([...window] as [number, number]);
  const layer = tf.layers.conv2d({ ...config(options), kernelSize, strides: 1 });
  const { activation = "linear" } = options;
  return {
    layer,
    ...ending(activation, (x, end) => {
      const [filter, bias] = variablesOf(layer) as Weights;
      return conv2d(x as tf.Tensor4D, filter, { bias, activation: end });
    }),
  };
}

/** Halves a picture, unless other strides are given. [B, H, W, C] → [B, ⌈H / 2⌉, ⌈W / 2⌉, filters]. */
export function downsample({
  window = SQUARE.window,
  strides = SQUARE.strides,
  ...options
}: StridedBlockOptions): Block {
  const layer = tf.layers.conv2d({ ...config(options), kernelSize: [...window], strides: [...strides] });
  const { activation = "linear" } = options;
  return {
    layer,
    ...ending(activation, (x, end) => {
      const [filter, bias] = variablesOf(layer) as Weights;
      return conv2d(x as tf.Tensor4D, filter, { strides, bias, activation: end });
    }),
  };
}

/** Doubles a picture by a transposed convolution, unless other strides are given. [B, H, W, C] → [B, 2H, 2W, filters]. */
export function upsample({ window = SQUARE.window, strides = SQUARE.strides, ...options }: StridedBlockOptions): Block {
  const layer = tf.layers.conv2dTranspose({ ...config(options), kernelSize: [...window], strides: [...strides] });
  const { activation = "linear" } = options;
  return {
    layer,
    ...ending(activation, (x, end) => {
      const [filter, bias] = variablesOf(layer) as Weights;
      const [, H, W] = x.shape as [number, number, number, number];
      const [down, across] = strides;
      return conv2dTranspose(x as tf.Tensor4D, filter, [down * H, across * W], { strides, bias, activation: end });
    }),
  };
}

/** Sees each place of a row with its neighbours, a window of 3. [B, T, C] → [B, T, filters]. */
export function convolution1d({
  window = 3,
  ...options
}: ConvolutionBlockOptions & { readonly window?: number }): Block {
  const layer = tf.layers.conv1d({ ...config(options), kernelSize: window, strides: 1 });
  const { activation = "linear" } = options;
  return {
    layer,
    ...ending(activation, (x, end) => {
      const [filter, bias] = variablesOf(layer) as [tf.Variable<tf.Rank.R3>, tf.Variable<tf.Rank.R1>];
      return conv1d(x as tf.Tensor3D, filter, { bias, activation: end });
    }),
  };
}
