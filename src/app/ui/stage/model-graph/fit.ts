/** Pixels that a text takes at a size of the font. */
export type Measure = (text: string, size: number) => number;

export interface FittedName {
  readonly lines: readonly string[];
  readonly size: number;
}

/** Sizes of a box's name, the one to prefer first, in pixels. */
const NAME_SIZES = [13, 12, 11, 10] as const;
const MOST_LINES = 2;

/** A name in lines no wider than its box: as large as no word must be broken for; where even the smallest must, it is. */
export function fitName(
  name: string,
  width: number,
  measure: Measure,
  sizes: readonly number[] = NAME_SIZES,
): FittedName {
  for (const size of sizes) {
    const lines = wrap(name, (text) => measure(text, size) <= width);
    if (lines.length <= MOST_LINES && lines.every((line) => measure(line, size) <= width)) return { lines, size };
  }
  const size = sizes.at(-1) ?? 10;
  const lines = wrap(name, (text) => measure(text, size) <= width).flatMap((line) =>
    broken(line, width, size, measure),
  );
  return { lines, size };
}

/** Chinese breaks anywhere, other scripts at spaces. */
const PIECES = /[\p{Script=Han}]|[^\s\p{Script=Han}]+|\s+/gu;

function wrap(name: string, fits: (text: string) => boolean): string[] {
  const lines: string[] = [];
  let line = "";
  for (const piece of name.match(PIECES) ?? []) {
    if (line !== "" && !fits((line + piece).trimEnd())) {
      lines.push(line.trim());
      line = "";
    }
    line += piece;
  }
  if (line.trim() !== "") lines.push(line.trim());
  return lines;
}

function broken(line: string, width: number, size: number, measure: Measure): string[] {
  const lines: string[] = [];
  let rest = [...line];
  while (measure(rest.join(""), size) > width && rest.length > 1) {
    let count = rest.length - 1;
    while (count > 1 && measure(`${rest.slice(0, count).join("")}-`, size) > width) count--;
    lines.push(`${rest.slice(0, count).join("")}-`);
    rest = rest.slice(count);
  }
  return [...lines, rest.join("")];
}

export interface FittedNumber {
  readonly text: string;
  readonly size: number;
}

/** Below this many pixels a number is written with fewer digits rather than smaller. */
const LEGIBLE = 13;

/** The first of a number's ways to be written that fits legibly, as large as it may be; else the shortest, as large as it can. */
export function fitNumber(texts: readonly string[], width: number, largest: number, measure: Measure): FittedNumber {
  const sizeOf = (text: string) => Math.min(largest, width / Math.max(1e-6, measure(text, 1)));
  const fitted = texts.map((text) => ({ text, size: sizeOf(text) }));
  const best = fitted.find(({ size }) => size >= Math.min(largest, LEGIBLE));
  return best ?? fitted.reduce((most, one) => (one.size > most.size ? one : most), { text: "", size: 0 });
}
