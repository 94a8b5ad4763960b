import { describe, expect, it } from "vitest";
import { between, erased, sprayed } from "./brush.ts";

describe("a brush on the plane", () => {
  it("adds points within its size, and never beyond the edge", () => {
    for (let turn = 0; turn < 50; turn++) {
      const points = sprayed(0.98, -0.2, 0.1);
      expect(points).toHaveLength(10);
      for (let i = 0; i < points.length; i += 2) {
        const [x, y] = [points[i] as number, points[i + 1] as number];
        expect(Math.hypot(x - 0.98, y + 0.2)).toBeLessThanOrEqual(0.1 + 1e-9);
        expect(x).toBeLessThanOrEqual(1);
      }
    }
  });

  it("takes away what lies under its eraser, in pairs", () => {
    expect(erased([0, 0, 0.5, 0.5, 0.05, 0], 0, 0, 0.1)).toEqual([0.5, 0.5]);
  });

  it("stops along a quick stroke, to its end", () => {
    expect(between([0, 0], [0.25, 0], 0.1)).toEqual([
      [0.125, 0],
      [0.25, 0],
    ]);
    expect(between([0, 0], [0.01, 0], 0.1)).toEqual([[0.01, 0]]);
  });
});
