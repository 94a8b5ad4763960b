/** Tables as text: commas, semicolons or tabs between cells, quotes as they come. A cell is read as text and never as a formula. */
import Papa from "papaparse";

export type Rows = readonly (readonly string[])[];

/** Columns that can be chosen among. */
export const MOST_COLUMNS = 99;

/** The rows of a table; broken quoting is put up with. `most` rows are read where that is fewer. */
export function rowsOf(text: string, most = 0): Rows {
  const { data } = Papa.parse<string[]>(text, {
    delimiter: delimiterOf(text),
    preview: most,
    skipEmptyLines: "greedy",
  });
  return data.map((row) => row.slice(0, MOST_COLUMNS));
}

/** The delimiter that gives the most lines the same number of cells, more than one; a comma where none does. */
function delimiterOf(text: string): string {
  const scored = ["\t", ";", ","].map((delimiter) => {
    const { data } = Papa.parse<string[]>(text, { delimiter, preview: 50, skipEmptyLines: "greedy" });
    const [first] = data;
    const width = first?.length ?? 1;
    return { delimiter, score: width > 1 ? data.filter(({ length }) => length === width).length / data.length : 0 };
  });
  const best = scored.reduce((most, each) => (each.score > most.score ? each : most));
  return best.score > 0 ? best.delimiter : ",";
}

export interface TableGuess {
  /** The column of texts, from 1. */
  readonly column: number;
  readonly header: boolean;
}

const NUMBER = /^[\s\d.,:%€$£+-]*$/;

/** What a person would most likely choose; `null` where the text is no table. `called` is the name of its file. */
export function guessTable(text: string, called: string): TableGuess | null {
  const named = /\.(csv|tsv|tab)$/i.test(called);
  const rows = rowsOf(text.slice(0, 20_000), 50);
  const width = rows[0]?.length ?? 0;
  const even = rows.filter(({ length }) => length === width).length >= 0.9 * rows.length;
  const tabs = /\t/.test(text.slice(0, 2000));
  if (width < 2 ? !named : !(named || (tabs && even && rows.length > 2))) return null;
  const [first = []] = rows;
  const below = rows.slice(1);
  const header =
    below.length > 0 &&
    first.every((cell, i) => cell.trim() !== "" && !NUMBER.test(cell) && !below.some((row) => row[i] === cell)) &&
    (first.some((cell) => /name|label|text|title|word|class|姓名|名字|名称|文本|标签|类别/i.test(cell)) ||
      first.some((_, i) => below.every((row) => NUMBER.test(row[i] ?? ""))));
  const texts = header ? below : rows;
  const scores = first.map((_, i) => {
    const cells = texts.map((row) => row[i] ?? "");
    return new Set(cells.filter((cell) => !NUMBER.test(cell))).size;
  });
  return { column: scores.indexOf(Math.max(...scores)) + 1, header };
}
