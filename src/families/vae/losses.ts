/** What telling an example by its code takes: the second half of the evidence lower bound. */
import * as tf from "@tensorflow/tfjs";
import type { Posterior } from "./network.ts";

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

/**
 * The KL that is paid for: the sum over units, each of which may say `free` nats for nothing, so that saying less saves
 * nothing. Kingma et al. 2016, eq. 15, with units for groups. [Z] → [].
 */
export const paidKl = (units: tf.Tensor1D, free: number): tf.Scalar =>
  tf.sum(free > 0 ? tf.maximum(units, free) : units) as tf.Scalar;

/** A unit that says more than this about an example, in nats, counts as active. */
const ACTIVE = 0.01;

/** How many units are active; after Burda et al. 2016, by what they say instead of how they vary. [Z] → []. */
export const activeUnits = (units: tf.Tensor1D): tf.Scalar => tf.sum(tf.step(tf.sub(units, ACTIVE))) as tf.Scalar;
