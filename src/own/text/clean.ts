/** From a text as it came to the texts that a model learns from, and what became of the rest. */
import { graphemesOf } from "../../core/graphemes.ts";
import type { Rows } from "./table.ts";

export interface TextSteps {
  /** A text of its own in each line, or one long text. */
  readonly form: "lines" | "passage";
  /** Of a table: the column of texts and that of labels, from 1; 0 for none. */
  readonly column: number;
  readonly labelColumn: number;
  readonly header: boolean;
  readonly trim: boolean;
  /** Letters and their marks as one code point where there is one (NFC). */
  readonly compose: boolean;
  readonly lower: boolean;
  /** Different characters at most; the rarest become {@link RARE}. */
  readonly symbols: number;
}

export interface OwnDocument {
  readonly text: string;
  readonly label?: string;
}

export interface CleanText {
  /** In the order in which they came; one alone for a passage. */
  readonly documents: readonly OwnDocument[];
  /** Different characters, the newline first. */
  readonly vocabulary: readonly string[];
  readonly labels: readonly string[];
  /** What was left out or changed, in lines and characters. */
  readonly counts: {
    readonly empty: number;
    readonly repeated: number;
    readonly tooLong: number;
    readonly changed: number;
    /** Different characters that were folded into one. */
    readonly folded: number;
  };
  /** The first lines before and after, those that changed before those that did not. */
  readonly pairs: readonly (readonly [before: string, after: string])[];
}

/** Stands for every rare character. */
export const RARE = "▢";
/** Characters of a line; longer ones are no names. */
export const LONGEST_LINE = 100;
const PAIRS = 6;
const NO_LABEL = "–";

/** `rows` where the text is a table and a column is chosen. */
export function cleanText(text: string, rows: Rows | null, steps: TextSteps): CleanText {
  const raw = entriesOf(text, rows, steps);
  const counts = { empty: 0, repeated: 0, tooLong: 0, changed: 0 };
  const seen = new Set<string>();
  const kept: { before: string; text: string; label?: string }[] = [];
  for (const { text: before, label } of raw) {
    const after = steps.form === "passage" ? tidied(before, steps).trimEnd() : tidied(before, steps);
    const key = label === undefined ? after : `${label}\n${after}`;
    if (after.trim() === "") counts.empty++;
    else if (steps.form === "lines" && seen.has(key)) counts.repeated++;
    else if (steps.form === "lines" && isLong(after)) counts.tooLong++;
    else {
      if (steps.form === "lines") seen.add(key);
      kept.push({ before, text: after, ...(label === undefined ? {} : { label }) });
    }
  }
  const { vocabulary, rare } = vocabularyOf(kept, steps.symbols);
  const documents = kept.map(({ before: _, text: own, ...rest }) => ({ text: folded(own, rare), ...rest }));
  const pairs = kept.map(({ before }, i): [string, string] => [before, documents[i]?.text ?? ""]);
  const changed = pairs.filter(([before, after]) => before !== after);
  return {
    documents,
    vocabulary,
    labels: [...new Set(documents.flatMap(({ label }) => label ?? []))].sort(),
    counts: { ...counts, changed: changed.length, folded: rare.size },
    pairs: [...changed, ...pairs.filter(([before, after]) => before === after)]
      .slice(0, PAIRS)
      .map(([before, after]) => [before.slice(0, 200), after.slice(0, 200)]),
  };
}

function entriesOf(text: string, rows: Rows | null, { form, column, labelColumn, header }: TextSteps): OwnDocument[] {
  const cells = (rows ?? []).slice(header ? 1 : 0).map((row): OwnDocument => {
    const own = (row[column - 1] ?? "").replaceAll(/\s*\n\s*/g, " ");
    if (labelColumn === 0) return { text: own };
    return { text: own, label: (row[labelColumn - 1] ?? "").trim().slice(0, 60) || NO_LABEL };
  });
  if (form === "lines") return rows && column > 0 ? cells : text.split("\n").map((line) => ({ text: line }));
  return [{ text: rows && column > 0 ? cells.map((cell) => cell.text).join("\n") : text }];
}

/** What stays of a text: no characters that cannot be seen, but joiners, which shape words and emoji. */
function tidied(text: string, { form, trim, compose, lower }: TextSteps): string {
  let after = text.replaceAll(/[\p{Cc}\p{Cs}\ufeff\u200b]/gu, (character) =>
    character === "\n" && form === "passage" ? "\n" : character === "\t" ? " " : "",
  );
  if (compose) after = after.normalize("NFC");
  if (lower) after = after.toLowerCase();
  if (!trim) return after;
  return form === "lines"
    ? after.replaceAll(/\s+/g, " ").trim()
    : after.replaceAll(/[^\S\n]+\n/g, "\n").replaceAll(/\n{3,}/g, "\n\n");
}

const isLong = (text: string): boolean => text.length > LONGEST_LINE && graphemesOf(text).length > LONGEST_LINE;

/** The most frequent characters, in the order of their code points, and those that are left over. */
function vocabularyOf(documents: readonly OwnDocument[], most: number) {
  const counts = new Map<string, number>();
  for (const { text } of documents) {
    for (const line of text.split("\n")) {
      for (const character of graphemesOf(line)) counts.set(character, (counts.get(character) ?? 0) + 1);
    }
  }
  const ranked = [...counts.keys()].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || order(a, b));
  // The newline is a symbol too, and so is what stands for the rare ones.
  const rare = new Set(ranked.length + 1 > most ? ranked.slice(Math.max(1, most - 2)) : []);
  const common = ranked.filter((character) => !rare.has(character) && character !== RARE);
  const all = rare.size > 0 || counts.has(RARE) ? [...common, RARE] : common;
  return { vocabulary: ["\n", ...all.sort(order)], rare };
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function folded(text: string, rare: ReadonlySet<string>): string {
  if (rare.size === 0) return text;
  return text
    .split("\n")
    .map((line) =>
      graphemesOf(line)
        .map((each) => (rare.has(each) ? RARE : each))
        .join(""),
    )
    .join("\n");
}

/** Texts that a model can learn from and be tested on: fewer are refused. */
export const LEAST_LINES = 10;
export const LEAST_CHARACTERS = 400;
export const MOST_LABELS = 64;

/** What is wrong with cleaned text, if anything. */
export function problemOf(
  { documents, labels }: CleanText,
  { form }: Pick<TextSteps, "form">,
): "few" | "short" | "labels" | null {
  if (form === "lines" && new Set(documents.map(({ text }) => text)).size < LEAST_LINES) return "few";
  if (form === "passage" && (documents[0]?.text.length ?? 0) < LEAST_CHARACTERS) return "short";
  return labels.length > MOST_LABELS ? "labels" : null;
}

/** Whether a text is a list of short lines rather than prose. */
export function guessForm(text: string): TextSteps["form"] {
  const lines = text
    .slice(0, 100_000)
    .split("\n")
    .filter((line) => line.trim() !== "");
  const lengths = lines.map((line) => line.trim().length).sort((a, b) => a - b);
  return lines.length >= LEAST_LINES && (lengths[Math.floor(lines.length * 0.9)] ?? 0) <= 48 ? "lines" : "passage";
}
