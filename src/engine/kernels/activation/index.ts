import type * as tf from "@tensorflow/tfjs";
import type { Activation } from "../matMul/contract.ts";
import { differentiable, gradientDepth, hasNative, runNative } from "../native.ts";
import { ACTIVATION_GRADIENT } from "./contract.ts";
import { activationGradientReference } from "./reference.ts";

/** Whether the slope depends on nothing but the side of zero, so that the value's own gradient is none. */
const piecewiseLinear = (activation: Activation) =>
  activation === "linear" || activation === "relu" || activation === "leakyRelu";

/**
 * The gradient before an activation, from the activation's value `y` and the gradient `dy` behind it, both of one shape.
 * For backward passes; differentiable itself where a gradient encloses it.
 */
export function activationGradient(dy: tf.Tensor, y: tf.Tensor, activation: Activation): tf.Tensor {
  if (activation === "linear") return dy;
  if (!hasNative(ACTIVATION_GRADIENT)) return activationGradientReference(dy, y, activation);
  if (gradientDepth() === 0) return runNative(ACTIVATION_GRADIENT, { dy, y }, { activation })[0] as tf.Tensor;
  // Core ops are on the tape, so they serve where this gradient will itself be differentiated.
  if (!piecewiseLinear(activation)) return activationGradientReference(dy, y, activation);
  const [dz] = differentiable(
    { dy },
    (save) => {
      save([y]);
      return runNative(ACTIVATION_GRADIENT, { dy, y }, { activation });
    },
    ([gradient], [savedY]) => ({
      dy: () => activationGradient(gradient as tf.Tensor, savedY as tf.Tensor, activation),
    }),
  );
  return dz as tf.Tensor;
}
