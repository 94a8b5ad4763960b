import * as tf from "@tensorflow/tfjs";
import { activationGradient } from "../activation/index.ts";
import { differentiable, gradientDepth, hasNative, outlive, runNative } from "../native.ts";
import { MATMUL, MATMUL_WEIGHTS_GRADIENT, type MatMulOptions } from "./contract.ts";
import { matMulReference } from "./reference.ts";

function sameBatch(a: tf.Tensor, b: tf.Tensor): boolean {
  return a.rank === b.rank && a.shape.slice(0, -2).every((size, i) => size === b.shape[i]);
}

/** Sums over all axes but the last. */
const ofBias = (dz: tf.Tensor) => tf.sum(dz.rank === 2 ? dz : dz.reshape([-1, dz.shape[dz.rank - 1] as number]), 0);

/** The gradients of weights and bias by one kernel. a [M, K], dz [M, N]. */
function weightsAndBias(a: tf.Tensor, dz: tf.Tensor) {
  let biasGradient: tf.Tensor | undefined;
  const weights = () => {
    const [made, sums] = runNative(MATMUL_WEIGHTS_GRADIENT, { a, gradient: dz }) as [tf.Tensor, tf.Tensor];
    // The bias asks after the scope of this call.
    biasGradient = outlive(sums);
    return made;
  };
  return { b: weights, bias: () => biasGradient ?? ofBias(dz) };
}

/**
 * activation(a · b + bias). a [..., M, K], b [..., K, N], bias [N] → [..., M, N]; either operand may be given transposed,
 * and a `b` of two dimensions serves every matrix of `a`. Differentiable in a, b and bias, twice too.
 */
export function matMul(a: tf.Tensor, b: tf.Tensor, options: MatMulOptions = {}): tf.Tensor {
  const { transposeA = false, transposeB = false, bias = null, activation = "linear" } = options;
  if (b.rank === 2 && a.rank > 2 && !transposeA) {
    const inner = a.shape[a.rank - 1] as number;
    const flat = matMul(a.reshape([-1, inner]), b, options);
    return flat.reshape([...a.shape.slice(0, -1), flat.shape[1] as number]);
  }
  if (!hasNative(MATMUL) || !sameBatch(a, b)) return matMulReference(a, b, options);

  const inputs: Record<string, tf.Tensor> = bias ? { a, b, bias } : { a, b };
  const [output] = differentiable(
    inputs,
    (save) => {
      const result = runNative(MATMUL, inputs, { transposeA, transposeB, activation });
      save(activation === "linear" ? [a, b] : [a, b, result[0] as tf.Tensor]);
      return result;
    },
    ([gradient], saved) => {
      const [savedA, savedB, y] = saved as [tf.Tensor, tf.Tensor, tf.Tensor];
      const dz = activationGradient(gradient as tf.Tensor, y, activation);
      const ofA = () =>
        transposeA
          ? matMul(savedB, dz, { transposeA: transposeB, transposeB: true })
          : matMul(dz, savedB, { transposeB: !transposeB });
      const ofB = () =>
        transposeB
          ? matMul(dz, savedA, { transposeA: true, transposeB: transposeA })
          : matMul(savedA, dz, { transposeA: !transposeA });
      if (!bias) return { a: ofA, b: ofB };
      const inOne = !transposeA && !transposeB && dz.rank === 2 && gradientDepth() === 0;
      if (inOne && hasNative(MATMUL_WEIGHTS_GRADIENT)) return { a: ofA, ...weightsAndBias(savedA, dz) };
      return { a: ofA, b: ofB, bias: () => ofBias(dz) };
    },
  );
  return output as tf.Tensor;
}
