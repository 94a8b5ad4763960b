/** What critic and generator minimise, from the critic's scores of real and made examples, [B] each. */
import * as tf from "@tensorflow/tfjs";
import type { Objective } from "./sizes.manifest.ts";

const mean = (x: tf.Tensor) => tf.mean(x) as tf.Scalar;
const squared = (x: tf.Tensor, target: number) => mean(tf.square(tf.sub(x, target)));
/** −log σ(x) and −log(1 − σ(x)), each [B]: finite for any finite score. */
const realLoss = (x: tf.Tensor) => tf.softplus(tf.neg(x));
const fakeLoss = (x: tf.Tensor) => tf.softplus(x);

/**
 * The critic's loss without a penalty. `smoothing` lowers the target of real examples from 1; Salimans et al. 2016.
 * Minimax and non-saturating: −log σ(D(x)) − log(1 − σ(D(G(z)))), Goodfellow et al. 2014. Least squares with targets 1
 * and 0, Mao et al. 2017. Wasserstein: D(G(z)) − D(x), Arjovsky et al. 2017.
 */
export function criticLoss(objective: Objective, real: tf.Tensor, fake: tf.Tensor, smoothing: number): tf.Scalar {
  switch (objective) {
    case "minimax":
    case "nonSaturating": {
      const believed = mean(realLoss(real));
      const smoothed =
        smoothing > 0 ? tf.add(tf.mul(believed, 1 - smoothing), tf.mul(mean(fakeLoss(real)), smoothing)) : believed;
      return tf.add(smoothed, mean(fakeLoss(fake)));
    }
    case "leastSquares":
      return tf.mul(tf.add(squared(real, 1 - smoothing), squared(fake, 0)), 0.5);
    case "wassersteinClip":
    case "wassersteinGp":
      return tf.sub(mean(fake), mean(real));
    default:
      return objective satisfies never;
  }
}

/** The generator's loss, from the critic's scores of what it made. */
export function generatorLoss(objective: Objective, fake: tf.Tensor): tf.Scalar {
  switch (objective) {
    case "minimax":
      return tf.neg(mean(fakeLoss(fake)));
    case "nonSaturating":
      return mean(realLoss(fake));
    case "leastSquares":
      return tf.mul(squared(fake, 1), 0.5);
    case "wassersteinClip":
    case "wassersteinGp":
      return tf.neg(mean(fake));
    default:
      return objective satisfies never;
  }
}

/** Keeps the root's slope finite where a gradient is zero. */
const TINY = 1e-12;

/**
 * mean (‖∇D(x̂)‖ − 1)² at random places x̂ = ε·x + (1 − ε)·G(z) between real and made examples. real, fake [B, …],
 * epsilon [B]. Differentiable in the critic's weights. Gulrajani et al. 2017.
 */
export function gradientPenalty(
  critic: (x: tf.Tensor) => tf.Tensor,
  real: tf.Tensor,
  fake: tf.Tensor,
  epsilon: tf.Tensor,
): tf.Scalar {
  const [B, ...rest] = real.shape as [number, ...number[]];
  const share = epsilon.reshape([B, ...rest.map(() => 1)]);
  const between = tf.add(fake, tf.mul(share, tf.sub(real, fake)));
  const slope = tf
    .grad((x) => tf.sum(critic(x)))(between)
    .reshape([B, -1]);
  const norm = tf.sqrt(tf.add(tf.sum(tf.square(slope), 1), TINY)); // [B]
  return squared(norm, 1);
}

/** The share of real and made examples that the critic tells apart: a score over `threshold` says real. */
export function accuracy(objective: Objective, real: tf.Tensor, fake: tf.Tensor): tf.Scalar {
  const threshold = objective === "leastSquares" ? 0.5 : 0;
  const right = tf.add(mean(tf.step(tf.sub(real, threshold))), mean(tf.step(tf.sub(threshold, fake))));
  return tf.mul(right, 0.5);
}
