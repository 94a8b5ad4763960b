import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { vocabularyCodec } from "../../domains/tokens/vocabulary.ts";
import { load } from "./load.ts";
import { manifest } from "./manifest.ts";
import { words } from "./words/en.ts";

const read = async (path: string) => new Uint8Array(readFileSync(join("public", path)));
const latin = await load({ language: "latin" }, read, () => {});
const chinese = await load({ language: "chinese" }, read, () => {});

describe("given names", () => {
  it("are what the committed script makes of faker 10.6.0, byte for byte", () => {
    const { version } = JSON.parse(readFileSync("node_modules/@faker-js/faker/package.json", "utf8"));
    expect(version, "another faker: keep the frozen files, pin this version for the test").toBe("10.6.0");
    const folder = mkdtempSync(join(tmpdir(), "given-names-"));
    try {
      execFileSync(process.execPath, ["src/datasets/given-names/make.mjs", folder]);
      for (const file of ["given-names-latin.txt", "given-names-chinese.txt"]) {
        expect(readFileSync(join(folder, file)).equals(readFileSync(join("public/data", file))), file).toBe(true);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("are 10,530 Latin-script names in 20 languages, 900 at most and 99 at least of each", () => {
    const { counts, labels, domain } = latin.facts;
    expect(counts.train + counts.validation).toBe(10_530);
    expect(labels.length).toBe(20);
    const perLabel = new Array<number>(20).fill(0);
    for (const part of [latin.train, latin.validation]) {
      for (const label of part.labels ?? []) perLabel[label] = (perLabel[label] ?? 0) + 1;
    }
    expect([Math.min(...perLabel), Math.max(...perLabel)]).toEqual([99, 900]);
    if (domain.kind !== "tokens") throw new Error("not tokens");
    expect(domain.vocabulary.length).toBe(92);
    expect(domain.vocabulary.slice(1).every((character) => /\p{Script=Latin}/u.test(character))).toBe(true);
  });

  it("are 6,000 Chinese full names", () => {
    const { counts, labels, domain } = chinese.facts;
    expect(counts).toEqual({ train: 5400, validation: 600 });
    expect(labels).toEqual(["female", "male", "unisex"]);
    if (domain.kind !== "tokens") throw new Error("not tokens");
    expect(domain.vocabulary.length).toBe(374);
    expect(domain.vocabulary.slice(1).every((character) => /\p{Script=Han}/u.test(character))).toBe(true);
  });

  it("never validate a name that was trained on", () => {
    for (const { facts, train, validation } of [latin, chinese]) {
      if (facts.domain.kind !== "tokens") throw new Error("not tokens");
      const codec = vocabularyCodec(facts.domain.vocabulary);
      const trained = new Set(codec.decode(train.tokens).split("\n"));
      const held = codec.decode(validation.tokens).split("\n").slice(0, -1);
      expect(held.length).toBe(validation.starts.length);
      expect(held.filter((name) => trained.has(name))).toEqual([]);
    }
  });

  it("preview names that stand in the data", () => {
    for (const [language, dataset] of [
      ["latin", latin],
      ["chinese", chinese],
    ] as const) {
      const samples = manifest.preview({ language });
      expect(samples.length).toBeGreaterThanOrEqual(6);
      expect(samples.filter((name) => !dataset.has(name))).toEqual([]);
    }
  });

  it("declare every label and have a word for it, languages by the names that browsers know", () => {
    expect(manifest.labels?.toSorted()).toEqual([...latin.facts.labels, ...chinese.facts.labels].sort());
    expect(Object.keys(words.labels)).toEqual(manifest.labels);
    expect(words.labels).toMatchObject({ cs: "Czech", yo: "Yoruba" });
  });
});
