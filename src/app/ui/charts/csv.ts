import type { SeriesPart } from "../../../core/series/store.ts";

/** The column that says how many steps a row averages; it is there where any row averages several. */
const AVERAGED = "stepsAveraged";

const END = "\r\n";

/** The first line of a file: names of the columns. */
export function csvHead(series: readonly string[], thinned: boolean): string {
  return ["step", ...(thinned ? [AVERAGED] : []), ...series].join(",") + END;
}

/** A row for each place of the part, under its last step; a cell is empty where a series has no value. */
export function csvRows(series: readonly string[], thinned: boolean, part: SeriesPart): string {
  const columns = series.map((id) => part.values[part.series.indexOf(id)]);
  let rows = "";
  for (let i = part.from; i < part.to; i++) {
    rows += thinned ? `${part.last[i]},${part.span}` : part.last[i];
    for (const values of columns) rows += `,${decimal(values?.[i] ?? Number.NaN)}`;
    rows += END;
  }
  return rows;
}

/** As few digits as give the 32-bit float back. */
function decimal(value: number): string {
  if (Number.isNaN(value)) return "";
  if (Number.isInteger(value)) return String(value);
  for (const digits of [6, 7, 8]) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return String(short);
  }
  return String(Number(value.toPrecision(9)));
}
