import { describe, expect, it } from "vitest";
import { boundsAround } from "./plane.ts";

describe("the square around points", () => {
  it("has the wider side's span and a margin of 12% all round, centred on both", () => {
    const [west, south, east, north] = boundsAround([0, 0, 2, 0, 0, 1, 2, 1]);
    expect([west, south, east, north]).toEqual([-0.24, -0.74, 2.24, 1.74].map((edge) => expect.closeTo(edge, 6)));
  });

  it("is not widened by a stray point or by what is no number", () => {
    const many = Array.from({ length: 1000 }, (_, i) => [(i % 11) / 10, (i % 7) / 6]).flat();
    const bounds = boundsAround([...many, 900, 900, Number.NaN, 0]);
    expect(bounds).toEqual([-0.12, -0.12, 1.12, 1.12].map((edge) => expect.closeTo(edge, 6)));
  });

  it("is a small square where there is one point, or none", () => {
    expect(boundsAround([3, 4])).toEqual([2.9995, 3.9995, 3.0005, 4.0005].map((edge) => expect.closeTo(edge, 6)));
    expect(boundsAround([]).every(Number.isFinite)).toBe(true);
  });
});
