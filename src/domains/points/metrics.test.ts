import { describe, expect, it } from "vitest";
import { pointMetrics } from "./metrics.ts";

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
