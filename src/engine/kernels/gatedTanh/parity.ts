import * as tf from "@tensorflow/tfjs";
import type { ParityCase } from "../parity.ts";
import { gatedTanh } from "./index.ts";
import { gatedTanhReference } from "./reference.ts";

/** Odd sizes around the vector width, and values out where both functions end. */
const spread: readonly ParityCase[] = [[6], [2], [3, 14], [5, 16], [2, 3, 10], [2, 7, 3, 2], [37, 8]].flatMap((shape) =>
  [1, 6].map((scale) => ({
    name: `gatedTanh [${shape}] of scale ${scale}`,
    inputs: { x: { shape, scale } },
    vectors: shape.length !== 3,
    run: ({ x }: Record<string, tf.Tensor>) => [gatedTanh(x as tf.Tensor)],
    reference: ({ x }: Record<string, tf.Tensor>) => [gatedTanhReference(x as tf.Tensor)],
  })),
);

/** Values and slopes at x and at 1,000 x, where next to nothing is left of a slope and an exponential would overflow. */
const nearAndFar =
  (f: (x: tf.Tensor) => tf.Tensor) =>
  ({ x }: Record<string, tf.Tensor>) => {
    const both = tf.concat([x as tf.Tensor, tf.mul(x as tf.Tensor, 1000)]);
    return [f(both), tf.grad(f)(both)];
  };

const farOut: ParityCase = {
  name: "gatedTanh of numbers in the thousands",
  inputs: { x: { shape: [9, 10] } },
  run: nearAndFar(gatedTanh),
  reference: nearAndFar(gatedTanhReference),
  gradients: false,
};

export const gatedTanhParity: readonly ParityCase[] = [...spread, farOut];
