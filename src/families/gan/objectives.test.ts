import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, it } from "vitest";
import { accuracy, criticLoss, generatorLoss, gradientPenalty } from "./objectives.ts";
import type { Objective } from "./sizes.manifest.ts";
import { numbers, open } from "./testing/fixture.ts";

beforeAll(() => open("wasm"));

const { LN2 } = Math;
const ln = Math.log;

/** σ of these are 3/4, 1/2, 1/4 and 1/4, 1/2, 7/8. */
const LOGITS = { real: [ln(3), 0, -ln(3)], fake: [-ln(3), 0, ln(7)] };
const PLAIN = { real: [2, 0, -1], fake: [-1, 0, 1] };

interface Worked {
  readonly scores: { readonly real: readonly number[]; readonly fake: readonly number[] };
  readonly critic: number;
  /** ∂critic/∂real, ∂critic/∂fake, ∂generator/∂fake. */
  readonly slopes: readonly (readonly number[])[];
  readonly generator: number;
  readonly smoothing?: number;
}

/** −log σ of the real ones: ln 4/3, ln 2, ln 4; −log(1 − σ) of the made ones: ln 4/3, ln 2, ln 8. */
const ADVERSARIAL = (ln(32 / 3) + ln(64 / 3)) / 3;
const WORKED: Readonly<Record<string, readonly [Objective, Worked]>> = {
  minimax: [
    "minimax",
    {
      scores: LOGITS,
      critic: ADVERSARIAL,
      generator: -ln(64 / 3) / 3,
      slopes: [
        [-1 / 12, -1 / 6, -1 / 4],
        [1 / 12, 1 / 6, 7 / 24],
        [-1 / 12, -1 / 6, -7 / 24],
      ],
    },
  ],
  "non-saturating": [
    "nonSaturating",
    {
      scores: LOGITS,
      critic: ADVERSARIAL,
      generator: (ln(4) + LN2 + ln(8 / 7)) / 3,
      slopes: [
        [-1 / 12, -1 / 6, -1 / 4],
        [1 / 12, 1 / 6, 7 / 24],
        [-1 / 4, -1 / 6, -1 / 24],
      ],
    },
  ],
  "non-saturating with real ones at 0.9": [
    "nonSaturating",
    {
      // The real ones lie evenly around ½, so that smoothing leaves the loss and turns the slopes: (σ − 0.9) / 3.
      scores: LOGITS,
      smoothing: 0.1,
      critic: ADVERSARIAL,
      generator: (ln(4) + LN2 + ln(8 / 7)) / 3,
      slopes: [
        [-0.05, -0.4 / 3, -0.65 / 3],
        [1 / 12, 1 / 6, 7 / 24],
        [-1 / 4, -1 / 6, -1 / 24],
      ],
    },
  ],
  "least squares": [
    "leastSquares",
    {
      scores: PLAIN,
      critic: (1 + 1 + 4) / 6 + (1 + 0 + 1) / 6,
      generator: (4 + 1 + 0) / 6,
      slopes: [
        [1 / 3, -1 / 3, -2 / 3],
        [-1 / 3, 0, 1 / 3],
        [-2 / 3, -1 / 3, 0],
      ],
    },
  ],
  "least squares with real ones at 0.9": [
    "leastSquares",
    {
      scores: PLAIN,
      smoothing: 0.1,
      critic: (1.21 + 0.81 + 3.61) / 6 + 2 / 6,
      generator: 5 / 6,
      slopes: [
        [1.1 / 3, -0.9 / 3, -1.9 / 3],
        [-1 / 3, 0, 1 / 3],
        [-2 / 3, -1 / 3, 0],
      ],
    },
  ],
  Wasserstein: [
    "wassersteinClip",
    {
      scores: PLAIN,
      critic: 0 - 1 / 3,
      generator: 0,
      slopes: [
        [-1 / 3, -1 / 3, -1 / 3],
        [1 / 3, 1 / 3, 1 / 3],
        [-1 / 3, -1 / 3, -1 / 3],
      ],
    },
  ],
};

const close = (found: readonly number[], expected: readonly number[]) =>
  expect(found).toEqual(expected.map((value) => expect.closeTo(value, 5)));

describe("three scores of real examples and three of made ones", () => {
  it.each(Object.entries(WORKED))("give the losses and slopes worked out by hand: %s", (_, [objective, worked]) => {
    const [real, fake] = [tf.tensor1d([...worked.scores.real]), tf.tensor1d([...worked.scores.fake])];
    const { smoothing = 0 } = worked;
    const critic = tf.valueAndGrads((r, f) => criticLoss(objective, r, f, smoothing))([real, fake]);
    const generator = tf.valueAndGrad((f) => generatorLoss(objective, f))(fake);
    close(numbers(critic.value), [worked.critic]);
    close(numbers(generator.value), [worked.generator]);
    close(numbers(critic.grads[0] as tf.Tensor), worked.slopes[0] as number[]);
    close(numbers(critic.grads[1] as tf.Tensor), worked.slopes[1] as number[]);
    close(numbers(generator.grad), worked.slopes[2] as number[]);
  });

  it("are told rightly where real ones lie above and made ones below the threshold", () => {
    const [real, fake] = [tf.tensor1d(PLAIN.real), tf.tensor1d(PLAIN.fake)];
    // Over 0: one of three real; below 0: one of three made.
    close(numbers(accuracy("minimax", real, fake)), [1 / 3]);
    // Over ½: one of three; below ½: two of three.
    close(numbers(accuracy("leastSquares", real, fake)), [1 / 2]);
  });

  it("stay finite however sure the critic is", () => {
    const sure = tf.tensor1d([1e4, -1e4]);
    for (const objective of ["minimax", "nonSaturating"] as const) {
      close(numbers(criticLoss(objective, sure, tf.neg(sure), 0)), [1e4]);
    }
  });
});

describe("the gradient penalty", () => {
  const real = tf.tensor2d([
    [3, 4],
    [0, 1],
    [0, 0],
  ]);

  it("is 16 for D(x) = 3x + 4y, whose slope is 5 everywhere, and pulls its weights by 2·4/5 of themselves", () => {
    const { value, grad } = tf.valueAndGrad((w) =>
      gradientPenalty((x) => tf.sum(tf.mul(x, w), 1), real, tf.zeros([3, 2]), tf.tensor1d([0.2, 0.5, 0.9])),
    )(tf.tensor1d([3, 4]));
    close(numbers(value), [16]);
    close(numbers(grad), [4.8, 6.4]);
  });

  it("is (16 + 0 + 1) / 3 for D(x) = ½|x|², whose slope is x itself, at the real places", () => {
    const half = (x: tf.Tensor) => tf.mul(tf.sum(tf.square(x), 1), 0.5);
    close(numbers(gradientPenalty(half, real, tf.ones([3, 2]), tf.ones([3]))), [17 / 3]);
    // With ε = 0 the places are those of the made ones, where the slope is √2.
    close(numbers(gradientPenalty(half, real, tf.ones([3, 2]), tf.zeros([3]))), [(Math.SQRT2 - 1) ** 2]);
  });
});
