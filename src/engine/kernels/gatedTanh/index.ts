import type * as tf from "@tensorflow/tfjs";
import { runOfOne } from "../native.ts";
import { GATED_TANH, GATED_TANH_GRADIENT } from "./contract.ts";
import { gatedTanhReference } from "./reference.ts";

/**
 * The gated activation unit, tanh(x[..., :C]) · σ(x[..., C:]). x [..., 2C] → [..., C]. van den Oord et al. 2016, equation 2.
 * Differentiable, twice too.
 */
export function gatedTanh<T extends tf.Tensor>(x: T): T {
  const channels = x.shape.at(-1) ?? 1;
  if (channels % 2 !== 0) throw new Error(`${channels} channels do not fall into two halves`);
  return runOfOne(x, { forward: GATED_TANH, backward: GATED_TANH_GRADIENT, reference: gatedTanhReference });
}
