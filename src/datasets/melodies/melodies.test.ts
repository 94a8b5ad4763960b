import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readMelody } from "../../core/melody/read.ts";
import type { TokenDataset, TokenPart } from "../../domains/dataset.ts";
import { melodyRules } from "../../domains/tokens/melodyRules.ts";
import { vocabularyCodec } from "../../domains/tokens/vocabulary.ts";
import { compose, MODES } from "./compose.ts";
import { load, readTraditional } from "./load.ts";
import { manifest } from "./manifest.ts";

const file = readFileSync("public/data/melodies-traditional.txt", "utf8");
const read = async () => new TextEncoder().encode(file);
const tunes = await load({ form: "tunes" }, read, () => {});
const phrases = await load({ form: "phrases" }, read, () => {});

function textsOf({ facts, train, validation }: TokenDataset): readonly string[] {
  if (facts.domain.kind !== "tokens") throw new Error("not tokens");
  const codec = vocabularyCodec(facts.domain.vocabulary);
  const of = ({ tokens }: TokenPart) => codec.decode(tokens).trimEnd().split("\n");
  return [...of(train), ...of(validation)];
}

describe("melodies", () => {
  it("are frozen: an old link means the same for ever", () => {
    const digestOf = (dataset: TokenDataset) => createHash("sha256").update(textsOf(dataset).join("\n")).digest("hex");
    expect([digestOf(tunes), digestOf(phrases)]).toEqual([
      "12622168e27f282aa835830302f86fa242a744931dcad4dfae8400bdaae22ddb",
      "1ece2be56885e237997c747f1ab239ec735626c252467872de00507622712fa8",
    ]);
  });

  it("are 2,400 composed tunes and 52 traditional ones, or the phrases of them; one in ten is held out", () => {
    expect(tunes.facts.counts).toEqual({ train: 2207, validation: 245 });
    expect(phrases.facts.counts.train).toBeGreaterThan(4000);
    expect(tunes.facts.labels).toEqual([...MODES].sort());
    expect(manifest.labels).toEqual(tunes.facts.labels);
  });

  it("have bars of the right length throughout, and nothing that means nothing", () => {
    for (const text of [...textsOf(tunes), ...textsOf(phrases)]) expect(readMelody(text).problems, text).toEqual([]);
  });

  it("of phrases fit where texts are made as a whole", () => {
    expect(Math.max(...textsOf(phrases).map(({ length }) => length))).toBeLessThan(24);
    expect(textsOf(phrases).every((text) => text.split("|").length === 2)).toBe(true);
  });

  it("that are traditional have a name, and a reason why they are in the public domain", () => {
    const lines = file.trimEnd().split("\n");
    expect(lines.map((line) => line.split("\t").filter((cell) => cell.trim() !== "").length)).toEqual(
      lines.map(() => 4),
    );
    expect(new Set(readTraditional(file).map(({ name }) => name)).size).toBe(52);
    for (const { text, label } of readTraditional(file)) {
      expect(MODES).toContain(label);
      expect(tunes.has(text)).toBe(true);
    }
  });

  it("that are composed move by step more often than by leap", () => {
    let [steps, leaps] = [0, 0];
    for (let number = 0; number < 60; number++) {
      const { notes } = readMelody(compose(number).text);
      const moves = notes.slice(1).map(({ pitch }, i) => Math.abs(pitch - (notes[i]?.pitch ?? 0)));
      steps += moves.filter((move) => move <= 2).length;
      leaps += moves.filter((move) => move > 4).length;
    }
    expect(steps).toBeGreaterThan(3 * leaps);
  });

  it("keep their rules: all bars are right, and nearly all notes in one key", () => {
    const real = melodyRules.of(textsOf(tunes).map((text) => ({ text, ended: true })));
    expect(real["samples.bars"]).toBe(1);
    expect(real["samples.key"]).toBeGreaterThan(0.98);
  });

  it("are judged bar by bar and note by note; a bar that is cut off is not, unless it is too long already", () => {
    const of = (text: string, ended = true) => melodyRules.of([{ text, ended }]);
    expect(of("④C8|D2|C8|C9")).toEqual({ "samples.bars": 0.5, "samples.key": 1 });
    expect(of("④C8|D2", false)["samples.bars"]).toBe(1);
    expect(of("④C8|C8C", false)["samples.bars"]).toBe(0.5);
    expect(of("④CDEFGABcĊ")["samples.key"]).toBeCloseTo(8 / 9);
    expect(of("")).toEqual({ "samples.bars": 0, "samples.key": 0 });
  });

  it("preview tunes that can be played", () => {
    for (const form of ["tunes", "phrases"])
      for (const text of manifest.preview({ form })) expect(readMelody(text).problems).toEqual([]);
  });
});
