import { describe, expect, it } from "vitest";
import { modeCoverage } from "./coverage.ts";

const round = (x: number, y: number, deviation: number) => ({
  mean: [x, y] as const,
  covariance: [deviation ** 2, 0, deviation ** 2] as const,
});
const repeated = (times: number, ...point: number[]) => Array.from({ length: times }, () => point).flat();

describe("mode coverage", () => {
  const modes = [round(0, 0, 0.1), round(1, 0, 0.1), round(0, 1, 0.1)];

  it("counts a mode as covered from 20 of 2,500 samples on", () => {
    const samples = [...repeated(2461, 0, 0), ...repeated(20, 1, 0), ...repeated(19, 0, 1)];
    expect(modeCoverage(samples, modes)).toEqual({ counts: Int32Array.of(2461, 20, 19), covered: 2, near: 1 });
  });

  it("asks for the same share of fewer samples, and for one at least", () => {
    // 20 · 500 / 2500 = 4 of 500; of 10, one.
    expect(modeCoverage([...repeated(493, 0, 0), ...repeated(4, 1, 0), ...repeated(3, 0, 1)], modes).covered).toBe(2);
    expect(modeCoverage([...repeated(9, 0, 0), ...repeated(1, 1, 0)], modes).covered).toBe(2);
  });

  it("takes samples within three standard deviations alone", () => {
    const { counts, near } = modeCoverage([0.29, 0, 0.31, 0, 0.22, 0.22, 0.2, 0.2], modes);
    expect([...counts]).toEqual([2, 0, 0]);
    expect(near).toBe(0.5);
  });

  it("gives a sample between two modes to the nearer one, in their own standard deviations", () => {
    const oval = { mean: [1, 0] as const, covariance: [0.25, 0, 0.01] as const };
    // (0.4, 0) is 2 of 0.2 away from the one, 1.2 of 0.5 from the other; (0, 0.4) is 2 from the one, 4.5 from the other.
    expect([...modeCoverage([0.4, 0, 0, 0.4], [round(0, 0, 0.2), oval]).counts]).toEqual([1, 1]);
  });

  it("leaves out what is not finite, and finds nothing in nothing", () => {
    expect(modeCoverage([Number.NaN, 0, 0, Number.POSITIVE_INFINITY, 0, 0], modes)).toEqual({
      counts: Int32Array.of(1, 0, 0),
      covered: 1,
      near: 1 / 3,
    });
    expect(modeCoverage([], modes)).toEqual({ counts: Int32Array.of(0, 0, 0), covered: 0, near: 0 });
  });
});
