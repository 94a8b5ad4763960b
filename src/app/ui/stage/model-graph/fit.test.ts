import { describe, expect, it } from "vitest";
import { LANGUAGES } from "../../../../schema/words.ts";
import { catalogWords } from "../../i18n/dictionary.ts";
import "../../i18n/testing/bothLanguages.ts";
import { fitName, fitNumber, type Measure } from "./fit.ts";

/** Advances of DejaVu Sans Bold, a wide font, in thousandths of its size; a Chinese character takes its whole size. */
const ADVANCES: Readonly<Record<string, number>> = {
  i: 343, l: 343, j: 343, t: 478, f: 435, r: 493, "'": 306, ".": 380, " ": 348, s: 595, c: 593, m: 1042, w: 924,
  M: 995, W: 1103, "-": 415,
}; // biome-ignore format: a table
const measure: Measure = (text, size) =>
  [...text].reduce((sum, c) => sum + (/\p{Script=Han}/u.test(c) ? 1000 : (ADVANCES[c] ?? 720)), 0) * (size / 1000);

describe("a box's name", () => {
  it("is as large as its longest word allows, and breaks between words", () => {
    expect(fitName("Recurrent layer", 100, measure)).toEqual({ lines: ["Recurrent", "layer"], size: 13 });
    expect(fitName("Generator's loss", 68, measure)).toEqual({ lines: ["Generator's", "loss"], size: 10 });
  });

  it("breaks Chinese between any two characters", () => {
    expect(fitName("生成样本的评分", 60, measure)).toEqual({ lines: ["生成样本", "的评分"], size: 13 });
  });

  it("is broken inside a word only where nothing else is left, and marked there", () => {
    const { lines } = fitName("Reconstruction", 50, measure);
    expect(lines[0]?.endsWith("-")).toBe(true);
    expect(lines.join("").replaceAll("-", "")).toBe("Reconstruction");
  });

  it.each(LANGUAGES.flatMap((language) => Object.entries(catalogWords(language).families)))(
    "of %s is whole and inside of its box in both languages, on a stage of six columns",
    (_, { nodes }) => {
      for (const { name } of Object.values(nodes)) {
        const { lines, size } = fitName(name, 74, measure);
        for (const line of lines) expect([name, measure(line, size) <= 74]).toEqual([name, true]);
        expect(lines.length, name).toBeLessThanOrEqual(3);
      }
    },
  );
});

describe("a number", () => {
  const plain: Measure = (text, size) => text.length * size * 0.6;

  it("is shrunk to its box's width rather than cut", () => {
    const { text, size } = fitNumber(["−0.713", "−0.71"], 60, 40, plain);
    expect(text).toBe("−0.713");
    expect(plain(text, size)).toBeLessThanOrEqual(60.001);
  });

  it("loses digits before it becomes too small to read, and is the widest possible where nothing is legible", () => {
    expect(fitNumber(["0.000927", "9.3e−4"], 56, 40, plain).text).toBe("9.3e−4");
    expect(fitNumber(["0.000927", "9e−4"], 10, 40, plain).text).toBe("9e−4");
  });
});
