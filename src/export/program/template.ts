/** Programs as text: Python or JavaScript in template literals, of which each line may say what settings it comes from. */

/** What may stand in a template: `null`, `false` and `undefined` take their whole line away. */
type Piece = string | number | false | null | undefined;

const HOLE = /⟦(\d+)⟧/g;

/**
 * Text of a program from a template. Its own indentation goes; a piece that stands alone on its line may have many lines, or
 * none; all of its lines are indented as it is. A line may end in `#@ model.units` (in JavaScript `//@`), the keys of the
 * settings that it follows.
 */
export function python(strings: TemplateStringsArray, ...pieces: readonly Piece[]): string {
  const lines = strings
    .reduce((text, part, i) => `${text}${part}${i < pieces.length ? `⟦${i}⟧` : ""}`, "")
    .replace(/^\n/, "")
    .replace(/\n[ ]*$/, "")
    .split("\n");
  const indents = lines.flatMap((line) => (line.trim() === "" ? [] : [/^ */.exec(line)?.[0].length ?? 0]));
  const margin = Math.min(...indents);
  return lines.flatMap((line) => filled(line.slice(margin), pieces)).join("\n");
}

/** The same for JavaScript. */
export const javascript: typeof python = (strings, ...pieces) => python(strings, ...pieces);

const isAbsent = (piece: Piece) => piece === null || piece === undefined || piece === false;

function filled(line: string, pieces: readonly Piece[]): readonly string[] {
  const alone = /^( *)⟦(\d+)⟧$/.exec(line);
  const piece = alone && pieces[Number(alone[2])];
  if (alone && (isAbsent(piece) || piece === "")) return [];
  if (alone) {
    const indent = alone[1] as string;
    return String(piece)
      .split("\n")
      .map((each) => (each === "" ? "" : `${indent}${each}`));
  }
  const held = [...line.matchAll(HOLE)].map(([, index]) => pieces[Number(index)]);
  if (held.some(isAbsent)) return [];
  const indent = /^ */.exec(line)?.[0] ?? "";
  return line.replace(HOLE, (_, index) => String(pieces[Number(index)]).replaceAll("\n", `\n${indent}`)).split("\n");
}

export interface ProgramLine {
  readonly text: string;
  /** Link keys of the settings that it follows. */
  readonly keys: readonly string[];
}

const KEYS = / *(?:#|\/\/)@ ?([\w., ]+)$/;

/** The lines of a program with their settings, at most two empty ones together. */
export function programLines(source: string): readonly ProgramLine[] {
  const lines = source.split("\n").map((line): ProgramLine => {
    const keys = KEYS.exec(line)?.[1]?.split(/[ ,]+/) ?? [];
    return { text: line.replace(KEYS, "").trimEnd(), keys };
  });
  return lines.filter(({ text }, i) => text !== "" || lines[i - 1]?.text !== "" || lines[i - 2]?.text !== "");
}

/** The program as it is saved. */
export const programText = (source: string): string =>
  `${programLines(source)
    .map(({ text }) => text)
    .join("\n")
    .trim()}\n`;

/** `True` or `False`. */
export const bool = (value: boolean): string => (value ? "True" : "False");

/** `(2,)`, `(28, 28)`. */
export const tuple = (values: readonly number[]): string =>
  values.length === 1 ? `(${values[0]},)` : `(${values.join(", ")})`;

/** `1.0`, `0.003`: of what has to be no whole number. */
export const float = (value: number): string => (Number.isInteger(value) ? `${value}.0` : String(value));
