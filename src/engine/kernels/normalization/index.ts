import * as tf from "@tensorflow/tfjs";
import { differentiable, gradientDepth, hasNative, runNative } from "../native.ts";
import { type Grouping, NORMALIZATION, NORMALIZATION_GRADIENT } from "./contract.ts";
import { normalizationReference } from "./reference.ts";

type Normalized = readonly [y: tf.Tensor, mean: tf.Tensor1D, inverse: tf.Tensor1D];

function normalize(
  x: tf.Tensor,
  gain: tf.Tensor1D,
  offset: tf.Tensor1D,
  grouping: Grouping,
  epsilon: number,
): Normalized {
  // Inside the gradient of a gradient, core ops are what the tape can follow.
  if (gradientDepth() > 1 || !hasNative(NORMALIZATION)) {
    return normalizationReference(x, gain, offset, grouping, epsilon);
  }
  // The statistics come out as constants: averages over training steps are made of them.
  return differentiable(
    { x, gain, offset },
    (save) => {
      const [output, mean, inverse] = runNative(NORMALIZATION, { x, gain, offset }, { ...grouping, epsilon }) as [
        tf.Tensor,
        tf.Tensor,
        tf.Tensor,
      ];
      save([x, gain, mean, inverse]);
      return [output, mean, inverse];
    },
    ([dy], saved) => {
      const [savedX, savedGain, mean, inverse] = saved;
      const [dx, dGain, dOffset] = runNative(
        NORMALIZATION_GRADIENT,
        { x: savedX, gain: savedGain, mean, inverse, dy },
        { ...grouping },
      ) as [tf.Tensor, tf.Tensor, tf.Tensor];
      return { x: () => dx, gain: () => dGain, offset: () => dOffset };
    },
  ) as [tf.Tensor, tf.Tensor1D, tf.Tensor1D];
}

const sizeOf = (shape: readonly number[]) => shape.reduce((product, size) => product * size, 1);

/**
 * Each row of the last axis to mean 0 and variance 1, then gain · x + offset. x [..., C], gain, offset [C]. Ba et al. 2016.
 * Differentiable in all three, twice too.
 */
export function layerNorm<T extends tf.Tensor>(x: T, gain: tf.Tensor1D, offset: tf.Tensor1D, epsilon = 1e-5): T {
  const depth = x.shape.at(-1) as number;
  return normalize(x, gain, offset, { batch: x.size / depth, pixels: 1, groups: 1, depth }, epsilon)[0] as T;
}

/**
 * Each of `groups` groups of neighbouring channels of each example to mean 0 and variance 1, then gain · x + offset.
 * x [B, ..., C], gain, offset [C]. Wu & He 2018. Differentiable in all three, twice too.
 */
export function groupNorm<T extends tf.Tensor>(
  x: T,
  gain: tf.Tensor1D,
  offset: tf.Tensor1D,
  groups: number,
  epsilon = 1e-5,
): T {
  const channels = x.shape.at(-1) as number;
  if (channels % groups !== 0) throw new Error(`${channels} channels do not fall into ${groups} groups`);
  const pixels = sizeOf(x.shape.slice(1, -1));
  const grouping = { batch: x.shape[0] as number, pixels, groups, depth: channels / groups };
  return normalize(x, gain, offset, grouping, epsilon)[0] as T;
}

export interface BatchNormalized<T extends tf.Tensor> {
  readonly y: T;
  /** Of each channel over the batch, [C]; constants to every gradient. */
  readonly mean: tf.Tensor1D;
  readonly variance: tf.Tensor1D;
}

/**
 * Batch normalization in training: each channel to mean 0 and variance 1 over all examples and pixels, then gain · x + offset.
 * x [B, ..., C], gain, offset [C] → y and the statistics of this batch. Ioffe & Szegedy 2015. Differentiable, twice too.
 */
export function batchNorm<T extends tf.Tensor>(
  x: T,
  gain: tf.Tensor1D,
  offset: tf.Tensor1D,
  epsilon = 1e-3,
): BatchNormalized<T> {
  const channels = x.shape.at(-1) as number;
  const grouping = { batch: 1, pixels: x.size / channels, groups: channels, depth: 1 };
  const [y, mean, inverse] = normalize(x, gain, offset, grouping, epsilon);
  const variance = tf.sub(tf.div(1, tf.square(inverse)), epsilon) as tf.Tensor1D;
  return { y: y as T, mean, variance };
}
