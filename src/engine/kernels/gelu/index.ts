import type * as tf from "@tensorflow/tfjs";
import { runOfOne } from "../native.ts";
import { GELU, GELU_GRADIENT } from "./contract.ts";
import { geluReference } from "./reference.ts";

/**
 * The Gaussian error linear unit by its tanh, as GPT-2 has it: ½ x (1 + tanh √(2/π) (x + 0.044715 x³)), any shape.
 * Hendrycks & Gimpel 2016. Differentiable, twice too.
 */
export function gelu<T extends tf.Tensor>(x: T): T {
  return runOfOne(x, { forward: GELU, backward: GELU_GRADIENT, reference: geluReference });
}
