/** A text on its way into a run: read, told apart, cleaned with a preview, named. Away from the page, whatever its size. */
import { contentValue, MOST_BYTES } from "../content.ts";
import { sha256 } from "../sha256.ts";
import { type CleanText, cleanText, guessForm, problemOf, type TextSteps } from "./clean.ts";
import { decodeText, type Encoding, isBinary, tellEncoding } from "./encoding.ts";
import { DEFAULT_STEPS } from "./steps.ts";
import { guessTable, type Rows, rowsOf } from "./table.ts";

/** Why a text cannot be learned from: a key of the importer's words. */
export type TextProblem = "empty" | "huge" | "binary" | "unreadable" | "few" | "short" | "labels";

/** What was found in a text. */
export interface FoundText {
  readonly problem: TextProblem | null;
  readonly name: string;
  /** Of a file; `null` of what was typed. */
  readonly encoding: Encoding | null;
  readonly sure: boolean;
  /** What one would most likely choose. */
  readonly steps: TextSteps;
  /** Cells of the first row, where it may be read as a table. */
  readonly columns: readonly string[];
}

/** What cleaning makes of it, small enough to show. */
export interface TextPreview {
  readonly problem: TextProblem | null;
  /** Texts, different ones, or characters of one long text. */
  readonly amount: number;
  readonly characters: number;
  readonly labels: readonly string[];
  readonly counts: CleanText["counts"];
  readonly pairs: CleanText["pairs"];
}

export interface FinishedText {
  /** The value that a set-up names it by, and its digest. */
  readonly value: string;
  readonly id: string;
  readonly name: string;
  readonly data: Uint8Array;
}

const COLUMN_NAME = 40;

export function createTextImporter() {
  let name = "";
  let bytes: Uint8Array | null = null;
  let text = "";
  let rows: Rows | null = null;

  const refused = (problem: TextProblem, called: string): FoundText => {
    [name, bytes, text, rows] = [called, null, "", null];
    return { problem, name, encoding: null, sure: true, steps: DEFAULT_STEPS, columns: [] };
  };

  function look(encoding: Encoding | null, sure: boolean): FoundText {
    rows = null;
    if (text.trim() === "") return refused("empty", name);
    const table = guessTable(text, name);
    const [first = []] = rowsOf(text.slice(0, 20_000), 1);
    return {
      ...{ problem: null, name, encoding, sure },
      steps: { ...DEFAULT_STEPS, ...(table ?? { form: guessForm(text) }) },
      columns: first.length > 1 || table ? first.map((cell) => cell.slice(0, COLUMN_NAME)) : [],
    };
  }

  return {
    /** A file; `as` reads it in another encoding than the likely one. */
    async openFile(file: Blob, called: string, as?: Encoding): Promise<FoundText> {
      if (file.size > MOST_BYTES) return refused("huge", called);
      if (file.size === 0) return refused("empty", called);
      try {
        bytes = new Uint8Array(await file.arrayBuffer());
      } catch {
        return refused("unreadable", called);
      }
      name = called;
      if (!as && isBinary(bytes)) return refused("binary", called);
      const told = as ? { encoding: as, sure: true } : tellEncoding(bytes);
      text = decodeText(bytes, told.encoding);
      return look(told.encoding, told.sure);
    },
    /** What was typed or pasted. */
    async openText(typed: string): Promise<FoundText> {
      if (typed.length > MOST_BYTES) return refused("huge", "");
      [name, bytes, text] = ["", null, typed.replaceAll(/\r\n?/g, "\n").replace(/^\ufeff/, "")];
      return look(null, true);
    },
    async preview(steps: TextSteps): Promise<TextPreview> {
      if (steps.column > 0) rows ??= rowsOf(text);
      const cleaned = cleanText(text, steps.column > 0 ? rows : null, steps);
      const { documents, vocabulary, labels, counts, pairs } = cleaned;
      const lines = steps.form === "lines";
      return {
        problem: problemOf(cleaned, steps),
        amount: lines ? documents.length : (documents[0]?.text.length ?? 0),
        characters: vocabulary.length - 1,
        labels,
        counts,
        pairs: lines ? pairs : [],
      };
    },
    async finish(): Promise<FinishedText> {
      const data = new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;
      return { value: await contentValue(data, name), id: sha256(data), name, data };
    },
  };
}

export type TextImporter = ReturnType<typeof createTextImporter>;
