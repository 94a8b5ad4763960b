import { describe, expect, it } from "vitest";
import { arrowScale, divergence, fieldColour, middleOf } from "./paint-plane.ts";

describe("a diverging scale", () => {
  it("parts at zero where that lies inside, else in the middle", () => {
    expect(middleOf([-3, 1])).toBe(0);
    expect(middleOf([2, 4])).toBe(3);
  });

  it("gives each side its own reach, clamps beyond, and leaves what is no number in the middle", () => {
    expect(divergence(-1.5, [-3, 1])).toBe(-0.5);
    expect(divergence(0.25, [-3, 1])).toBe(0.25);
    expect(divergence(9, [-3, 1])).toBe(1);
    expect(divergence(Number.NEGATIVE_INFINITY, [-3, 1])).toBe(-1);
    expect(divergence(Number.NaN, [-3, 1])).toBe(0);
    expect(divergence(5, [5, 5])).toBe(0);
  });

  it("goes from the panel to the role's colour above and to a quiet one below", () => {
    const theme = { panel: [100, 100, 100], quiet: [0, 0, 0] } as const;
    expect(fieldColour(0, [200, 0, 0], theme)).toEqual([100, 100, 100]);
    // 0.72 of the way.
    expect(fieldColour(1, [200, 0, 0], theme)).toEqual([172, 28, 28]);
    expect(fieldColour(-0.5, [200, 0, 0], theme)).toEqual([64, 64, 64]);
  });
});

describe("arrows", () => {
  // 200 pixels for 2 units.
  const plane = { width: 200, scale: 100 };

  it("that are ways in the plane are drawn as long as they are", () => {
    expect(arrowScale(Float32Array.of(0, 0, 0.3, 0.4), plane)).toBe(100);
  });

  it("of another kind are drawn so that the usual longest takes 9% of the width", () => {
    // 0.001 long: 18 pixels.
    expect(arrowScale(Float32Array.of(0, 0, 0.001, 0), plane)).toBeCloseTo(18_000, -1);
    expect(arrowScale(Float32Array.of(0, 0, 40, 0), plane)).toBeCloseTo(0.45);
    expect(arrowScale(Float32Array.of(0, 0, 0, 0), plane)).toBe(0);
  });
});
