import { describe, expect, it } from "vitest";
import type { CausalFieldView } from "../../../../schema/view.ts";
import { seenFrom } from "./causal-field.ts";

describe("the causal field", () => {
  const T = 6;
  const field: CausalFieldView = {
    kind: "causalField",
    text: ["\n", ..."abcde"],
    dilations: [1, 2],
    kernelSize: 2,
    influence: Uint8Array.from({ length: T * 3 * T }, (_, i) => i % 256),
  };

  it("of two layers of windows of two is four characters wide, and ends at the beginning of the text", () => {
    const placesAt = (of: number, level: number) =>
      seenFrom(field, of)
        .filter((seen) => seen.level === level)
        .map(({ place }) => place)
        .toSorted();
    expect([2, 1, 0].map((level) => placesAt(5, level))).toEqual([[5], [3, 5], [2, 3, 4, 5]]);
    expect([2, 1, 0].map((level) => placesAt(1, level))).toEqual([[1], [1], [0, 1]]);
  });

  it("says how much each place matters, by prediction, level and place", () => {
    const seen = seenFrom(field, 2).find(({ level, place }) => level === 1 && place === 2);
    expect(seen?.share).toBeCloseTo(((2 * 3 + 1) * T + 2) / 255, 10);
    expect(seen?.from).toEqual([2, 1]);
  });
});
