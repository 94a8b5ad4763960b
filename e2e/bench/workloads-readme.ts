/** What the README shows of a run: a table for each backend, and the chart. */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Measured, WorkloadFigures } from "./workloads.ts";
import { chart } from "./workloads-chart.ts";
import { columnsOf, describe, notes } from "./workloads-table.ts";

const tableRow = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;

/** A table in Markdown, under a line that says where it ran. */
export function markdown(results: readonly Measured[]): string {
  const [first] = results;
  if (!first) return "";
  const columns = columnsOf(first);
  const remarks = results.flatMap((each) => notes(each).map((note) => `\`${each.name}\` ${note}`));
  return [
    `${describe(first)}:`,
    "",
    tableRow(columns.map(({ title }) => title)),
    `|${"---|".repeat(columns.length)}`,
    ...results.map((each) => tableRow(columns.map(({ cell }, i) => (i === 0 ? `\`${cell(each)}\`` : cell(each))))),
    ...(remarks.length > 0 ? ["", `${remarks.join("; ")}.`] : []),
  ].join("\n");
}

const place = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));

/** Puts the tables between the README's marks, and the chart of the first run whose speed counts beside its pictures. */
export function publish({ machine, host, date, pytorch, runs }: WorkloadFigures): void {
  const drawn = runs.find(({ results }) => results.some(({ software }) => !software));
  if (drawn) writeFileSync(place("e2e/pictures/speed.svg"), chart(drawn.results, drawn.backend));
  const facts = [machine, host, ...(pytorch ? [`PyTorch ${pytorch} on one thread`] : []), date];
  const tables = runs.map(({ results }) => markdown(results)).join("\n\n");
  const body = `<!-- bench -->\n${facts.join("; ")}; medians of steps in turns.\n\n${tables}\n<!-- /bench -->`;
  const text = readFileSync(place("README.md"), "utf8");
  writeFileSync(
    place("README.md"),
    text.replace(/<!-- bench -->[\s\S]*<!-- \/bench -->/, () => body),
  );
}
