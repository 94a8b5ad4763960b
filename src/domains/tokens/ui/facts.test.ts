import { describe, expect, it } from "vitest";
import { formatsOf, type T } from "../../../app/ui/i18n/i18n.ts";
import type { FactsOf } from "../../ui/contract.ts";
import { factsOf } from "./facts.ts";

const t = ((key: string, blanks: object) => [key, ...Object.values(blanks)].join(" ")) as T;
const facts: FactsOf<"tokens"> = {
  id: "set",
  domain: { kind: "tokens", vocabulary: ["\n", "a", "b"] },
  labels: [],
  counts: { train: 900, validation: 100 },
  characters: { train: 5000, validation: 600 },
  baselines: [],
};
const shown = (more: Partial<typeof facts>) => factsOf({ ...facts, ...more }, t, formatsOf("en"));

describe("how much text there is", () => {
  it("is told in documents, and in characters together", () => {
    expect(shown({})).toEqual(["recipe.counts 900 100", "recipe.characters 5,600 3"]);
  });

  it("is told in the characters of each part where it is one long text", () => {
    expect(shown({ counts: { train: 1, validation: 1 } })).toEqual([
      "recipe.countsCharacters 5,000 600",
      "recipe.kindsOfCharacters 3",
    ]);
  });
});
