import { describe, expect, it } from "vitest";
import { summaryOf } from "./summary.ts";

const data = { labels: 26, modes: 8 };
const samples = (figures: Record<string, number>) =>
  Object.fromEntries(Object.entries(figures).map(([id, value]) => [`samples.${id}`, value]));

describe("how good it is, in a sentence", () => {
  it("says nothing before samples are judged", () => {
    expect(summaryOf({}, data)).toBeNull();
    expect(summaryOf(samples({ precision: 0.5 }), data)).toBeNull();
  });

  it("holds the precision of pictures against that of real ones, and counts the labels", () => {
    const real = { "precision.real": 0.8, "labels.real": 25 };
    expect(summaryOf(samples({ precision: 0.7, labels: 14, novelty: 1, ...real }), data)).toEqual({
      ...{ about: "pictures", tone: "good", kinds: { known: 14, all: 26 }, repeats: false, copies: false },
    });
    // As many as real pictures show is all of them.
    expect(summaryOf(samples({ precision: 0.2, labels: 25, novelty: 0.1, ...real }), data)).toMatchObject({
      ...{ tone: "poor", kinds: { known: 26, all: 26 }, copies: true },
    });
  });

  it("places texts between independent characters and real ones", () => {
    const ends = { "variation.unigram": 0.7, "variation.real": 0.3 };
    const of = (figures: Record<string, number>) => summaryOf(samples({ ...figures, ...ends }), data);
    expect(of({ variation: 0.7, distinct: 0.1, copied: 0 })).toMatchObject({ tone: "poor", repeats: true });
    expect(of({ variation: 0.5, distinct: 1, copied: 0 })).toMatchObject({ tone: "fair", repeats: false });
    expect(of({ variation: 0.32, distinct: 1, copied: 0.5 })).toMatchObject({ tone: "good", copies: true });
  });

  it("counts the clusters that points reach, where there are clusters", () => {
    expect(summaryOf(samples({ near: 0.9, modes: 7 }), data)).toMatchObject({ kinds: { known: 7, all: 8 } });
    expect(summaryOf(samples({ near: 0.5 }), { ...data, modes: 0 })).toMatchObject({ tone: "fair", kinds: null });
  });
});
