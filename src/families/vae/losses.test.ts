import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, it } from "vitest";
import { activeUnits, bernoulli, gaussian, klOfUnits, squaredError } from "./losses.ts";
import { numbers, open, scalar } from "./testing/fixture.ts";

beforeAll(() => open("wasm"));

const posterior = (mean: number[][], spread: number[][]) => ({
  mean: tf.tensor2d(mean),
  spread: tf.tensor2d(spread),
});

describe("the KL of a Gaussian to N(0, I)", () => {
  it("is nothing where they are the same", () => {
    expect(numbers(klOfUnits(posterior([[0, 0]], [[1, 1]])))).toEqual([0, 0]);
  });

  it("is 1.5 nats for means of one in three dimensions", () => {
    expect(scalar(tf.sum(klOfUnits(posterior([[1, 1, 1]], [[1, 1, 1]]))))).toBeCloseTo(1.5, 6);
  });

  it("is ½(μ² + σ² − 1) − ln σ for each unit, mean over examples", () => {
    const units = numbers(
      klOfUnits(
        posterior(
          [
            [2, 0],
            [0, 0],
          ],
          [
            [0.5, 3],
            [1, 1],
          ],
        ),
      ),
    );
    // ½(4 + ¼ − 1) + ln 2 = 2.318147; ½(9 − 1) − ln 3 = 2.901388; each is one example of two.
    expect(units[0]).toBeCloseTo(2.318147 / 2, 5);
    expect(units[1]).toBeCloseTo(2.901388 / 2, 5);
  });

  it("counts the units that say more than a hundredth of a nat", () => {
    expect(scalar(activeUnits(tf.tensor1d([0.009, 0.011, 3, 0])))).toBe(2);
  });
});

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
