import { describe, expect, it } from "vitest";
import { opinionRange } from "./field.ts";

describe("the range of a critic's colours", () => {
  it("is centred where the critic is undecided and reaches as far as 95% of its scores of the points", () => {
    const scores = Array.from({ length: 101 }, (_, i) => i / 100);
    // The scores are up to ½ away; 95% of them up to 0.47 or so.
    const [low, high] = opinionRange(scores, 0.5, 0.1);
    expect((low + high) / 2).toBeCloseTo(0.5);
    expect(high - 0.5).toBeCloseTo(0.47, 1);
  });

  it("makes no difference look like more than it is, and survives a critic of one score or of none", () => {
    expect(opinionRange([0.5, 0.51], 0.5, 0.1)).toEqual([0.4, 0.6]);
    expect(opinionRange([3, 3], 3, 0)).toEqual([2, 4]);
    expect(opinionRange([Number.NaN], Number.NaN, 0)).toEqual([-1, 1]);
  });
});
