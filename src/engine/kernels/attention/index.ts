import type * as tf from "@tensorflow/tfjs";
import { differentiable, gradientDepth, hasNative, runNative } from "../native.ts";
import { ATTENTION, ATTENTION_GRADIENT, type AttentionOptions } from "./contract.ts";
import { attentionReference } from "./reference.ts";

export type { AttentionOptions } from "./contract.ts";

/**
 * Scaled dot-product attention of several heads: softmax(q·kᵀ / √(C / heads)) · v. q [B, T, C], k, v [B, S, C] → [B, T, C];
 * head h works on channels h · C / heads onwards. Vaswani et al. 2017; in blocks, after Dao et al. 2022. Differentiable in
 * all three, twice too.
 */
export function attention(
  q: tf.Tensor3D,
  k: tf.Tensor3D,
  v: tf.Tensor3D,
  { heads = 1, causal = false }: AttentionOptions = {},
): tf.Tensor3D {
  if (q.shape[2] % heads !== 0) throw new Error(`${q.shape[2]} channels do not fall into ${heads} heads`);
  // Inside the gradient of a gradient, core ops are what the tape can follow.
  if (gradientDepth() > 1 || !hasNative(ATTENTION)) return attentionReference(q, k, v, heads, causal);
  const [output] = differentiable(
    { q, k, v },
    (save) => {
      const [out, ...reserves] = runNative(ATTENTION, { q, k, v }, { heads, causal }) as [tf.Tensor, ...tf.Tensor[]];
      save([q, k, v, out, ...reserves]);
      return [out];
    },
    ([dy], saved) => {
      const [savedQ, savedK, savedV, out, ...reserves] = saved;
      const kept = Object.fromEntries(reserves.map((reserve, i) => [`reserve${i}`, reserve]));
      const [dq, dk, dv] = runNative(
        ATTENTION_GRADIENT,
        { q: savedQ, k: savedK, v: savedV, out, dy, ...kept },
        { heads, causal },
      ) as [tf.Tensor, tf.Tensor, tf.Tensor];
      return { q: () => dq, k: () => dk, v: () => dv };
    },
  );
  return output as tf.Tensor3D;
}
