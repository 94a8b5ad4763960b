import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, it } from "vitest";
import { openBackend } from "../backends/open.ts";
import { installGradients } from "./index.ts";
import {
  convolutionalPenaltyDerivatives,
  densePenaltyDerivatives,
  penaltyActivations,
  relativeError,
  secondDerivatives,
  secondOrderCases,
  unscaledBatchNormGradients,
} from "./suite.ts";

const fail = (fault: unknown) => expect.fail(JSON.stringify(fault));
const loud = { onFault: fail, onLost: fail };

describe.each(["cpu", "wasm"] as const)("gradients on %s", (kind) => {
  beforeAll(async () => {
    await openBackend(kind, loud);
    installGradients();
  });

  it.each(secondOrderCases.map((each) => [each.name, each] as const))(
    "of gradients of %s agree with finite differences",
    async (_, each) => {
      const { analytic, numeric } = await secondDerivatives(each);
      expect(relativeError(analytic, numeric)).toBeLessThan(5e-3);
    },
  );

  it.each(penaltyActivations)("train a critic of %s by its gradient penalty", async (_, activation) => {
    const { analytic, numeric } = await densePenaltyDerivatives(activation);
    expect(relativeError(analytic, numeric)).toBeLessThan(5e-3);
  });

  it("train a critic of pictures by its gradient penalty", async () => {
    const { analytic, numeric } = await convolutionalPenaltyDerivatives();
    expect(relativeError(analytic, numeric)).toBeLessThan(5e-3);
  });

  it("of a batch normalization without scale are those of its definition", async () => {
    const { kernel, composed } = await unscaledBatchNormGradients();
    expect(composed.length).toBe(6 * 4 + 4 + 4);
    expect(relativeError(kernel, composed)).toBeLessThan(1e-4);
  });

  it.each([
    ["elu", (x: tf.Tensor) => tf.elu(x), [Math.exp(-1), 1]],
    ["leakyRelu", (x: tf.Tensor) => tf.leakyRelu(x, 0.3), [0.3, 1]],
  ] as const)("of %s are right the first time too", async (_, f, slopes) => {
    const slope = tf.grad(f)(tf.tensor1d([-1, 2]));
    const values = await slope.data();
    expect(values[0]).toBeCloseTo(slopes[0], 5);
    expect(values[1]).toBeCloseTo(slopes[1], 5);
  });

  it("leave no tensors behind", async () => {
    await densePenaltyDerivatives(tf.tanh);
    const before = tf.memory().numTensors;
    await densePenaltyDerivatives(tf.tanh);
    expect(tf.memory().numTensors).toBe(before);
  });

  it("may be installed again without harm", async () => {
    installGradients();
    installGradients();
    const third = tf.grad((x) => tf.grad((z) => tf.grad((w: tf.Tensor) => tf.exp(w))(z))(x))(tf.scalar(1));
    expect((await third.data())[0]).toBeCloseTo(Math.E, 4);
  });
});
