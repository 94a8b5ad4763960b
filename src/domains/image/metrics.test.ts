import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, it } from "vitest";
import { openBackend } from "../../engine/index.ts";
import { pictureMetrics } from "../examples/metrics.ts";

beforeAll(() => openBackend("cpu", { onFault: () => {}, onLost: () => {} }));

describe("pictures", () => {
  const real = {
    rows: tf.tensor2d([
      [0, 0],
      [2, 0],
    ]),
    variance: tf.scalar(1),
    distance: tf.scalar(2),
  };
  const evaluate = (samples: [number, number][]) => Array.from(pictureMetrics(tf.tensor2d(samples), real).dataSync());

  it("that are all the same have no diversity, and copies no novelty", () => {
    expect(
      evaluate([
        [2, 0],
        [2, 0],
      ]),
    ).toEqual([0, 0]);
  });

  it("have the variance and the distance to their nearest neighbours, as shares of the real ones'", () => {
    // Variance 1 in x and 0 in y; nearest distances 1 and 1, of a held-out 2.
    const [diversity, novelty] = evaluate([
      [0, 1],
      [2, 1],
    ]);
    expect(diversity).toBeCloseTo(1, 6);
    expect(novelty).toBeCloseTo(0.5, 6);
  });
});
