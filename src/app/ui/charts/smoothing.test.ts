import { expect, it } from "vitest";
import { smooth } from "./smoothing.ts";

it("averages with the start's bias taken out", () => {
  // Weights of 4 and 2 at strength ½: (½·½·4 + ½·2) / (¼ + ½) = 2 / 0.75.
  expect(smooth([1, 2], [4, 2], 0.5)).toEqual([4, 2 / 0.75]);
});

it("forgets by the steps that passed, measured by how far it looks", () => {
  // Two steps where it looks at two are one at one; four keep the quarter: (¼·½·4 + ¾·2) / (⅛ + ¾) = 2 / 0.875.
  expect(smooth([2, 4], [4, 2], 0.5, 2)).toEqual([4, 2 / 0.75]);
  expect(smooth([2, 6], [4, 2], 0.5, 2)).toEqual([4, 2 / 0.875]);
});

it("leaves values alone at strength 0, and passes on what is not a number", () => {
  expect(smooth([1, 2, 3], [1, 2, 3], 0)).toEqual([1, 2, 3]);
  expect(smooth([1, 2, 3], [2, Number.NaN, 2], 0.9)).toEqual([2, Number.NaN, expect.closeTo(2)]);
});
