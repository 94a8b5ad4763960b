import type { SeriesPart } from "../../core/series/store.ts";

/** All series as comma-separated values: a row for each step at which any has a value, a column for each series. */
export function seriesToCsv(series: readonly string[], parts: Iterable<SeriesPart>): string {
  const lines = [["step", ...series].join(",")];
  for (const part of parts) {
    const columns = series.map((id) => part.values[part.series.indexOf(id)]);
    for (let i = part.from; i < part.to; i++) {
      const cells = columns.map((values) => {
        const value = values?.[i] ?? Number.NaN;
        return Number.isNaN(value) ? "" : value;
      });
      lines.push([part.last[i], ...cells].join(","));
    }
  }
  return `${lines.join("\r\n")}\r\n`;
}
