import * as tf from "@tensorflow/tfjs";

/** tanh of the first half of the channels, times σ of the second, from core ops. */
export function gatedTanhReference<T extends tf.Tensor>(x: T): T {
  const [filter, gatedTanh] = tf.split(x, 2, -1) as [tf.Tensor, tf.Tensor];
  return tf.mul(tf.tanh(filter), tf.sigmoid(gatedTanh)) as T;
}
