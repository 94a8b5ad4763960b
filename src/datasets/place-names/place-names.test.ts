import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { load } from "./load.ts";
import { manifest } from "./manifest.ts";

const read = async (path: string) => new Uint8Array(readFileSync(join("public", path)));
const english = await load({ language: "en" }, read, () => {});
const chinese = await load({ language: "zh" }, read, () => {});
const namesOf = (path: string) => readFileSync(path, "utf8").trimEnd().split("\t").slice(1);

describe("place names", () => {
  it("are frozen: an old link means the same for ever", () => {
    const digests = ["en", "zh"].map((language) =>
      createHash("sha256")
        .update(readFileSync(`public/data/place-names-${language}.txt`))
        .digest("hex"),
    );
    expect(digests).toEqual([
      "4a75dee016cf19b97c6f2a7d98f7921df0611b0af10035fcb3aca3e5d25b1972",
      "f216d79176c852f555e4d4d7152bafb2186acc04596ba1ace9581a353bbefdd5",
    ]);
  });

  it("are made by the committed script, of which another Intl may word one in ten differently", () => {
    const folder = mkdtempSync(join(tmpdir(), "place-names-"));
    try {
      execFileSync(process.execPath, ["src/datasets/place-names/make.mjs", folder]);
      for (const file of ["place-names-en.txt", "place-names-zh.txt"]) {
        const frozen = namesOf(join("public/data", file));
        const made = new Set(namesOf(join(folder, file)));
        expect(frozen.filter((name) => made.has(name)).length / frozen.length, file).toBeGreaterThan(0.9);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("are 643 in English and 477 in Chinese, one in ten held out, without labels", () => {
    expect(english.facts.counts).toEqual({ train: 579, validation: 64 });
    expect(chinese.facts.counts).toEqual({ train: 429, validation: 48 });
    expect([english.facts.labels, chinese.facts.labels]).toEqual([[], []]);
    expect([english.train.labels, chinese.train.labels]).toEqual([undefined, undefined]);
  });

  it("are written in the script of their language", () => {
    for (const [{ facts }, script] of [
      [english, /^[\n\p{Script=Latin} &’-]$/u],
      [chinese, /^[\n\p{Script=Han}·-]$/u],
    ] as const) {
      if (facts.domain.kind !== "tokens") throw new Error("not tokens");
      expect(facts.domain.vocabulary.filter((character) => !script.test(character))).toEqual([]);
    }
  });

  it("preview names that stand in the data", () => {
    expect(manifest.preview({ language: "en" }).filter((name) => !english.has(name))).toEqual([]);
    expect(manifest.preview({ language: "zh" }).filter((name) => !chinese.has(name))).toEqual([]);
    expect(manifest.preview({ language: "zh" })).not.toEqual(manifest.preview({ language: "en" }));
  });
});
