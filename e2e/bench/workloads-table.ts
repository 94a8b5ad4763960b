/** What the terminal and the README show of a run. */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { BackendKind } from "../../src/engine/backends/kinds.ts";
import type { FormResult, RunResult, WorkloadResult } from "./workloads/run.ts";
import type { WorkloadFigures } from "./workloads.ts";
import { chart } from "./workloads-chart.ts";

const COLUMNS = [
  ["workload", 13],
  ["ms", 9],
  ["stock ms", 10],
  ["ratio", 7],
  ["script ms", 10],
  ["stock", 9],
  ["first ms", 9],
  ["stock", 9],
  ["calls", 7],
  ["stock", 7],
  ["MiB", 6],
  ["stock", 6],
  ["GFLOP/s", 8],
  ["loss 3", 9],
  ["stock", 9],
  ["PyTorch ms", 11],
] as const;

/** Processor time where the host tells it: a busy machine bends it less than the clock. */
export const timeOf = (form: FormResult) => form.processorMs ?? form.stepMs;

const digits = (value: number) =>
  value >= 100 ? Math.round(value).toLocaleString("en-US") : value.toPrecision(value < 1 ? 2 : 3);

const line = (cells: readonly string[]) =>
  COLUMNS.map(([, width], i) => (i === 0 ? (cells[i] ?? "").padEnd(width) : (cells[i] ?? "").padStart(width))).join("");

export const heading = (backend: BackendKind) => `${backend}\n${line(COLUMNS.map(([name]) => name))}`;

const isRun = (form: WorkloadResult["stock"]): form is FormResult => form !== null && typeof form !== "string";

/** One line for the terminal; what did not run says why. */
export function row(
  { name, backend, inkling, stock, ratio }: WorkloadResult,
  pytorch: Readonly<Record<string, number>>,
) {
  const of = (form: WorkloadResult["stock"], figure: (form: FormResult) => string) =>
    isRun(form) ? figure(form) : "–";
  const both = (figure: (form: FormResult) => string) => [of(inkling, figure), of(stock, figure)];
  const notes = [inkling, stock].flatMap((form, i) => {
    if (typeof form === "string") return [`${i === 0 ? "" : "stock "}${form}`];
    return form && form.backend !== backend ? [`stock on ${form.backend}`] : [];
  });
  const cells = [
    name,
    ...both((form) => digits(timeOf(form))),
    ratio === null ? "–" : `${digits(ratio)}×`,
    ...both((form) => digits(form.scriptMs)),
    ...both((form) => digits(form.firstStepMs)),
    ...both((form) => String(form.dispatches ?? form.kernels)),
    ...both((form) => digits(form.peakBytes / 2 ** 20)),
    of(inkling, (form) => form.gigaflops.toFixed(1)),
    ...both((form) => form.comparedLoss.toPrecision(5)),
    pytorch[name] === undefined ? "–" : digits(pytorch[name]),
  ];
  return [line(cells), ...notes.map((note) => `  ${note}`)].join("\n");
}

function markdown(run: RunResult, pytorch: Readonly<Record<string, number>>): string {
  const lines = run.results.flatMap(({ name, inkling, stock, ratio }) => {
    if (!isRun(inkling)) return [];
    const other = isRun(stock)
      ? `${digits(timeOf(stock))}${stock.backend === run.backend ? "" : " (cpu)"}`
      : "does not run";
    const share = run.peak.inkling ? `${Math.round((100 * inkling.gigaflops) / run.peak.inkling)}%` : "–";
    const calls = `${inkling.dispatches ?? inkling.kernels} / ${isRun(stock) ? (stock.dispatches ?? stock.kernels) : "–"}`;
    const cells = [
      `\`${name}\``,
      digits(timeOf(inkling)),
      other,
      ratio === null ? "–" : `**${digits(ratio)}×**`,
      calls,
      digits(inkling.peakBytes / 2 ** 20),
      digits(inkling.firstStepMs),
      run.backend === "wasm" ? `${inkling.gigaflops.toFixed(1)} (${share})` : "–",
      pytorch[name] === undefined ? "–" : digits(pytorch[name]),
    ];
    return [`| ${cells.join(" | ")} |`];
  });
  const calls = run.backend === "webgpu" ? "dispatches" : run.backend === "webgl" ? "draws" : "kernels";
  return [
    `| ${run.backend} | ms a step | stock | ratio | ${calls} (ours / stock) | peak MiB | first step ms | GFLOP/s (of peak) | PyTorch, 1 thread |`,
    `|${"---|".repeat(9)}`,
    ...lines,
  ].join("\n");
}

const place = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));

/** Puts the tables between the README's marks, and the chart of the first run beside its pictures. */
export function publish(figures: WorkloadFigures): void {
  const { machine, host, date, runs, pytorch } = figures;
  const [first] = runs;
  if (!first) return;
  writeFileSync(place("e2e/pictures/speed.svg"), chart(first.results, first.backend));
  const text = readFileSync(place("README.md"), "utf8");
  const tables = runs.map((run) => markdown(run, pytorch)).join("\n\n");
  const body = `<!-- bench -->\n${machine}; ${host}; ${date}; medians of steps in turns.\n\n${tables}\n<!-- /bench -->`;
  writeFileSync(
    place("README.md"),
    text.replace(/<!-- bench -->[\s\S]*<!-- \/bench -->/, () => body),
  );
}
