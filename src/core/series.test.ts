import { describe, expect, it } from "vitest";
import { randomStream, randomUniforms } from "./random.ts";
import { decimate } from "./series.ts";

describe("decimate", () => {
  it("leaves a short series as it is", () => {
    expect(decimate([0, 1, 2], [5, 6, 7], 3)).toEqual({ steps: [0, 1, 2], values: [5, 6, 7] });
    expect(decimate([], [], 400)).toEqual({ steps: [], values: [] });
  });

  it("keeps the point of the largest triangle, worked out by hand", () => {
    // Stretches {1, 2} and {3, 4}. In the first, seen from (0, 0) to the mean (3.5, 1): doubled areas of (1, 3) and
    // (2, 1) are |0·… − 3.5·3 + 1·1| = 9.5 and |−3.5·1 + 2·1| = 1.5. In the second, from (1, 3) to (5, 0): of (3, 0)
    // |−4·−3 + 2·−3| = 6, of (4, 2) |−4·−1 + 3·−3| = 5.
    expect(decimate([0, 1, 2, 3, 4, 5], [0, 3, 1, 0, 2, 0], 4)).toEqual({ steps: [0, 1, 3, 5], values: [0, 3, 0, 0] });
  });

  it("keeps the ends and every lone spike of a long series", () => {
    const count = 100_000;
    const steps = Array.from({ length: count }, (_, i) => i);
    const values = [...randomUniforms(randomStream(1, "series"), count)].map((value) => value * 0.01);
    const spikes = [1234, 50_000, 98_765];
    for (const spike of spikes) values[spike] = 10;
    const line = decimate(steps, values, 400);
    expect(line.steps).toHaveLength(400);
    expect(line.steps[0]).toBe(0);
    expect(line.steps.at(-1)).toBe(count - 1);
    for (const spike of spikes) expect(line.steps).toContain(spike);
    expect(line.steps.every((step, i) => i === 0 || step > (line.steps[i - 1] as number))).toBe(true);
    expect(line.values).toEqual(line.steps.map((step) => values[step]));
  });

  it("leaves out what is not a number", () => {
    expect(decimate([0, 1, 2, 3], [1, Number.NaN, Number.POSITIVE_INFINITY, 4], 10)).toEqual({
      steps: [0, 3],
      values: [1, 4],
    });
  });
});
