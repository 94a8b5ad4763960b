import { describe, expect, it } from "vitest";
import { trainLabelClassifier } from "./classifier.ts";

/** Label 0: "aa", "aaa"; label 1: "bb", "b"; a is 1, b is 2. */
const documents = {
  tokens: Int32Array.of(1, 1, 0, 2, 2, 0, 1, 1, 1, 0, 2, 0),
  starts: Uint32Array.of(0, 3, 6, 10),
  labels: Int32Array.of(0, 1, 0, 1),
};

describe("the classifier of labels", () => {
  const classifier = trainLabelClassifier(documents, 2, 3);

  it("scores a text by the label's own bigrams, as worked out by hand", () => {
    // Label 1 has b b ⏎ b ⏎. Unigrams (c + 2/3) / 7: P(b) = 11/21, P(⏎) = 8/21.
    // P(b|⏎) = (2 + 11/21) / 3 = 53/63; after b come b once and ⏎ twice: P(⏎|b) = (2 + 2 · 8/21) / 5 = 58/105.
    expect(classifier.scores([2, 0])[1]).toBeCloseTo(Math.log((53 / 63) * (58 / 105)), 12);
  });

  it("names the label whose texts it resembles", () => {
    expect(classifier.classify([1, 1, 1, 1, 0])).toBe(0);
    expect(classifier.classify([2, 2, 2, 0])).toBe(1);
  });

  it("holds all labels equally likely beforehand, however many texts they have", () => {
    const lopsided = trainLabelClassifier(
      {
        tokens: Int32Array.of(1, 0, 1, 0, 1, 0, 1, 0, 2, 0),
        starts: Uint32Array.of(0, 2, 4, 6, 8),
        labels: Int32Array.of(0, 0, 0, 0, 1),
      },
      2,
      3,
    );
    expect(lopsided.classify([2, 0])).toBe(1);
    expect(lopsided.scores([2, 0])[1]).toBeGreaterThan(lopsided.scores([2, 0])[0] ?? 0);
  });
});
