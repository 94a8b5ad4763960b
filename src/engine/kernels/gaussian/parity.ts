import type * as tf from "@tensorflow/tfjs";
import type { ParityCase } from "../parity.ts";
import { gaussianDraw, gaussianKl } from "./index.ts";
import { gaussianDrawReference, gaussianKlReference } from "./reference.ts";

const shapes = [
  [1, 1],
  [5, 2],
  [3, 16],
  [4, 13],
] as const;

/** Latent sizes around the vector width. */
export const gaussianParity: readonly ParityCase[] = shapes.flatMap((shape) => {
  const inputs = { mean: { shape }, logVariance: { shape } };
  return [
    {
      name: `divergence of [${shape}]`,
      inputs,
      run: ({ mean, logVariance }) => [gaussianKl(mean as tf.Tensor2D, logVariance as tf.Tensor2D)],
      reference: ({ mean, logVariance }) => [gaussianKlReference(mean as tf.Tensor2D, logVariance as tf.Tensor2D)],
    },
    {
      name: `draw of [${shape}]`,
      inputs: { ...inputs, noise: { shape } },
      run: ({ mean, logVariance, noise }) => [
        gaussianDraw(mean as tf.Tensor, logVariance as tf.Tensor, noise as tf.Tensor),
      ],
      reference: ({ mean, logVariance, noise }) => [
        gaussianDrawReference(mean as tf.Tensor, logVariance as tf.Tensor, noise as tf.Tensor),
      ],
    },
  ] satisfies ParityCase[];
});
