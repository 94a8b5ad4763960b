import { describe, expect, it } from "vitest";
import { randomStream } from "../../core/random.ts";
import { blanksOf, likeliestByNgrams } from "./blanks.ts";
import { trainNgrams } from "./ngram.ts";

/** Texts of letters, `a` being 1, each ended by the newline, 0. */
function part(...texts: readonly string[]) {
  const encoded = texts.map((text) => [...text].map((letter) => letter.charCodeAt(0) - 96).concat(0));
  const starts = encoded.map((_, i) => encoded.slice(0, i).flat().length);
  return { tokens: Int32Array.from(encoded.flat()), starts: Uint32Array.from(starts) };
}

describe("a blank guessed by trigrams", () => {
  const model = trainNgrams(part("abc", "abc", "abd", "ebf", "ebf"), 7, 3);
  const guess = (text: string, place: number) => likeliestByNgrams(model, 7, { tokens: part(text).tokens, place });

  it("is what both sides make likely: after ab comes c, but before it is a where c follows, e where f does", () => {
    expect(guess("ab?", 2)).toBe(3);
    expect(guess("?bc", 0)).toBe(1);
    expect(guess("?bf", 0)).toBe(5);
    expect(guess("a?c", 1)).toBe(2);
  });

  it("is guessed alike from the whole of a long text as from what is near", () => {
    const long = trainNgrams(part("abcabcabcd", "cbacbacbad"), 7, 3);
    const near = likeliestByNgrams(long, 7, { tokens: part("abcab?abcd").tokens, place: 5 });
    const surprises = [1, 2, 3, 4, 5, 6].map((candidate) => {
      const { tokens } = part("abcab?abcd");
      tokens[5] = candidate;
      return long.surprise(tokens)[2] as number;
    });
    expect(near).toBe(1 + surprises.indexOf(Math.min(...surprises)));
  });
});

describe("the blanks of a part", () => {
  it("are one in each text, never its end, and the same for the same stream", () => {
    const texts = part("abc", "d", "efab");
    const blanks = blanksOf(texts, randomStream(1, "blanks"));
    expect(blanks.map(({ tokens }) => tokens.length)).toEqual([4, 2, 5]);
    for (const { tokens, place } of blanks) expect(place).toBeLessThan(tokens.length - 1);
    expect(blanksOf(texts, randomStream(1, "blanks"))).toEqual(blanks);
  });
});
