import type { SeriesLine } from "../../state/state.ts";

/** All series as comma-separated values: a row for each step at which any has a value, a column for each series. */
export function seriesToCsv(series: Readonly<Record<string, SeriesLine>>): string {
  const ids = Object.keys(series);
  const rows = new Map<number, (number | undefined)[]>();
  for (const [column, id] of ids.entries()) {
    const line = series[id];
    if (!line) continue;
    for (const [i, step] of line.steps.entries()) {
      const row = rows.get(step) ?? new Array<number | undefined>(ids.length).fill(undefined);
      row[column] = line.values[i];
      rows.set(step, row);
    }
  }
  const steps = [...rows.keys()].sort((a, b) => a - b);
  const lines = steps.map((step) => [step, ...(rows.get(step) ?? []).map((value) => value ?? "")].join(","));
  return `${[["step", ...ids].join(","), ...lines].join("\r\n")}\r\n`;
}
