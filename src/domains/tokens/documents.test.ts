import { describe, expect, it } from "vitest";
import type { TokenDataset, TokenPart } from "../dataset.ts";
import { documentDataset, readDocuments } from "./documents.ts";
import { vocabularyCodec } from "./vocabulary.ts";

const bytes = (text: string) => async () => new TextEncoder().encode(text);
const alphabet = [..."abcdefghijklmnopqrst"];

function textsOf({ facts }: TokenDataset, part: TokenPart): string[] {
  if (facts.domain.kind !== "tokens") throw new Error("not tokens");
  const codec = vocabularyCodec(facts.domain.vocabulary);
  return Array.from(part.starts, (start, i) => codec.decode(part.tokens.subarray(start, part.starts[i + 1])));
}

describe("a file of documents", () => {
  it("is read as one line a label", async () => {
    expect(await readDocuments("x", bytes("it\tAda\tUgo\nfi\tAino\n"))).toEqual([
      { text: "Ada", label: "it" },
      { text: "Ugo", label: "it" },
      { text: "Aino", label: "fi" },
    ]);
  });

  it("has no labels where its lines begin with a tab", async () => {
    expect(await readDocuments("x", bytes("\tRome\tOslo\n"))).toEqual([{ text: "Rome" }, { text: "Oslo" }]);
  });

  it("is refused with its path when it holds no document", async () => {
    for (const content of ["", "\n", "no tab", "<!DOCTYPE html>\n<p>\t</p>"]) {
      await expect(readDocuments("data/x.txt", bytes(content))).rejects.toMatchObject({
        code: "dataUnreadable",
        values: { path: "data/x.txt" },
      });
    }
  });
});

describe("a dataset of documents", () => {
  it("holds out one text in ten, and counts the newline of each document", () => {
    const { facts } = documentDataset(
      "set",
      alphabet.map((text) => ({ text })),
    );
    expect(facts.counts).toEqual({ train: 18, validation: 2 });
    expect(facts.characters).toEqual({ train: 36, validation: 4 });
    expect(facts.labels).toEqual([]);
  });

  it("splits the same way every time, and not by the order of the file", () => {
    const split = () => {
      const dataset = documentDataset(
        "set",
        alphabet.map((text) => ({ text })),
      );
      return textsOf(dataset, dataset.validation);
    };
    expect(split()).toEqual(split());
    expect(split()).not.toEqual(["a\n", "b\n"]);
    expect(split()).not.toEqual(["s\n", "t\n"]);
  });

  it("puts a text with all its labels into one part, and a repeated pair in once", () => {
    const documents = alphabet.flatMap((text) => ["it", "fi", "it"].map((label) => ({ text, label })));
    const dataset = documentDataset("set", documents);
    expect(dataset.facts.labels).toEqual(["fi", "it"]);
    expect(dataset.facts.counts).toEqual({ train: 36, validation: 4 });
    const train = new Set(textsOf(dataset, dataset.train));
    for (const text of textsOf(dataset, dataset.validation)) expect(train.has(text)).toBe(false);
    expect([...(dataset.validation.labels ?? [])].sort()).toEqual([0, 0, 1, 1]);
  });

  it("knows which whole texts it holds", () => {
    const { has } = documentDataset("set", [{ text: "Ada" }, { text: "Ugo" }]);
    expect(["Ada", "Ad", "Ada\n", "ugo"].map(has)).toEqual([true, false, false, false]);
  });
});
