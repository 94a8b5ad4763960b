import * as tf from "@tensorflow/tfjs";
import { differentiable, gradientDepth, hasNative, runNative } from "../native.ts";
import { GAUSSIAN_DRAW, GAUSSIAN_DRAW_GRADIENT, GAUSSIAN_KL, GAUSSIAN_KL_GRADIENT } from "./contract.ts";
import {
  gaussianDrawGradientReference,
  gaussianDrawReference,
  gaussianKlGradientReference,
  gaussianKlReference,
} from "./reference.ts";

/**
 * KL(N(mean, e^logVariance) ‖ N(0, I)) of each example, in nats. [B, Z], [B, Z] → [B]. Kingma & Welling 2013, appendix B.
 * Differentiable in both, twice too.
 */
export function gaussianKl(mean: tf.Tensor2D, logVariance: tf.Tensor2D): tf.Tensor1D {
  // Inside the gradient of a gradient, core ops are what the tape can follow.
  if (gradientDepth() > 1 || !hasNative(GAUSSIAN_KL)) return gaussianKlReference(mean, logVariance);
  const [divergences] = differentiable(
    { mean, logVariance },
    (save) => {
      save([mean, logVariance]);
      return runNative(GAUSSIAN_KL, { mean, logVariance });
    },
    ([gradient], saved) => {
      const [m, v] = saved as [tf.Tensor, tf.Tensor];
      if (gradientDepth() > 0) return gaussianKlGradientReference(m, v, gradient as tf.Tensor);
      const [ofMean, ofLogVariance] = runNative(GAUSSIAN_KL_GRADIENT, { mean: m, logVariance: v, gradient });
      return { mean: () => ofMean as tf.Tensor, logVariance: () => ofLogVariance as tf.Tensor };
    },
  );
  return divergences as tf.Tensor1D;
}

/**
 * The reparameterised draw from N(mean, e^logVariance): mean + e^(logVariance / 2) · noise, with standard normal noise; all
 * of one shape. Kingma & Welling 2013, section 2.4. Differentiable in all three, twice too.
 */
export function gaussianDraw<T extends tf.Tensor>(mean: T, logVariance: T, noise: T): T {
  if (gradientDepth() > 1 || !hasNative(GAUSSIAN_DRAW)) return gaussianDrawReference(mean, logVariance, noise) as T;
  const [drawn] = differentiable(
    { mean, logVariance, noise },
    (save) => {
      save([logVariance, noise]);
      return runNative(GAUSSIAN_DRAW, { mean, logVariance, noise });
    },
    ([gradient], saved) => {
      const [v, e] = saved as [tf.Tensor, tf.Tensor];
      const dy = gradient as tf.Tensor;
      return {
        mean: () => dy.clone(),
        logVariance: () =>
          gradientDepth() > 0
            ? gaussianDrawGradientReference(v, e, dy)
            : (runNative(GAUSSIAN_DRAW_GRADIENT, { logVariance: v, noise: e, gradient: dy })[0] as tf.Tensor),
        noise: () => tf.mul(dy, tf.exp(tf.mul(v, 0.5))),
      };
    },
  );
  return drawn as T;
}
