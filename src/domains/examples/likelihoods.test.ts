import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, it } from "vitest";
import { openBackend } from "../../engine/index.ts";
import { squaredError } from "../../engine/squaredError.ts";
import { bernoulli, gaussian } from "./likelihoods.ts";

beforeAll(() => openBackend("wasm", { onFault: () => {}, onLost: () => {} }));

const scalar = (tensor: tf.Tensor) => tensor.dataSync()[0] as number;

describe("the reconstruction", () => {
  it("of coins is ln 2 a pixel where the decoder knows nothing, whatever the picture", () => {
    expect(scalar(bernoulli(tf.tensor2d([[0, 1, 0.3, 0.5]]), tf.zeros([1, 4])))).toBeCloseTo(4 * Math.LN2, 5);
  });

  it("of coins is −ln of the probability of what came: ¾ and ¼ for the logit ln 3", () => {
    const logits = tf.fill([2, 1], Math.log(3));
    // A white and a black pixel, an example each: (−ln ¾ − ln ¼) / 2.
    expect(scalar(bernoulli(tf.tensor2d([[1], [0]]), logits))).toBeCloseTo((Math.log(4 / 3) + Math.log(4)) / 2, 6);
  });

  it("of coins stays finite for logits that are sure of the wrong", () => {
    expect(scalar(bernoulli(tf.tensor2d([[0, 1]]), tf.tensor2d([[200, -300]])))).toBeCloseTo(500, 3);
  });

  const x = tf.tidy(
    () =>
      [
        [1, 2],
        [0, -1],
      ] as const,
  );
  const mean = [
    [1, 0],
    [3, -1],
  ] as const;

  it("of Gaussians sums squared errors over values and takes the mean over examples: (4 + 9) / 2", () => {
    expect(scalar(squaredError(tf.tensor(x as never), tf.tensor(mean as never)))).toBeCloseTo(6.5, 6);
  });

  it.each([
    ["fixed", (log: number) => log],
    ["learned", (log: number) => tf.scalar(log)],
  ])("of Gaussians of a %s deviation of ½ is 6.5 / (2 · ¼) + 2 ln ½ + ln 2π", (_, logDeviation) => {
    const loss = gaussian(tf.tensor(x as never), tf.tensor(mean as never), logDeviation(Math.log(0.5)) as number);
    // 13 − 1.386294 + 1.837877
    expect(scalar(loss)).toBeCloseTo(13.451583, 5);
  });
});
