import type * as tf from "@tensorflow/tfjs";
import { differentiable, hasNative, runNative } from "../native.ts";
import { EMBEDDING_BACKWARD, EMBEDDING_FORWARD } from "./contract.ts";
import { embeddingGradientReference, embeddingReference } from "./reference.ts";

/**
 * Rows of a table by index: table [V, E], indices int32 [...] in 0 … V−1 → [..., E]. The gradient of a row is the sum of
 * the gradients of its uses.
 */
export function embedding(table: tf.Tensor2D, indices: tf.Tensor): tf.Tensor {
  const rows = table.shape[0];
  const [output] = differentiable(
    { table },
    (save) => {
      save([indices]);
      return hasNative(EMBEDDING_FORWARD)
        ? runNative(EMBEDDING_FORWARD, { table, indices })
        : [embeddingReference(table, indices)];
    },
    ([gradient], [savedIndices]) => ({
      table: () => embeddingGradient(savedIndices as tf.Tensor, gradient as tf.Tensor, rows),
    }),
  );
  return output as tf.Tensor;
}

/** Adds each gradient to the row that its index names: indices [...], gradient [..., E] → [rows, E]. */
export function embeddingGradient(indices: tf.Tensor, gradient: tf.Tensor, rows: number): tf.Tensor2D {
  if (!hasNative(EMBEDDING_BACKWARD)) return embeddingGradientReference(indices, gradient, rows);
  return runNative(EMBEDDING_BACKWARD, { indices, gradient }, { rows })[0] as tf.Tensor2D;
}
