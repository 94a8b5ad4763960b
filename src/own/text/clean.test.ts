import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { graphemesOf } from "../../core/graphemes.ts";
import { cleanText, guessForm, problemOf, RARE, type TextSteps } from "./clean.ts";
import { DEFAULT_STEPS, readSteps, writeSteps } from "./steps.ts";
import { guessTable, rowsOf } from "./table.ts";

const texts = (text: string, steps: Partial<TextSteps> = {}) => {
  const all = { ...DEFAULT_STEPS, ...steps };
  return cleanText(text, all.column > 0 ? rowsOf(text) : null, all);
};

describe("cleaning of lines", () => {
  it("trims, composes, drops empty and repeated ones, and says how many", () => {
    const { documents, counts, pairs } = texts("  Anna \nBe\u0301la\n\nAnna\nZo\u0000e\t!\n");
    expect(documents.map(({ text }) => text)).toEqual(["Anna", "Béla", "Zoe !"]);
    expect(counts).toEqual({ empty: 2, repeated: 1, tooLong: 0, changed: 3, folded: 0 });
    expect(pairs[0]).toEqual(["  Anna ", "Anna"]);
  });

  it("makes letters small on request, and leaves lines out that are no names", () => {
    const { documents, counts } = texts(`ÅSA\n${"x".repeat(101)}\nşeyma`, { lower: true });
    expect(documents).toEqual([{ text: "åsa" }, { text: "şeyma" }]);
    expect(counts.tooLong).toBe(1);
  });

  it("counts by what a reader sees, and folds the rarest characters", () => {
    const { vocabulary, counts, documents } = texts("👩‍👩‍👧👩‍👩‍👧a\nमीना\nab", { symbols: 4 });
    expect(vocabulary).toEqual(
      ["\n", "a", RARE, "👩‍👩‍👧"].sort((a, b) => (a === "\n" ? -1 : b === "\n" ? 1 : a < b ? -1 : 1)),
    );
    expect(counts.folded).toBe(3);
    expect(documents.map(({ text }) => text)).toEqual(["👩‍👩‍👧👩‍👩‍👧a", RARE + RARE, `a${RARE}`]);
  });

  it("gives a vocabulary that spells every text, whatever came", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), fc.integer({ min: 8, max: 40 }), (text, symbols) => {
        for (const form of ["lines", "passage"] as const) {
          const { documents, vocabulary } = texts(text, { form, symbols });
          expect(vocabulary.length).toBeLessThanOrEqual(symbols);
          expect(new Set(vocabulary).size).toBe(vocabulary.length);
          const known = new Set(vocabulary);
          for (const document of documents) {
            for (const line of document.text.split("\n")) {
              expect(graphemesOf(line).every((character) => known.has(character))).toBe(true);
            }
          }
        }
      }),
      { numRuns: 300, seed: 12 },
    );
  });
});

describe("a table", () => {
  const CSV =
    '\ufeff"Name";Language;Born\n"Müller; Anna";de;1990\n"O""Brien";en;1985\n=HYPERLINK("http://x");xx;1\n"two\nlines";de;2\n';

  it("is read with quotes and semicolons, and a formula is a text", () => {
    const text = CSV.slice(1);
    expect(guessTable(text, "class.csv")).toEqual({ column: 1, header: true });
    const { documents, labels } = texts(text, { column: 1, labelColumn: 2, header: true });
    expect(documents).toEqual([
      { text: "Müller; Anna", label: "de" },
      { text: 'O"Brien', label: "en" },
      { text: '=HYPERLINK("http://x")', label: "xx" },
      { text: "two lines", label: "de" },
    ]);
    expect(labels).toEqual(["de", "en", "xx"]);
  });

  it("is not seen in a list of names with commas, but in tabs it is", () => {
    expect(guessTable("Smith, John\nDoe, Jane\n", "")).toBeNull();
    expect(guessTable("1\tAnna\tde\n2\tBo\tsv\n3\tCleo\tfr\n", "")).toEqual({ column: 2, header: false });
    expect(guessTable("Anna\nBo\n", "")).toBeNull();
  });

  it("is read from anything without an error", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('"', ",", ";", "\n", "\t", "a", "=", "\r") }), (text) => {
        const { documents } = texts(text, { column: 1, labelColumn: 2, header: true });
        expect(Array.isArray(documents)).toBe(true);
        expect(guessTable(text, "x.csv") ?? { column: 1 }).toHaveProperty("column");
      }),
      { seed: 12 },
    );
  });
});

describe("what is too little", () => {
  it("is said", () => {
    const names = Array.from({ length: 10 }, (_, i) => `name${i}`).join("\n");
    expect(problemOf(texts(names), DEFAULT_STEPS)).toBeNull();
    expect(problemOf(texts("one line"), DEFAULT_STEPS)).toBe("few");
    expect(problemOf(texts(""), DEFAULT_STEPS)).toBe("few");
    expect(problemOf(texts("short", { form: "passage" }), { form: "passage" })).toBe("short");
    const many = Array.from({ length: 80 }, (_, i) => `name${i},label${i}`).join("\n");
    expect(problemOf(texts(many, { column: 1, labelColumn: 2 }), DEFAULT_STEPS)).toBe("labels");
  });

  it("tells lists from prose", () => {
    expect(guessForm("Anna\nBo\n".repeat(10))).toBe("lines");
    expect(guessForm("It was a bright cold day in April, and the clocks were striking thirteen.\n".repeat(12))).toBe(
      "passage",
    );
  });
});

describe("the steps in a link", () => {
  it("come back as they were, and what makes no sense is as everybody takes it", () => {
    const toggle = fc.boolean();
    fc.assert(
      fc.property(
        fc.record({
          form: fc.constantFrom("lines" as const, "passage" as const),
          column: fc.integer({ min: 1, max: 99 }),
          labelColumn: fc.integer({ min: 0, max: 99 }),
          ...{ header: toggle, trim: toggle, compose: toggle, lower: toggle },
          symbols: fc.integer({ min: 16, max: 2000 }),
        }),
        (steps) => {
          expect(readSteps(writeSteps(steps))).toEqual(steps);
          expect(encodeURIComponent(writeSteps(steps))).toBe(writeSteps(steps));
        },
      ),
      { seed: 12 },
    );
    expect(writeSteps(DEFAULT_STEPS)).toBe("");
    expect(readSteps("column-1e9.symbols-3.labels-2.header.wings")).toEqual(DEFAULT_STEPS);
  });
});
