import type * as tf from "@tensorflow/tfjs";
import { differentiable, gradientDepth, hasNative, runNative } from "../native.ts";
import { SIGMOID_CROSS_ENTROPY, SIGMOID_CROSS_ENTROPY_GRADIENT } from "./contract.ts";
import {
  sigmoidCrossEntropyGradientReference,
  sigmoidCrossEntropyReference,
  targetGradientReference,
} from "./reference.ts";

/**
 * Cross-entropy of independent Bernoulli variables, in nats, summed over each example: −Σ t·ln σ(l) + (1 − t)·ln(1 − σ(l)).
 * logits [B, …], targets of the same shape or one number for all, in 0..1 → [B]. Finite for any finite logits. For a
 * number per element, give logits as [N, 1]. Differentiable in both, twice too.
 */
export function sigmoidCrossEntropy(logits: tf.Tensor, targets: tf.Tensor | number): tf.Tensor1D {
  // Inside the gradient of a gradient, core ops are what the tape can follow.
  if (gradientDepth() > 1 || !hasNative(SIGMOID_CROSS_ENTROPY)) return sigmoidCrossEntropyReference(logits, targets);
  const attributes = { target: typeof targets === "number" ? targets : 0 };
  const inputs: Record<string, tf.Tensor> = typeof targets === "number" ? { logits } : { logits, targets };
  const [losses] = differentiable(
    inputs,
    (save) => {
      save(Object.values(inputs));
      return runNative(SIGMOID_CROSS_ENTROPY, inputs, attributes);
    },
    ([gradient], [savedLogits, savedTargets]) => {
      const [l, dy] = [savedLogits as tf.Tensor, gradient as tf.Tensor];
      const ofLogits = () =>
        gradientDepth() > 0
          ? sigmoidCrossEntropyGradientReference(l, savedTargets ?? attributes.target, dy)
          : (runNative(
              SIGMOID_CROSS_ENTROPY_GRADIENT,
              { logits: l, targets: savedTargets, gradient: dy },
              attributes,
            )[0] as tf.Tensor);
      return savedTargets ? { logits: ofLogits, targets: () => targetGradientReference(l, dy) } : { logits: ofLogits };
    },
  );
  return losses as tf.Tensor1D;
}
