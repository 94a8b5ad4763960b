import type * as tf from "@tensorflow/tfjs";
import type { ParityCase } from "../parity.ts";
import { attention } from "./index.ts";
import { attentionReference } from "./reference.ts";

interface Sizes {
  readonly B: number;
  readonly T: number;
  readonly S?: number;
  readonly heads: number;
  readonly depth: number;
  readonly scale?: number;
}

function attentionCase({ B, T, S = T, heads, depth, scale = 1 }: Sizes, causal: boolean): ParityCase {
  const C = heads * depth;
  return {
    name: `${T} queries, ${S} keys, ${heads} heads of ${depth}${causal ? ", causal" : ""}, scale ${scale}`,
    inputs: { q: { shape: [B, T, C], scale }, k: { shape: [B, S, C], scale }, v: { shape: [B, S, C] } },
    run: ({ q, k, v }) => [attention(q as tf.Tensor3D, k as tf.Tensor3D, v as tf.Tensor3D, { heads, causal })],
    reference: ({ q, k, v }) => [
      attentionReference(q as tf.Tensor3D, k as tf.Tensor3D, v as tf.Tensor3D, heads, causal),
    ],
  };
}

/** One step, widths around the vector width, several blocks of queries, other lengths of keys, and sharp weights. */
export const attentionParity: readonly ParityCase[] = [
  attentionCase({ B: 1, T: 1, heads: 1, depth: 1 }, true),
  attentionCase({ B: 2, T: 5, heads: 3, depth: 4 }, true),
  attentionCase({ B: 2, T: 9, heads: 2, depth: 5 }, false),
  attentionCase({ B: 1, T: 70, heads: 2, depth: 8 }, true),
  attentionCase({ B: 1, T: 133, heads: 1, depth: 3 }, true),
  attentionCase({ B: 2, T: 67, S: 13, heads: 1, depth: 6 }, false),
  attentionCase({ B: 1, T: 7, heads: 1, depth: 8, scale: 3 }, true),
];
