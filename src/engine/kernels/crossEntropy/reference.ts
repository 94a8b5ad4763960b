import * as tf from "@tensorflow/tfjs";
import { indicator } from "../embedding/reference.ts";

/** −log softmax(logits)[label] of each row from core ops, in nats; the greatest logit is taken out first. */
export function softmaxCrossEntropyReference(logits: tf.Tensor2D, labels: tf.Tensor1D): tf.Tensor1D {
  const shifted = tf.sub(logits, tf.max(logits, 1, true));
  const logTotal = tf.log(tf.sum(tf.exp(shifted), 1));
  const picked = tf.sum(tf.mul(shifted, indicator(labels, logits.shape[1])), 1);
  return tf.sub(logTotal, picked) as tf.Tensor1D;
}

/** [N, V], [N], [N] → [N, V]. */
export function softmaxCrossEntropyGradientReference(
  logits: tf.Tensor2D,
  labels: tf.Tensor1D,
  gradient: tf.Tensor1D,
): tf.Tensor2D {
  const difference = tf.sub(tf.softmax(logits), indicator(labels, logits.shape[1]));
  return tf.mul(difference, gradient.expandDims(1));
}
