import type * as tf from "@tensorflow/tfjs";
import { differentiable, gradientDepth, hasNative, runNative } from "../native.ts";
import { GELU, GELU_GRADIENT } from "./contract.ts";
import { geluReference } from "./reference.ts";

/**
 * The Gaussian error linear unit by its tanh, as GPT-2 has it: ½ x (1 + tanh √(2/π) (x + 0.044715 x³)), any shape.
 * Hendrycks & Gimpel 2016. Differentiable, twice too.
 */
export function gelu<T extends tf.Tensor>(x: T): T {
  // Inside the gradient of a gradient, core ops are what the tape can follow.
  if (gradientDepth() > 1 || !hasNative(GELU)) return geluReference(x);
  const [y] = differentiable(
    { x },
    (save) => {
      save([x]);
      return runNative(GELU, { x });
    },
    ([dy], [saved]) => ({ x: () => runNative(GELU_GRADIENT, { x: saved, dy })[0] as tf.Tensor }),
  );
  return y as T;
}
