import type { TextSteps } from "./clean.ts";

export const DEFAULT_STEPS: TextSteps = {
  ...{ form: "lines", column: 0, labelColumn: 0, header: false },
  ...{ trim: true, compose: true, lower: false, symbols: 1000 },
};

const BOUNDS = { column: [0, 99], labels: [0, 99], symbols: [16, 2000] } as const;

/** Steps in a word that a link can hold, such as `column-1.labels-2.header`; empty for those that everybody takes. */
export function writeSteps({ form, column, labelColumn, header, trim, compose, lower, symbols }: TextSteps): string {
  return [
    form === "passage" ? "passage" : "",
    column > 0 ? `column-${column}` : "",
    column > 0 && labelColumn > 0 ? `labels-${labelColumn}` : "",
    column > 0 && header ? "header" : "",
    trim ? "" : "untrimmed",
    compose ? "" : "uncomposed",
    lower ? "lower" : "",
    symbols === DEFAULT_STEPS.symbols ? "" : `symbols-${symbols}`,
  ]
    .filter((word) => word !== "")
    .join(".");
}

/** What a word means; what it does not say, or says beyond its bounds, is as everybody takes it. */
export function readSteps(text: string): TextSteps {
  const words = new Set(text.split("."));
  const number = (name: keyof typeof BOUNDS, otherwise: number): number => {
    const word = [...words].find((each) => each.startsWith(`${name}-`));
    const value = word === undefined ? otherwise : Number(word.slice(name.length + 1));
    const [least, most] = BOUNDS[name];
    return Number.isInteger(value) && value >= least && value <= most ? value : otherwise;
  };
  const column = number("column", 0);
  return {
    form: words.has("passage") ? "passage" : "lines",
    column,
    labelColumn: column > 0 ? number("labels", 0) : 0,
    header: column > 0 && words.has("header"),
    trim: !words.has("untrimmed"),
    compose: !words.has("uncomposed"),
    lower: words.has("lower"),
    symbols: number("symbols", DEFAULT_STEPS.symbols),
  };
}
