import type * as tf from "@tensorflow/tfjs";
import { differentiable, gradientDepth, hasNative, runNative } from "../native.ts";
import { GATE, GATE_GRADIENT } from "./contract.ts";
import { gateReference } from "./reference.ts";

/**
 * The gated activation unit, tanh(x[..., :C]) · σ(x[..., C:]). x [..., 2C] → [..., C]. van den Oord et al. 2016, equation 2.
 * Differentiable, twice too.
 */
export function gate<T extends tf.Tensor>(x: T): T {
  const channels = x.shape.at(-1) ?? 1;
  if (channels % 2 !== 0) throw new Error(`${channels} channels do not fall into two halves`);
  // Inside the gradient of a gradient, core ops are what the tape can follow.
  if (gradientDepth() > 1 || !hasNative(GATE)) return gateReference(x);
  const [y] = differentiable(
    { x },
    (save) => {
      save([x]);
      return runNative(GATE, { x });
    },
    ([dy], [saved]) => ({ x: () => runNative(GATE_GRADIENT, { x: saved, dy })[0] as tf.Tensor }),
  );
  return y as T;
}
