import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, it } from "vitest";
import { activeUnits, klOfUnits } from "./losses.ts";
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
