import * as tf from "@tensorflow/tfjs";

/** ½ x (1 + tanh √(2/π) (x + 0.044715 x³)) from core ops. */
export function geluReference<T extends tf.Tensor>(x: T): T {
  const inner = tf.mul(Math.sqrt(2 / Math.PI), tf.add(x, tf.mul(0.044715, tf.mul(tf.square(x), x))));
  return tf.mul(tf.mul(0.5, x), tf.add(1, tf.tanh(inner))) as T;
}
