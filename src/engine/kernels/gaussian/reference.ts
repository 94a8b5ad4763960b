import * as tf from "@tensorflow/tfjs";

/** [B, Z], [B, Z] → [B], from core ops. */
export function gaussianKlReference(mean: tf.Tensor2D, logVariance: tf.Tensor2D): tf.Tensor1D {
  const each = tf.sub(tf.add(tf.square(mean), tf.exp(logVariance)), tf.add(logVariance, 1));
  return tf.mul(tf.sum(each, 1), 0.5) as tf.Tensor1D;
}

/** The gradients of mean and of logVariance; [B] → [B, Z] each. */
export function gaussianKlGradientReference(mean: tf.Tensor, logVariance: tf.Tensor, gradient: tf.Tensor) {
  const dy = gradient.expandDims(1);
  return {
    mean: () => tf.mul(mean, dy),
    logVariance: () => tf.mul(tf.sub(tf.exp(logVariance), 1), tf.mul(dy, 0.5)),
  };
}

/** μ + e^(v / 2) · ε, from core ops. */
export function gaussianDrawReference(mean: tf.Tensor, logVariance: tf.Tensor, noise: tf.Tensor): tf.Tensor {
  return tf.add(mean, tf.mul(tf.exp(tf.mul(logVariance, 0.5)), noise));
}

/** ½ e^(v / 2) · ε · gradient. */
export function gaussianDrawGradientReference(
  logVariance: tf.Tensor,
  noise: tf.Tensor,
  gradient: tf.Tensor,
): tf.Tensor {
  return tf.mul(tf.mul(tf.exp(tf.mul(logVariance, 0.5)), 0.5), tf.mul(noise, gradient));
}
