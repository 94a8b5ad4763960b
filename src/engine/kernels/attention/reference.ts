import * as tf from "@tensorflow/tfjs";

/** Far below any score, and finite, so that no gradient meets ∞ − ∞. */
const HIDDEN = -1e9;

/** [B, T, C] → [B, heads, T, C / heads]. */
function splitHeads(x: tf.Tensor3D, heads: number): tf.Tensor4D {
  const [B, T, C] = x.shape;
  return tf.transpose(x.reshape([B, T, heads, C / heads]), [0, 2, 1, 3]) as tf.Tensor4D;
}

/** softmax(q·kᵀ / √depth) · v of each head from core ops, with the whole matrix of weights. */
export function attentionReference(
  q: tf.Tensor3D,
  k: tf.Tensor3D,
  v: tf.Tensor3D,
  heads: number,
  causal: boolean,
): tf.Tensor3D {
  const [B, T, C] = q.shape;
  const S = k.shape[1];
  const scores = tf.div(
    tf.matMul(splitHeads(q, heads), splitHeads(k, heads), false, true), // [B, heads, T, S]
    Math.sqrt(C / heads),
  );
  const hidden = Float32Array.from({ length: T * S }, (_, i) => (causal && i % S > Math.floor(i / S) ? HIDDEN : 0));
  const weights = tf.softmax(tf.add(scores, tf.tensor(hidden, [1, 1, T, S])));
  const attended = tf.matMul(weights, splitHeads(v, heads)); // [B, heads, T, C / heads]
  return tf.transpose(attended, [0, 2, 1, 3]).reshape([B, T, C]);
}
