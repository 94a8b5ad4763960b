import { describe, expect, it } from "vitest";
import type { TokenDataset } from "../dataset.ts";
import { documentsOf, pairShares, textMetrics, totalVariation } from "./metrics.ts";
import { trainNgrams } from "./ngram.ts";

/** Symbols: newline, a, b. */
const V = 3;
const document = (...tokens: number[]) => Int32Array.from(tokens);

describe("pairs of symbols", () => {
  it("are counted from the newline before a text to the one that ends it", () => {
    // \na, ab, b\n of "ab\n": a third each.
    const shares = pairShares([document(1, 2, 0)], V);
    expect([...shares]).toEqual([0, 1 / 3, 0, 0, 0, 1 / 3, 1 / 3, 0, 0]);
  });

  it("differ by half of all differences", () => {
    expect(totalVariation(Float64Array.of(0.5, 0.5, 0), Float64Array.of(0.25, 0.25, 0.5))).toBe(0.5);
    expect(totalVariation(Float64Array.of(1, 0), Float64Array.of(0, 1))).toBe(1);
  });
});

it("rows end at their first newline, or where they are cut", () => {
  expect(documentsOf([1, 0, 2, 2, 1, 2], 3)).toEqual([document(1, 0), document(2, 1, 2)]);
});

describe("texts", () => {
  const real = [document(1, 2, 0), document(1, 1, 0), document(2, 1, 2, 0), document(1, 2, 2, 0)];
  const tokens = Int32Array.from(real.flatMap((each) => [...each]));
  const part: TokenDataset["train"] = { tokens, starts: Uint32Array.of(0, 3, 6, 10) };
  const about = { pairs: pairShares(real, V), plausible: trainNgrams(part, V, 3) };
  const has = (text: Int32Array) => real.some((each) => String(each) === String(text));

  it("that are the real ones have their pairs, and all of them are copies", () => {
    const figures = textMetrics(real, about, V, has);
    expect(figures).toMatchObject({ "samples.variation": 0, "samples.distinct": 1, "samples.copied": 1 });
  });

  it("that are all the same are not distinct, and lie farther from real pairs", () => {
    const same = textMetrics(Array(4).fill(document(2, 2, 2, 0)), about, V, has);
    expect(same).toMatchObject({ "samples.distinct": 0.25, "samples.copied": 0 });
    expect(same["samples.variation"]).toBeGreaterThan(0.5);
  });

  it("that no real one is like are less plausible", () => {
    const strange = textMetrics([document(0)], about, V, has)["samples.perplexity"] as number;
    expect(strange).toBeGreaterThan(2 * (textMetrics(real, about, V, has)["samples.perplexity"] as number));
  });

  it("of a long text are not asked whether they are copies", () => {
    expect(Object.keys(textMetrics(real, about, V, null))).toEqual(["samples.variation", "samples.perplexity"]);
  });
});
