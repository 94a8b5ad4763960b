import { describe, expect, it } from "vitest";
import { longTextDataset } from "./longText.ts";
import { vocabularyCodec } from "./vocabulary.ts";

describe("a long text", () => {
  const { facts, train, validation, has } = longTextDataset("text", "abcde\n".repeat(20));
  const codec = vocabularyCodec(["\n", "a", "b", "c", "d", "e"]);

  it("holds out its last tenth, whole lines of it", () => {
    // 119 characters without the closing newline; the first newline from ⌊107.1⌋ on is the 18th line's, at 107.
    expect(codec.decode(train.tokens)).toBe("abcde\n".repeat(18));
    expect(codec.decode(validation.tokens)).toBe("abcde\n".repeat(2));
    expect(facts.counts).toEqual({ train: 1, validation: 1 });
    expect(facts.characters).toEqual({ train: 108, validation: 12 });
    expect(facts.domain).toEqual({ kind: "tokens", vocabulary: codec.vocabulary, longest: 108 });
  });

  it("holds itself alone as a whole document", () => {
    expect(has("abcde\nabcde")).toBe(true);
    expect(has("abcde")).toBe(false);
  });

  it("has nothing to validate when it is one line", () => {
    expect(longTextDataset("text", "abc").facts.counts).toEqual({ train: 1, validation: 0 });
  });
});
