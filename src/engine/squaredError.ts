import * as tf from "@tensorflow/tfjs";

/** The squared error, summed over an example's values, mean over examples. x, mean [B, …]. */
export const squaredError = (x: tf.Tensor, mean: tf.Tensor): tf.Scalar =>
  tf.div(tf.sum(tf.squaredDifference(x, mean)), x.shape[0] as number) as tf.Scalar;
