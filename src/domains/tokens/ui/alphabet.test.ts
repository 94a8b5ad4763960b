import { describe, expect, it } from "vitest";
import type { DatasetFacts } from "../../../schema/domain.ts";
import { sequenceDomain } from "../../testing/data.ts";
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
    const { encode, symbols } = sequenceDomain(facts);
    for (const text of ["<b>x</b>", "a🙂b", "𠮷 a", "", "e\u0301é"]) {
      expect(encode(text)).toEqual(encode(spell(text, domain).used));
      expect(
        encode(text)
          .map((token) => symbols[token])
          .join(""),
      ).toBe(spell(text, domain).used);
    }
  });
});
