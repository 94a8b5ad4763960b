/** What the benchmarks' README shows of a run: a table for each backend, and the chart. */
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

const README = "e2e/bench/README.md";

/** Puts a text between a pair of marks of the benchmarks' README. */
function put(mark: string, body: string): void {
  const text = readFileSync(place(README), "utf8");
  const marked = new RegExp(`<!-- ${mark} -->[\\s\\S]*<!-- /${mark} -->`);
  writeFileSync(
    place(README),
    text.replace(marked, () => `<!-- ${mark} -->\n${body}\n<!-- /${mark} -->`),
  );
}

const onGpu = ({ results }: WorkloadFigures["runs"][number]) =>
  results.some(({ backend, software }) => backend.startsWith("webg") && !software);

/**
 * Puts the tables between the README's marks, and the chart of the first run whose speed counts beside its pictures. Those of
 * a GPU have marks of their own, so that a run elsewhere leaves them.
 */
export function publish({ machine, host, date, pytorch, runs }: WorkloadFigures): void {
  const tell = (mark: string, title: string, some: WorkloadFigures["runs"], pytorchOn: string) => {
    const [drawn] = some.filter(({ results }) => results.some(({ software }) => !software));
    if (drawn) writeFileSync(place(`e2e/pictures/${title}.svg`), chart(drawn.results, drawn.backend));
    const facts = [machine, host, ...(pytorch ? [`PyTorch ${pytorch} ${pytorchOn}`] : []), date];
    const tables = some.map(({ results }) => markdown(results)).join("\n\n");
    if (some.length > 0) put(mark, `${facts.join("; ")}; medians of steps in turns.\n\n${tables}`);
  };
  tell(
    "bench",
    "speed",
    runs.filter((run) => !onGpu(run)),
    "on one thread",
  );
  tell("bench-gpu", "speed-gpu", runs.filter(onGpu), "on the same GPU");
}
