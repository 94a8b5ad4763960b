/** A grid of runs from the command line. */
import { writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import Papa from "papaparse";
import type { RunConfig } from "../../src/catalog/config.ts";
import { encode } from "../../src/catalog/link.ts";
import { parametersOf, viewsOf } from "../../src/catalog/parameters.ts";
import { type Axis, bestFirst, type Cell, cellsOf, figuresOfCells, readAxes } from "../../src/catalog/sweep.ts";
import type { FigureSpec } from "../../src/schema/series.ts";
import { type Answer, type Made, trainAll } from "./pool.ts";
import { bar, commandLine, saidOf, setupOf, stepsOf, UsageError } from "./words.ts";

const USAGE =
  "Usage: npm run sweep -- LINK --over KEY=VALUE,VALUE [--over …] [--steps N] [--out FILE.csv|FILE.json] [--by FIGURE] [--jobs N]";

export interface Plan {
  readonly config: RunConfig;
  readonly preset: string;
  /** What was corrected in the link. */
  readonly notes: readonly string[];
  readonly axes: readonly Axis[];
  readonly cells: readonly Cell[];
  /** `null` leaves it to each run's stop condition. */
  readonly steps: number | null;
  readonly out: string | null;
  /** The figure that was asked for, by its id. */
  readonly by: string | null;
  readonly jobs: number;
}

/** The grid that was asked for. Throws a `UsageError` that says what is wrong with it. */
export function planOf(words: readonly string[]): Plan {
  const { take, all, count, rest } = commandLine(words);
  const [steps, jobs, out, by, over] = [count("--steps"), count("--jobs"), take("--out"), take("--by"), all("--over")];
  const [link, ...more] = rest;
  if (link === undefined || more.length > 0 || over.length === 0) throw new UsageError(USAGE);
  if (out !== undefined && !/\.(csv|json)$/.test(out)) throw new UsageError("--out takes a FILE.csv or a FILE.json.");
  const { config, preset, notes } = setupOf(link);
  const asked = over.map((text) => {
    const [, key = "", values = ""] = /^([^=]*)=(.*)$/.exec(text) ?? [];
    if (key === "" || values === "") throw new UsageError(`--over takes KEY=VALUE,VALUE and not “${text}”.`);
    return { key, given: values.split(",").map((value) => value.trim()) };
  });
  const { axes, repairs } = readAxes(asked, config);
  if (repairs.length > 0) {
    throw new UsageError(repairs.map((repair) => whyNot(repair, config)).join("\n"));
  }
  const cells = cellsOf(config, axes);
  const figures = figuresOfCells(cells, axes, null).map(({ id }) => id);
  if (by !== undefined && !figures.includes(by)) {
    throw new UsageError(`There is no figure ${by} that all runs have. There are ${figures.join(", ")}.`);
  }
  return {
    ...{ config, preset, notes, axes, cells, steps, out: out ?? null, by: by ?? null },
    jobs: jobs ?? availableParallelism(),
  };
}

/** As of a link, and what a sweep alone refuses. */
function whyNot(repair: Parameters<typeof saidOf>[0], config: RunConfig): string {
  const { code, key } = repair;
  if (code !== "notApplicable" || !parametersOf(config).has(key)) return saidOf(repair, config);
  if (key.startsWith("data.")) return `${key}: runs on other data cannot be compared.`;
  return `${key} changes nothing that these runs learn, or not all of them have it.`;
}

export interface Row {
  readonly cell: Cell;
  readonly made: Made | null;
  /** Why there is no figure. */
  readonly failed: string | null;
  /** Of each of the outcome's figures. */
  readonly values: readonly (number | null)[];
}

export interface Outcome {
  /** Those that were measured in any of the runs: the one that the runs are sorted by, then the others, the fairest first. */
  readonly figures: readonly FigureSpec[];
  /** The best first. */
  readonly rows: readonly Row[];
}

/** The runs by the fairest figure, or by the one that was asked for. */
export function outcomeOf({ axes, cells, by }: Plan, answers: ReadonlyMap<number, Answer>): Outcome {
  const made = cells.map((_, at) => {
    const answer = answers.get(at);
    return answer?.kind === "made" ? answer.made : null;
  });
  const valueAt = (figure: FigureSpec, at: number) => {
    const value = figure.of(made[at]?.latest ?? {});
    return value !== null && Number.isFinite(value) ? value : null;
  };
  const facts = made.find((each) => each !== null)?.facts ?? null;
  const measured = figuresOfCells(cells, axes, facts).filter((each) =>
    cells.some((_, at) => valueAt(each, at) !== null),
  );
  const figures = [...measured].sort((a, b) => Number(b.id === by) - Number(a.id === by));
  const rows = cells.map((cell, at) => {
    const answer = answers.get(at);
    const values = figures.map((figure) => valueAt(figure, at));
    const failed = answer?.kind === "failed" ? answer.reason : null;
    return { cell, made: made[at] ?? null, failed, values, value: values[0] ?? null };
  });
  return { figures, rows: bestFirst(rows, figures[0] ?? {}) };
}

/** Figures in the table beside the one that it is sorted by. */
const MORE_FIGURES = 3;

/** The table that is printed. */
export function tableOf({ axes }: Plan, { figures, rows }: Outcome): string {
  const shown = figures.slice(0, 1 + MORE_FIGURES);
  const head = [...axes.map(({ key }) => key), ...shown.map(({ id }) => id), "seconds", ""];
  const lines = rows.map(({ cell, made, failed, values }) => [
    ...cell.values.map(String),
    ...shown.map(({ digits }, i) => values[i]?.toFixed(digits) ?? "–"),
    made?.seconds.toFixed(1) ?? "–",
    failed ?? "",
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...lines].map((line) => line[column]?.length ?? 0)));
  const cellOf = (text: string, column: number) =>
    column < axes.length ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0);
  return [head, ...lines].map((line) => line.map(cellOf).join("  ").trimEnd()).join("\n");
}

/** The same with every series, as CSV or JSON; a run's link opens it on the page. */
export function fileOf({ axes, preset, steps }: Plan, { figures, rows }: Outcome, form: "csv" | "json"): string {
  const lines = rows.map(({ cell, made, failed, values }) => ({
    ...Object.fromEntries(axes.map(({ key }, i) => [key, cell.values[i]])),
    ...Object.fromEntries(figures.map(({ id }, i) => [id, values[i] ?? null])),
    steps: stepsOf(cell.config, steps),
    seconds: made?.seconds ?? null,
    failed,
    link: encode(cell.config, { preset, view: viewsOf(cell.config)[0]?.id ?? "", language: null }),
    ...made?.latest,
  }));
  if (form === "json") return `${JSON.stringify(lines, null, 2)}\n`;
  const columns = [...new Set(lines.flatMap((line) => Object.keys(line)))];
  return `${Papa.unparse(lines, { columns, newline: "\n" })}\n`;
}

/** What `npm run sweep` does; answers the exit status. */
export async function run(words: readonly string[]): Promise<number> {
  const plan = planOf(words);
  for (const note of plan.notes) console.error(note);
  const orders = plan.cells.map(({ config }) => ({ config, steps: stepsOf(config, plan.steps) }));
  const all = orders.reduce((sum, { steps }) => sum + steps, 0);
  const made = orders.map(() => 0);
  const answers = new Map<number, Answer>();
  const tty = process.stdout.isTTY;
  await trainAll(orders, plan.jobs, (at, answer) => {
    if (answer.kind === "progress") made[at] = answer.step;
    else {
      made[at] = orders[at]?.steps ?? 0;
      answers.set(at, answer);
    }
    const steps = made.reduce((sum, each) => sum + each, 0);
    const line = `${bar(steps, all)} ${answers.size}/${orders.length} runs, ${steps}/${all} steps`;
    if (tty) process.stdout.write(`\r${line}`);
    else if (answer.kind !== "progress") console.log(line);
  });
  if (tty) process.stdout.write("\n");
  const outcome = outcomeOf(plan, answers);
  console.log(tableOf(plan, outcome));
  if (plan.out) {
    await writeFile(plan.out, fileOf(plan, outcome, plan.out.endsWith(".json") ? "json" : "csv"));
    console.log(`${plan.out}: every series, and a link that opens each run on the page.`);
  }
  return outcome.rows.every(({ failed }) => failed === null) ? 0 : 1;
}
