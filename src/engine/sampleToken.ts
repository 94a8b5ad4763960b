import * as tf from "@tensorflow/tfjs";
import { softmaxCrossEntropy } from "./kernels/crossEntropy/index.ts";

export interface Choice {
  readonly temperature: number;
  /** 0 leaves every character in play. */
  readonly topK: number;
  /** 1 leaves every character in play. */
  readonly topP: number;
}

/** Logits this far below the greatest have a probability under 10⁻²⁷: the search for a threshold goes no deeper. */
const DEPTH = 64;
const HALVINGS = 20;
const NEVER = 1e9;

/**
 * Leaves the greatest logits in play whose summed weight reaches `target`, and puts the rest out of reach. The threshold
 * is found by halving, on the device and without a sort: TensorFlow.js sorts on the processor on some backends.
 * logits [N, V] with maximum 0 in each row, weight [N, V] or a number.
 */
function keepGreatest(logits: tf.Tensor2D, weight: tf.Tensor2D | number, target: number): tf.Tensor2D {
  let threshold: tf.Tensor = tf.fill([logits.shape[0], 1], -DEPTH);
  for (let width = DEPTH / 2; width > DEPTH / 2 ** HALVINGS; width /= 2) {
    const above = tf.step(tf.sub(logits, tf.add(threshold, width)));
    const reached = tf.step(tf.sub(tf.sum(tf.mul(above, weight), 1, true), target));
    threshold = tf.add(threshold, tf.mul(reached, width));
  }
  const kept = tf.step(tf.sub(logits, threshold));
  return tf.add(logits, tf.mul(tf.sub(kept, 1), NEVER));
}

/** −log(−log u): the greatest of (logit + this) falls on a character with its softmax probability. Gumbel 1954. */
function gumbel(uniform: tf.Tensor2D): tf.Tensor2D {
  const inside: tf.Tensor2D = tf.add(tf.mul(uniform, 1 - 1e-6), 5e-7); // Away from 0 and 1, whose logarithms would be infinite.
  return tf.neg(tf.log(tf.neg(tf.log(inside))));
}

/**
 * Draws one character for each row on the device. Top-k goes before top-p, both after the temperature.
 * logits [N, V], uniform [N, V] → int32 [N], and the probability that the logits themselves gave to it, [N].
 */
export function choose(
  logits: tf.Tensor2D,
  { temperature, topK, topP }: Choice,
  uniform: tf.Tensor2D,
): { token: tf.Tensor1D; confidence: tf.Tensor1D } {
  let scaled: tf.Tensor2D = tf.div(tf.sub(logits, tf.max(logits, 1, true)), temperature);
  if (topK > 0 && topK < logits.shape[1]) scaled = keepGreatest(scaled, 1, topK - 0.5);
  if (topP < 1) scaled = keepGreatest(scaled, tf.softmax(scaled), topP - 1e-6);
  const token: tf.Tensor1D = tf.argMax(tf.add(scaled, gumbel(uniform)), 1);
  return { token, confidence: tf.exp(tf.neg(softmaxCrossEntropy(logits, token))) as tf.Tensor1D };
}
