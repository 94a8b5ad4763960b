import { describe, expect, it } from "vitest";
import { fieldAt, nearestPoint, planeIn, ticksIn } from "./plane.ts";

describe("a piece of the plane", () => {
  it("keeps its proportions, is centred, and has its top above", () => {
    // 2 × 2 units in 400 × 200: 100 pixels a unit, 100 free on either side.
    const plane = planeIn([-1, -1, 1, 1], 400, 200);
    expect([plane.left, plane.top, plane.width, plane.height]).toEqual([100, 0, 200, 200]);
    expect([plane.x(-1), plane.y(1), plane.x(0.5), plane.y(-1)]).toEqual([100, 0, 250, 200]);
  });

  it("leads back from pixels to the place", () => {
    const plane = planeIn([0, 0, 2, 1], 220, 120, 10);
    expect(plane.at(plane.x(1.5), plane.y(0.25))).toEqual([1.5, 0.25]);
  });

  it("has round ticks, both ends included", () => {
    expect(ticksIn(-1, 1, 4)).toEqual([-1, -0.5, 0, 0.5, 1]);
    expect(ticksIn(-1.2, 1.2, 4)).toEqual([-1, 0, 1]);
    expect(ticksIn(0, 0.3, 3)).toEqual([0, 0.1, 0.2, 0.3]);
    expect(ticksIn(1, 1, 4)).toEqual([]);
  });
});

describe("a field", () => {
  it("is read by the cell, rows from the top", () => {
    const field = { columns: 2, rows: 2, values: [1, 2, 3, 4] };
    const read = (x: number, y: number) => fieldAt(field, [-1, -1, 1, 1], x, y);
    expect([read(-0.5, 0.5), read(0.5, 0.5), read(-0.5, -0.5), read(1, -1)]).toEqual([1, 2, 3, 4]);
    expect(read(1.1, 0)).toBeNaN();
  });
});

describe("the nearest point", () => {
  const points = Float32Array.of(0, 0, 1, 0, 1, 1);

  it("is found within reach", () => {
    expect(nearestPoint(points, 0.9, 0.2, 0.5)).toBe(1);
    expect(nearestPoint(points, 3, 3, 0.5)).toBeNull();
  });
});
