export interface AttentionOptions {
  /** Into how many parts the channels fall, each attending on its own; 1 unless told. */
  readonly heads?: number;
  /** Whether query t sees only keys 0 … t. */
  readonly causal?: boolean;
}

/**
 * Native kernel. Inputs `q` [B, T, C], `k`, `v` [B, S, C]; attributes `heads`, `causal`. Outputs [out [B, T, C], …reserves]:
 * softmax(q·kᵀ / √(C / heads)) · v of each head, which never holds all [T, S] weights at once.
 */
export const ATTENTION = "InklingAttention";

/** Native kernel. Inputs `q`, `k`, `v`, `out`, `dy` and `reserve0`, …; attributes as above. Outputs [dq, dk, dv]. */
export const ATTENTION_GRADIENT = "InklingAttentionGradient";
