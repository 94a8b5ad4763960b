import { describe, expect, it } from "vitest";
import { associations, labelEnds } from "./associations.ts";

/** Columns side by side, row by row. */
const columns = (...units: number[][]) =>
  (units[0] as number[]).flatMap((_, i) => units.map((unit) => unit[i] as number));

describe("what units follow", () => {
  const length = { id: "length", values: [1, 2, 3, 4] };
  const vowel = { id: "vowel", values: [0, 1, 0, 1] };

  it("is the property that each is most correlated with, the closest first", () => {
    const found = associations(columns([8, 6, 4, 2], [0.1, 0.9, 0, 1]), 2, [length, vowel], null);
    expect(found.map(({ unit, property }) => [unit, property])).toEqual([
      [0, "length"],
      [1, "vowel"],
    ]);
    expect(found[0]?.strength).toBeCloseTo(-1, 9);
    expect(found[1]?.strength).toBeGreaterThan(0.98);
  });

  it("is the label where the groups lie apart, whatever their order", () => {
    const [found] = associations([3, 1, 2, 3.1, 0.9, 2.1], 1, [], [0, 1, 2, 0, 1, 2]);
    expect(found).toMatchObject({ unit: 0, property: "label" });
    expect(found?.strength).toBeGreaterThan(0.99);
  });

  it("is the correlation ratio worked out by hand", () => {
    // Means 1 and 3 about 2, two of each: 4 within, of 8 in all. 1 − (4 / 2) / (8 / 3) = ¼.
    expect(associations([0, 2, 2, 4], 1, [], [0, 0, 1, 1])[0]?.strength).toBeCloseTo(0.5, 9);
  });

  it("names the labels that lie farthest to either side, save those of hardly any examples", () => {
    const values = [9, 0, 0, 0, 1, 1, 1, 5, 5, 5, 7, 7, 7];
    const labels = [4, 0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3];
    expect(labelEnds(values, labels)).toEqual({ low: [0, 1], high: [3, 2] });
  });

  it("is nothing where a unit or a property does not vary", () => {
    expect(associations([1, 1, 1, 1], 1, [length], [0, 0, 1, 1])).toEqual([]);
    expect(associations([1, 2, 3, 4], 1, [{ id: "same", values: [5, 5, 5, 5] }], [0, 0, 0, 0])).toEqual([]);
  });
});
