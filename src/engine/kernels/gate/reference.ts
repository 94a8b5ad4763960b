import * as tf from "@tensorflow/tfjs";

/** tanh of the first half of the channels, times σ of the second, from core ops. */
export function gateReference<T extends tf.Tensor>(x: T): T {
  const [filter, gate] = tf.split(x, 2, -1) as [tf.Tensor, tf.Tensor];
  return tf.mul(tf.tanh(filter), tf.sigmoid(gate)) as T;
}
