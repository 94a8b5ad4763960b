/** How well an example is told: −log p(x | decoded) in nats, summed over its values, mean over examples. */
import * as tf from "@tensorflow/tfjs";
import { sigmoidCrossEntropy } from "../../engine/kernels/sigmoidCrossEntropy/index.ts";
import { squaredError } from "../../engine/squaredError.ts";
import type { Likelihood } from "../contract.ts";

/** Each value is a coin that shows white with probability sigmoid(logit): cross-entropy. x, logits [B, …]. */
export const bernoulli = (x: tf.Tensor, logits: tf.Tensor): tf.Scalar =>
  tf.mean(sigmoidCrossEntropy(logits, x)) as tf.Scalar;

const HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

/**
 * Each value is Gaussian around its mean with one deviation s for all: Σ ((x − mean)² / 2s² + log s + ½ log 2π).
 * x, mean [B, …]. A learned log s: Rybkin et al. 2021.
 */
export function gaussian(x: tf.Tensor, mean: tf.Tensor, logDeviation: tf.Scalar | number): tf.Scalar {
  const count = x.size / (x.shape[0] as number);
  const error = squaredError(x, mean);
  if (typeof logDeviation === "number") {
    const constant = count * (logDeviation + HALF_LOG_TWO_PI);
    return tf.add(tf.mul(error, 0.5 * Math.exp(-2 * logDeviation)), constant) as tf.Scalar;
  }
  const scaled = tf.mul(error, tf.mul(0.5, tf.exp(tf.mul(logDeviation, -2))));
  return tf.add(scaled, tf.mul(count, tf.add(logDeviation, HALF_LOG_TWO_PI))) as tf.Scalar;
}

/** The likelihood of this id, of values that become samples by `finish`. */
export const likelihoodOf =
  (id: string, finish: (decoded: tf.Tensor) => tf.Tensor): Likelihood =>
  (x, decoded, { logDeviation, tap }) => {
    if (id !== "bernoulli") return gaussian(x, tap("output", finish(decoded)), logDeviation);
    // Learned from are the logits, whose gradient is caught first; drawn are probabilities.
    const logits = tap("output", decoded);
    tap("output", finish(decoded));
    return bernoulli(x, logits);
  };
