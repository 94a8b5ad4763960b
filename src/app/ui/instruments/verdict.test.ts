import { describe, expect, it } from "vitest";
import type { Anchors } from "../../../schema/series.ts";
import { shareOf, trendOf, verdictOf } from "./verdict.ts";

const counting: Anchors = {
  worst: 20,
  best: 5,
  worstIs: "unigram",
  bestIs: "bestNgram",
  scale: "log",
  beyond: "better",
};
const share: Anchors = { worst: 0, best: 8, worstIs: "none", bestIs: "all" };

describe("a verdict", () => {
  it("goes from the worst to the best, by logarithms where the figure does", () => {
    expect(shareOf(20, counting)).toBeCloseTo(0, 12);
    expect(shareOf(10, counting)).toBeCloseTo(0.5, 12);
    expect(shareOf(4, share)).toBe(0.5);
  });

  it("goes by square roots for squared distances", () => {
    expect(shareOf(0.25, { worst: 1, best: 0, worstIs: "untrained", bestIs: "real", scale: "root" })).toBe(0.5);
  });

  it("says more the nearer the best is", () => {
    expect([0, 2, 4, 7, 8].map((value) => verdictOf(value, share))).toEqual(["far", "start", "coming", "good", "best"]);
  });

  it("says that the best known was beaten, or that samples lie closer than unseen ones would", () => {
    expect(verdictOf(4, counting)).toBe("better");
    expect(verdictOf(60, counting)).toBe("far");
    const novelty: Anchors = { worst: 2, best: 1, worstIs: "untrained", bestIs: "real", beyond: "copies" };
    expect(verdictOf(0.4, novelty)).toBe("copies");
    expect(verdictOf(0.99, novelty)).toBe("best");
  });

  it("speaks of the direction alone where nothing is known to measure against", () => {
    const elbo = { id: "elbo", better: "more", digits: 1, of: () => null } as const;
    expect(trendOf(elbo, -150, -180)).toBe("improving");
    expect(trendOf(elbo, -180, -150)).toBe("worsening");
    expect(trendOf(elbo, -150.1, -150)).toBe("steady");
    expect(trendOf(elbo, -150, null)).toBe("waiting");
  });
});
