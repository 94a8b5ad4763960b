import { describe, expect, it } from "vitest";
import { frechetDistance, gaussianFit } from "../points/frechet.ts";
import { frechetTo, momentsOf } from "./frechet.ts";
import { neighbourhoodsOf, precisionRecall } from "./precisionRecall.ts";
import reference from "./testing/reference.json" with { type: "json" };

const real = reference.real.flat();
const made = reference.made.flat();

describe("the Fréchet distance of rows", () => {
  it("is what an independent program works out", () => {
    expect(frechetTo(momentsOf(real, 3))(momentsOf(made, 3))).toBeCloseTo(reference.frechet, 9);
  });

  it("is that of the plane in two dimensions", () => {
    const [a, b] = [real.slice(0, 40), made.slice(0, 40)];
    expect(frechetTo(momentsOf(a, 2))(momentsOf(b, 2))).toBeCloseTo(frechetDistance(gaussianFit(a), gaussianFit(b)), 9);
  });

  it("is nothing from rows to themselves, also where they are flat", () => {
    for (const rows of [real, [1, 1, 1, 2, 2, 2, 3, 3, 3]]) {
      const moments = momentsOf(rows, 3);
      expect(frechetTo(moments)(moments)).toBeCloseTo(0, 9);
    }
  });

  it("is not a number where a row is none", () => {
    expect(frechetTo(momentsOf(real, 3))(momentsOf([...made.slice(3), 0, Number.NaN, 0], 3))).toBeNaN();
  });
});

describe("precision and recall", () => {
  const of = (rows: readonly number[], size = 3) => neighbourhoodsOf(rows, size);

  it("are what an independent program works out", () => {
    expect(precisionRecall(of(real), of(made))).toEqual({ precision: reference.precision, recall: reference.recall });
  });

  it("are worked out by hand on a line", () => {
    // Real 0 1 2 3 reach 3, 2, 2, 3; new 1 1 1 1 reach nothing: they lie among real ones, and only the real 1 among them.
    expect(precisionRecall(of([0, 1, 2, 3], 1), of([1, 1, 1, 1], 1))).toEqual({ precision: 1, recall: 0.25 });
    expect(precisionRecall(of([0, 1, 2, 3], 1), of([9, 9.5, 10, 10.5], 1))).toEqual({ precision: 0, recall: 0 });
  });
});
