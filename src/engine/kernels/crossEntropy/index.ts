import type * as tf from "@tensorflow/tfjs";
import { differentiable, hasNative, runNative } from "../native.ts";
import { CROSS_ENTROPY_BACKWARD, CROSS_ENTROPY_FORWARD } from "./contract.ts";
import { softmaxCrossEntropyGradientReference, softmaxCrossEntropyReference } from "./reference.ts";

/**
 * Cross-entropy of each row, in nats: −log softmax(logits)[label]. logits [N, V], labels int32 [N] in 0 … V−1 → [N].
 * Finite for any finite logits.
 */
export function softmaxCrossEntropy(logits: tf.Tensor2D, labels: tf.Tensor1D): tf.Tensor1D {
  const native = hasNative(CROSS_ENTROPY_FORWARD);
  const [losses] = differentiable(
    { logits },
    (save) => {
      const [result, ...reserves] = native
        ? runNative(CROSS_ENTROPY_FORWARD, { logits, labels })
        : [softmaxCrossEntropyReference(logits, labels)];
      save([logits, labels, ...reserves]);
      return [result as tf.Tensor];
    },
    ([gradient], [savedLogits, savedLabels, ...reserves]) => ({
      logits: () => {
        const dy = gradient as tf.Tensor1D;
        const inputs = { logits: savedLogits as tf.Tensor2D, labels: savedLabels as tf.Tensor1D };
        if (!native) return softmaxCrossEntropyGradientReference(inputs.logits, inputs.labels, dy);
        const kept = Object.fromEntries(reserves.map((reserve, i) => [`reserve${i}`, reserve]));
        return runNative(CROSS_ENTROPY_BACKWARD, { ...inputs, ...kept, gradient: dy })[0] as tf.Tensor;
      },
    }),
  );
  return losses as tf.Tensor1D;
}
