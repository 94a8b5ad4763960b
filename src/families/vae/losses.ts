/** The two halves of the evidence lower bound: how well an example is told, and how much telling it takes. */
import * as tf from "@tensorflow/tfjs";
import { sigmoidCrossEntropy } from "../../engine/kernels/sigmoidCrossEntropy/index.ts";
import type { Posterior } from "./network.ts";

const perExample = (losses: tf.Tensor): tf.Scalar => tf.div(tf.sum(losses), losses.shape[0] as number) as tf.Scalar;

/**
 * −log p(x|z) in nats where each pixel is a coin that shows white with probability sigmoid(logit): cross-entropy, summed
 * over an example's values, mean over examples. x, logits [B, …].
 */
export function bernoulli(x: tf.Tensor, logits: tf.Tensor): tf.Scalar {
  return tf.mean(sigmoidCrossEntropy(logits, x)) as tf.Scalar;
}

/** The squared error, summed over an example's values, mean over examples. x, mean [B, …]. */
export const squaredError = (x: tf.Tensor, mean: tf.Tensor): tf.Scalar => perExample(tf.squaredDifference(x, mean));

const HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

/**
 * −log p(x|z) in nats where each value is Gaussian around its mean with one deviation s for all:
 * Σ ((x − mean)² / 2s² + log s + ½ log 2π), mean over examples. x, mean [B, …]. A learned log s: Rybkin et al. 2021.
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

/** Keeps the logarithm finite where a spread has become too small for a float. */
const LEAST_SPREAD = 1e-12;

/** KL(q(z|x) ‖ N(0, I)) of each unit in nats, mean over examples. [B, Z] → [Z]. Kingma & Welling 2013, appendix B. */
export function klOfUnits({ mean, spread }: Posterior): tf.Tensor1D {
  const twice = tf.sub(
    tf.add(tf.square(mean), tf.square(spread)),
    tf.add(1, tf.mul(2, tf.log(tf.maximum(spread, LEAST_SPREAD)))),
  );
  return tf.mul(0.5, tf.mean(twice, 0)) as tf.Tensor1D;
}

/** A unit that says more than this about an example, in nats, counts as active. */
const ACTIVE = 0.01;

/** How many units are active; after Burda et al. 2016, by what they say instead of how they vary. [Z] → []. */
export const activeUnits = (units: tf.Tensor1D): tf.Scalar => tf.sum(tf.step(tf.sub(units, ACTIVE))) as tf.Scalar;
