import * as tf from "@tensorflow/tfjs";
import type { Grouping } from "./contract.ts";

/** [y, mean, inverse] as in the contract, from core ops, differentiable by their own gradients. */
export function normalizationReference(
  x: tf.Tensor,
  gain: tf.Tensor1D,
  offset: tf.Tensor1D,
  { batch, pixels, groups, depth }: Grouping,
  epsilon: number,
): [tf.Tensor, tf.Tensor1D, tf.Tensor1D] {
  const grouped = x.reshape([batch, pixels, groups, depth]);
  const mean = tf.mean(grouped, [1, 3], true);
  const away = tf.sub(grouped, mean);
  const inverse = tf.rsqrt(tf.add(tf.mean(tf.square(away), [1, 3], true), epsilon));
  const normal = tf.mul(away, inverse).reshape([batch, pixels, groups * depth]);
  const y = tf.add(tf.mul(normal, gain), offset).reshape(x.shape);
  return [y, mean.reshape([batch * groups]) as tf.Tensor1D, inverse.reshape([batch * groups]) as tf.Tensor1D];
}
