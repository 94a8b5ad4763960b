import * as tf from "@tensorflow/tfjs";

/** Keeps the quotient finite where every gradient is zero; PyTorch's value. */
const TINY = 1e-6;

/**
 * What gradients of this norm are multiplied by so that together they are no longer than `clipNorm`: min(1, clipNorm /
 * (norm + 1e-6)), a scalar on the device, as `torch.nn.utils.clip_grad_norm_` has it. `null` where clipNorm is 0, which
 * switches clipping off. Pascanu, Mikolov & Bengio 2013.
 */
export function clipScale(norm: tf.Scalar, clipNorm: number): tf.Scalar | null {
  if (clipNorm <= 0) return null;
  return tf.tidy(() => tf.minimum(tf.div(clipNorm, tf.add(norm, TINY)), 1) as tf.Scalar);
}
