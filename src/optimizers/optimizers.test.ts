import * as tf from "@tensorflow/tfjs";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { closeBackend, openBackend } from "../engine/index.ts";
import { globalNorm } from "../engine/kernels/optimizers/index.ts";
import type { Values } from "../schema/parameter.ts";
import { create as createAdam } from "./adam/optimizer.ts";
import { create as createAdamW } from "./adamw/optimizer.ts";
import { clipScale } from "./clip.ts";
import { create as createGradientDescent } from "./gradient-descent/optimizer.ts";
import type { CreateOptimizer } from "./optimizer.ts";
import { create as createRmsProp } from "./rmsprop/optimizer.ts";
import { create as createSgd } from "./sgd/optimizer.ts";

/** Where a weight stands after each gradient, scaled gradients given twice as long. */
async function walk(create: CreateOptimizer, start: number, gradients: readonly number[], values: Values) {
  const weight = tf.tidy(() => tf.variable(tf.tensor1d([start])));
  const optimizer = create([weight]);
  const scale = tf.scalar(0.5);
  const path: number[] = [];
  for (const [i, value] of gradients.entries()) {
    const gradient = tf.tensor1d([2 * value]);
    optimizer.apply([{ variable: weight, gradient }], {
      learningRate: 0.1,
      gradientScale: scale,
      update: i + 1,
      values,
    });
    gradient.dispose();
    path.push((await weight.data())[0] as number);
  }
  optimizer.dispose();
  tf.dispose([weight, scale]);
  return path;
}

const near = (path: readonly number[]) => path.map((value) => expect.closeTo(value, 5));

describe.each(["cpu", "wasm"] as const)("optimizers on %s", (backend) => {
  beforeAll(async () => {
    await openBackend(backend, { onFault: () => {}, onLost: () => {} });
  });
  afterAll(() => closeBackend(backend));

  let before = 0;
  beforeEach(() => {
    before = tf.memory().numTensors;
  });
  afterEach(() => {
    expect(tf.memory().numTensors).toBe(before);
  });

  it("gradient descent goes 0.1 times the gradient", async () => {
    expect(await walk(createGradientDescent, 2, [1, -3], {})).toEqual(near([1.9, 2.2]));
  });

  it("momentum adds nine tenths of the step before", async () => {
    const values = { momentum: 0.9, nesterov: false };
    // v: 1, then 0.9 · 1 + 1 = 1.9.
    expect(await walk(createSgd, 2, [1, 1], values)).toEqual(near([1.9, 1.71]));
  });

  it("Nesterov's momentum looks ahead", async () => {
    const values = { momentum: 0.9, nesterov: true };
    // 2 − 0.1 · (1 + 0.9 · 1), then 1.81 − 0.1 · (1 + 0.9 · 1.9).
    expect(await walk(createSgd, 2, [1, 1], values)).toEqual(near([1.81, 1.539]));
  });

  it("SGD without momentum is gradient descent", async () => {
    expect(await walk(createSgd, 2, [1, -3], { momentum: 0, nesterov: true })).toEqual(near([1.9, 2.2]));
  });

  it("RMSProp divides by the root mean square", async () => {
    // s: ¼ · 4 = 1, then ¾ + ¼ · 1 = 1; so 1 − 0.1 · 2 / 2, then 0.9 − 0.1 · 1 / 2.
    expect(await walk(createRmsProp, 1, [2, 1], { decay: 0.75, epsilon: 1 })).toEqual(near([0.9, 0.85]));
  });

  it("Adam divides the corrected mean by the corrected root mean square", async () => {
    // m̂ = 1 / ½ = 2, v̂ = 1 / ¼ = 4; then m̂ = −½ / ¾, v̂ = 1.75 / 0.4375 = 4.
    const path = await walk(createAdam, 1, [2, -2], { beta1: 0.5, beta2: 0.75, epsilon: 1 });
    expect(path).toEqual(near([1 - 0.2 / 3, 1 - 0.2 / 3 + 0.1 / 4.5]));
  });

  it("AdamW shrinks the weight first, apart from the moments", async () => {
    const values = { beta1: 0.5, beta2: 0.75, epsilon: 1, weightDecay: 0.5 };
    // Each step keeps 1 − 0.1 · 0.5 of the weight.
    expect(await walk(createAdamW, 1, [2, -2], values)).toEqual(near([0.883333, 0.861389]));
  });

  it("names its slots by weight, in order", () => {
    const weights = tf.tidy(() => [tf.variable(tf.zeros([2])), tf.variable(tf.zeros([3]))]);
    const optimizer = createAdam(weights);
    expect(optimizer.slots.map(({ of, name, variable }) => [weights.indexOf(of), name, variable.shape])).toEqual([
      [0, "firstMoment", [2]],
      [0, "secondMoment", [2]],
      [1, "firstMoment", [3]],
      [1, "secondMoment", [3]],
    ]);
    optimizer.dispose();
    tf.dispose(weights);
  });

  it.each([
    { clipNorm: 1, scale: 0.2 },
    { clipNorm: 10, scale: 1 },
  ])("scales gradients of norm 5 by $scale to keep within $clipNorm", async ({ clipNorm, scale }) => {
    const gradients = [tf.tensor1d([3, 0]), tf.tensor2d([[-4]])];
    const norm = globalNorm(gradients);
    const factor = clipScale(norm, clipNorm) as tf.Scalar;
    expect((await factor.data())[0]).toBeCloseTo(scale, 5);
    tf.dispose([...gradients, norm, factor]);
  });

  it("leaves gradients alone where clipping is off, and zeros finite where it is on", async () => {
    const zero = tf.scalar(0);
    expect(clipScale(zero, 0)).toBeNull();
    const factor = clipScale(zero, 1) as tf.Scalar;
    expect((await factor.data())[0]).toBe(1);
    tf.dispose([zero, factor]);
  });
});
