import { describe, expect, it } from "vitest";
import { arrowScale, atRim } from "./paint-plane.ts";
import { planeIn } from "./plane.ts";

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

describe("a point outside of the plane", () => {
  // One unit is ten pixels; from 0 to 100 both ways.
  const plane = planeIn([0, 0, 10, 10], 100, 100);

  it("is marked within the rim, where it is nearest, and pointed to", () => {
    const rim = atRim(plane, 150, 50, 6);
    expect(rim).toEqual({ x: 94, y: 50, angle: 0 });
    expect(atRim(plane, 50, -300, 6)).toEqual({ x: 50, y: 6, angle: -Math.PI / 2 });
  });

  it("leaves those inside alone, the edge among them", () => {
    expect(atRim(plane, 0, 100, 6)).toBeNull();
    expect(atRim(plane, 40, 60, 6)).toBeNull();
  });
});
