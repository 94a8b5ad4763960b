import { describe, expect, it } from "vitest";
import { encode, vocabularyOf } from "../../../families/recurrent/text.ts";
import type { DatasetFacts } from "../../../schema/domain.ts";
import { listed, spell } from "./alphabet.ts";

const facts: DatasetFacts = {
  id: "given-names",
  domain: { kind: "tokens", vocabulary: ["\n", "a", "b", "x", "é", "𠮷"] },
  labels: [],
  counts: { train: 9, validation: 1 },
  baselines: [],
};

describe("a text in the data's alphabet", () => {
  it("tells what it drops, each once, and what is used instead", () => {
    expect(spell("<b>x</b>", facts)).toEqual({ used: "bxb", dropped: ["<", ">", "/"] });
    expect(spell("🙂ש", facts)).toEqual({ used: "", dropped: ["🙂", "ש"] });
    expect(spell("baé𠮷", facts)).toEqual({ used: "baé𠮷", dropped: [] });
  });

  it("is what the model reads", () => {
    const vocabulary = vocabularyOf(facts);
    for (const text of ["<b>x</b>", "a🙂b", "𠮷 a", "", "e\u0301é"]) {
      expect(encode(vocabulary, text)).toEqual(encode(vocabulary, spell(text, facts).used));
      expect(
        encode(vocabulary, text)
          .map((token) => vocabulary[token])
          .join(""),
      ).toBe(spell(text, facts).used);
    }
  });

  it("takes everything before the data is known, and where the data is no text", () => {
    expect(spell("🙂", null).dropped).toEqual([]);
    expect(spell("🙂", { ...facts, domain: { kind: "points", dimensions: 2 } as never }).dropped).toEqual([]);
  });

  it("lists what nobody can see by its number, and not more than one can read", () => {
    expect(listed(["\u200b", " ", "\u0301"])).toBe("U+200B ␣ \u2068◌\u0301\u2069");
    expect(listed(Array.from("abcdefghijklmnop"))).toMatch(/ …$/);
  });
});
