import { describe, expect, it } from "vitest";
import { randomBelow, randomStream, randomWords } from "../../core/random.ts";
import { finish } from "../../core/sliced.ts";
import { ngramBaselines, type TokenSequences, trainNgrams } from "./ngram.ts";

/** "ab" and "aa", each with its newline; a is 1, b is 2. */
const tiny: TokenSequences = { tokens: Int32Array.of(1, 2, 0, 1, 1, 0), starts: Uint32Array.of(0, 3) };
const model = trainNgrams(tiny, 3, 3);
const probabilities = (document: number[]) => Array.from(model.surprise(document), (nats) => Math.exp(-nats));

/** `count` characters below `bound`, in documents of ten. */
function random(name: string, count: number, bound: number): TokenSequences {
  const words = randomWords(randomStream(3, name), count);
  const tokens = Int32Array.from(words, (word, i) => (i % 10 === 9 ? 0 : 1 + randomBelow(word, bound - 1)));
  return { tokens, starts: Uint32Array.from({ length: count / 10 }, (_, i) => i * 10) };
}

describe("Witten–Bell n-gram models", () => {
  it("give a document that was seen the probability worked out by hand", () => {
    // Unigrams (c + 3 · ⅓) / 9:  P(a) = 4/9, P(b) = 2/9, P(⏎) = 3/9.
    // Bigrams: P(a|⏎) = (2 + 4/9) / 3 = 22/27, P(b|a) = (1 + 3 · 2/9) / 6 = 5/18, P(⏎|b) = (1 + 3/9) / 2 = 2/3.
    // Trigrams: the first character has the bigram's context alone, P(b|⏎a) = (1 + 2 · 5/18) / 4 = 7/18,
    // P(⏎|ab) = (1 + 2/3) / 2 = 5/6.
    const [unigram, bigram, trigram] = probabilities([1, 2, 0]);
    expect(unigram).toBeCloseTo((4 / 9) * (2 / 9) * (3 / 9), 12);
    expect(bigram).toBeCloseTo((22 / 27) * (5 / 18) * (2 / 3), 12);
    expect(trigram).toBeCloseTo((22 / 27) * (7 / 18) * (5 / 6), 12);
  });

  it("fall back on the shorter context where the longer one was never seen", () => {
    // "ba": P(b|⏎) = (2/9) / 3 = 2/27, P(a|b) = (4/9) / 2 = 2/9, P(⏎|a) = (1 + 3 · 3/9) / 6 = 1/3; ⏎b and ba are new.
    const [, bigram, trigram] = probabilities([2, 1, 0]);
    expect(bigram).toBeCloseTo((2 / 27) * (2 / 9) * (1 / 3), 12);
    expect(trigram).toBeCloseTo((2 / 27) * (2 / 9) * (1 / 3), 12);
  });

  it("average over the characters of all documents, newlines included", () => {
    const evaluated = { tokens: Int32Array.of(1, 2, 0, 2, 1, 0), starts: Uint32Array.of(0, 3) };
    expect(model.crossEntropy(evaluated)[1]).toBeCloseTo(-Math.log((110 / 729) * (4 / 729)) / 6, 12);
  });

  it("do not look beyond the document's beginning", () => {
    const swapped = { tokens: Int32Array.of(1, 1, 0, 1, 2, 0), starts: Uint32Array.of(0, 3) };
    expect([...trainNgrams(swapped, 3, 3).surprise([1, 2, 0])]).toEqual([...model.surprise([1, 2, 0])]);
  });

  it("are probabilities: over the vocabulary they sum to one at every order", () => {
    const sixgram = trainNgrams(random("train", 2000, 5), 7, 6);
    for (const prefix of [[], [1], [3, 2, 4, 1, 2], [6, 6, 6]]) {
      const before = sixgram.surprise(prefix);
      const sums = new Float64Array(6);
      for (let token = 0; token < 7; token++) {
        sixgram.surprise([...prefix, token]).forEach((nats, order) => {
          sums[order] = (sums[order] ?? 0) + Math.exp((before[order] ?? 0) - nats);
        });
      }
      for (const sum of sums) expect(sum).toBeCloseTo(1, 10);
    }
  });

  it("learn nothing beyond the letters from letters drawn at random", () => {
    const crossEntropy = trainNgrams(random("train", 50_000, 9), 9, 6).crossEntropy(random("validation", 5000, 9));
    // Nine of ten characters are one of eight alike, the tenth is the newline.
    const entropy = 0.9 * Math.log(8 / 0.9) + 0.1 * Math.log(10);
    expect(crossEntropy[0]).toBeCloseTo(entropy, 2);
    // Whoever counts along knows the newlines, and nobody more than that.
    expect(Math.min(...crossEntropy)).toBeGreaterThan(0.9 * Math.log(8));
  });
});

describe("baselines", () => {
  it("are the cross-entropies of orders 1, 2, 3 and the best from 2 to 6", () => {
    const [train, validation] = [random("train", 5000, 6), random("validation", 500, 6)];
    const expected = trainNgrams(train, 6, 6).crossEntropy(validation);
    expect(finish(ngramBaselines(train, validation, 6))).toEqual([
      { id: "unigram", value: expected[0] },
      { id: "bigram", value: expected[1] },
      { id: "trigram", value: expected[2] },
      { id: "bestNgram", value: Math.min(...expected.subarray(1)) },
    ]);
  });

  it("are none where there is nothing to learn from or to evaluate", () => {
    const nothing = { tokens: new Int32Array(0), starts: new Uint32Array(0) };
    expect(finish(ngramBaselines(tiny, nothing, 3))).toEqual([]);
    expect(finish(ngramBaselines(nothing, tiny, 3))).toEqual([]);
  });

  it("stop after a few thousand characters, of one long text as of many short ones", () => {
    const slices = (train: TokenSequences) => [...ngramBaselines(train, random("validation", 2 ** 12, 9), 9)].length;
    const long = random("train", 2 ** 17, 9);
    const starts = Uint32Array.from({ length: 2 ** 14 }, (_, n) => 8 * n);
    expect(slices({ ...long, starts: Uint32Array.of(0) })).toBe(16);
    expect(slices({ ...long, starts })).toBe(16);
  });
});
