import { describe, expect, it } from "vitest";
import { encode, vocabularyOf } from "../../../families/recurrent/text.ts";
import type { DatasetFacts } from "../../../schema/domain.ts";
import { spell } from "./alphabet.ts";

const domain = { kind: "tokens", vocabulary: ["\n", "a", "b", "x", "é", "𠮷"] } as const;
const facts: DatasetFacts = {
  id: "given-names",
  domain,
  labels: [],
  counts: { train: 9, validation: 1 },
  baselines: [],
};

describe("a text in the data's alphabet", () => {
  it("tells what it drops, each once, and what is used instead", () => {
    expect(spell("<b>x</b>", domain)).toEqual({ used: "bxb", dropped: ["<", ">", "/"] });
    expect(spell("🙂ש", domain)).toEqual({ used: "", dropped: ["🙂", "ש"] });
    expect(spell("baé𠮷", domain)).toEqual({ used: "baé𠮷", dropped: [] });
  });

  it("is what the model reads", () => {
    const vocabulary = vocabularyOf(facts);
    for (const text of ["<b>x</b>", "a🙂b", "𠮷 a", "", "e\u0301é"]) {
      expect(encode(vocabulary, text)).toEqual(encode(vocabulary, spell(text, domain).used));
      expect(
        encode(vocabulary, text)
          .map((token) => vocabulary[token])
          .join(""),
      ).toBe(spell(text, domain).used);
    }
  });
});
