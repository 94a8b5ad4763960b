import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, it } from "vitest";
import { createBatches, giveExamples } from "../domains/batches.ts";
import type { ExampleDataset } from "../domains/examples.ts";
import { openBackend } from "../engine/index.ts";
import type { Model } from "../engine/model.ts";
import { createSampleMetrics, pictureMetrics, pointMetrics } from "./sampleMetrics.ts";

beforeAll(() => openBackend("cpu", { onFault: () => {}, onLost: () => {} }));

const ROUND = [0.01, 0, 0.01] as const;
const LAW = {
  modes: [
    { mean: [-1, 0], covariance: ROUND },
    { mean: [1, 0], covariance: ROUND },
  ],
  moments: { mean: [0, 0], covariance: [1.01, 0, 0.01] },
} as const;

describe("points", () => {
  it("are evaluated by the modes that they reach, the share near one, and their mean and covariance", () => {
    // Two at the left mode, one at the right, one between: mean (−¼, 0), variance 11/16.
    const figures = pointMetrics(Float32Array.from([-1, 0, -1, 0, 1, 0, 0, 0]), LAW);
    expect(figures["samples.modes"]).toBe(2);
    expect(figures["samples.coverage"]).toBe(1);
    expect(figures["samples.near"]).toBe(0.75);
    const expected = 1 / 16 + (Math.sqrt(1.01) - Math.sqrt(11 / 16)) ** 2 + 0.01;
    expect(figures["samples.frechet"]).toBeCloseTo(expected, 6);
  });

  it("of a distribution that is no mixture are evaluated by their moments alone", () => {
    expect(Object.keys(pointMetrics(new Float32Array(8), { ...LAW, modes: [] }))).toEqual(["samples.frechet"]);
  });
});

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

  it("are drawn, evaluated and freed by a evaluate that keeps its real ones until it is disposed of", async () => {
    const part = (values: number[]) => ({ count: values.length / 4, values: Float32Array.from(values) });
    const dataset: ExampleDataset = {
      kind: "examples",
      facts: {
        id: "tiny",
        domain: { kind: "image", height: 2, width: 2, channels: 1 },
        labels: [],
        counts: { train: 2, validation: 1 },
        baselines: [],
      },
      shape: [2, 2, 1],
      train: part([0, 0, 0, 0, 1, 0, 0, 0]),
      validation: part([1, 1, 0, 0]),
    };
    const batches = createBatches(dataset, { size: 2, length: 1 }, 1);
    const model = { generate: (count: number) => tf.zeros([count, 2, 2, 1]) } as unknown as Model;
    const before = tf.memory().numTensors;
    const evaluated = createSampleMetrics(model, dataset, giveExamples(dataset, batches), 1);
    for (let step = 0; step < 3; step++) {
      const reading = await evaluated.evaluate({}, step);
      expect(reading?.series).toEqual(["samples.diversity", "samples.novelty"]);
      expect(reading?.steps).toEqual([step]);
      expect([...(reading?.values ?? [])]).toEqual([0, 0]);
    }
    evaluated.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
