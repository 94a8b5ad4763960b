/** QUALITY.md: a table of rows by preset, of which a run replaces its own and leaves the others. */
import { type Figure, holds } from "./figures.ts";

/** One preset, trained from one seed. */
export interface Outcome {
  readonly seed: number;
  readonly seconds: number;
  readonly figures: readonly Figure[];
}

const digits = (value: number) => {
  if (!Number.isFinite(value)) return "never";
  return Number.isInteger(value) ? String(value) : value.toPrecision(3);
};

const HEAD = ["preset", "steps", "figure", "baseline", "by seed", "holds", "seconds a seed", "measured"];
const row = (cells: readonly (string | number)[]) => `| ${cells.join(" | ")} |`;

/** A line for each figure of a preset, with its value for every seed. */
export function rowsOf(preset: string, steps: number, outcomes: readonly Outcome[], date: string): string[] {
  const [first] = outcomes;
  const seconds = outcomes.map((outcome) => outcome.seconds.toFixed(0)).join(", ");
  return (first?.figures ?? []).map(({ name, better, baseline, of }, i) => {
    const found = outcomes.map(({ figures }) => figures[i] as Figure);
    const against = `${better === "less" ? "≤" : "≥"} ${digits(baseline)} (${of})`;
    const kept = found.filter(holds).length;
    const values = found.map(({ value }) => digits(value)).join(", ");
    return row([`\`${preset}\``, steps, name, against, values, `${kept} of ${found.length}`, seconds, date]);
  });
}

const presetOf = (line: string) => /^\| `([^`]+)` \|/.exec(line)?.[1];

/** The text of the file with these rows in the place of the preset's own. Presets come in the order of the gallery. */
export function withRows(text: string, presets: readonly string[], preset: string, rows: readonly string[]): string {
  const known = new Map<string, string[]>();
  for (const line of text.split("\n")) {
    const id = presetOf(line);
    if (id) known.set(id, [...(known.get(id) ?? []), line]);
  }
  known.set(preset, [...rows]);
  const missing = presets.filter((id) => !known.has(id));
  return [
    "# Quality",
    "",
    "Every preset of the gallery, trained to its end on wasm from three seeds, and what it has to reach. `npm run quality` writes",
    "this; `-- NAME …` measures some presets anew, `--seeds N` takes another number of seeds. A preset ends at its own",
    "`training.stopAt`, else where `quality/ends.ts` says. The first seed is the preset's own.",
    "",
    row(HEAD),
    `|${"---|".repeat(HEAD.length)}`,
    ...presets.flatMap((id) => known.get(id) ?? []),
    "",
    ...(missing.length > 0 ? [`Not measured yet: ${missing.map((id) => `\`${id}\``).join(", ")}.`, ""] : []),
  ].join("\n");
}
