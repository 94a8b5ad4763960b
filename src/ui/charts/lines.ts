import { decimate } from "../../core/series.ts";
import type { Role } from "../../spec/role.ts";
import type { SeriesSpec } from "../../spec/series.ts";
import { axisDomain, logTicks, niceTicks } from "./scale.ts";
import { smooth } from "./smoothing.ts";

/** Two columns of the same length, steps ascending. */
interface SeriesLine {
  readonly steps: readonly number[];
  readonly values: readonly number[];
}
type Series = Readonly<Record<string, SeriesLine>>;

/** One line of a chart, ready to draw. */
export interface ChartLine {
  /** The column of {@link ChartData.rows} that holds it. */
  readonly key: string;
  readonly role: Role;
  readonly dashed: boolean;
  /** `raw`: the unsmoothed values behind a smoothed line. `compared`: of the run beside. */
  readonly kind: "main" | "raw" | "compared";
}

/** A row for each step at which any line has a point; cells that a line lacks are absent. */
export type ChartRow = { readonly step: number } & Readonly<Record<string, number>>;

export interface ChartData {
  readonly lines: readonly ChartLine[];
  readonly rows: readonly ChartRow[];
  readonly x: Axis;
  readonly y: Axis;
}

interface Axis {
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
}

export interface ChartOptions {
  readonly specs: readonly SeriesSpec[];
  readonly series: Series;
  /** The series of the run beside. */
  readonly compared?: Series | undefined;
  /** Values that the axis must hold beside the lines. */
  readonly levels: readonly number[];
  readonly smoothing: number;
  readonly logarithmic: boolean;
  /** Most points of a line. */
  readonly points: number;
}

/** Series as lines of at most `points` points each, with the axes that hold them. */
export function chartData(options: ChartOptions): ChartData {
  const lines: ChartLine[] = [];
  const rows = new Map<number, { step: number } & Record<string, number>>();
  const extent: number[] = [...options.levels];
  let lastStep = 0;

  const add = (line: ChartLine, { steps, values }: SeriesLine) => {
    lines.push(line);
    lastStep = Math.max(lastStep, steps.at(-1) ?? 0);
    for (const [i, step] of steps.entries()) {
      const value = values[i];
      if (value === undefined || !Number.isFinite(value) || (options.logarithmic && value <= 0)) continue;
      const row: { step: number } & Record<string, number> = rows.get(step) ?? { step };
      row[line.key] = value;
      rows.set(step, row);
      if (line.kind !== "raw") extent.push(value);
    }
  };

  const addAll = (series: Series, compared: boolean) => {
    for (const { id, role, dashed = false } of options.specs) {
      const line = series[id];
      if (!line || line.values.length === 0) continue;
      const thin = decimate(line.steps, line.values, options.points);
      // What is measured now and then is drawn as it is: there is nothing to smooth away.
      const smoothing = dashed ? 0 : options.smoothing;
      if (smoothing > 0 && !compared) add({ key: `raw ${id}`, role, dashed, kind: "raw" }, thin);
      const kind = compared ? "compared" : "main";
      // Smoothed over every value, drawn where the raw line has its points: one row serves both.
      add({ key: `${kind} ${id}`, role, dashed, kind }, smoothing > 0 ? smoothAt(line, thin.steps, smoothing) : thin);
    }
  };
  if (options.compared) addAll(options.compared, true);
  addAll(options.series, false);

  const domain = axisDomain(extent, options.logarithmic);
  const end = Math.max(lastStep, 10);
  return {
    lines,
    rows: [...rows.values()].sort((a, b) => a.step - b.step),
    x: { domain: [0, end], ticks: niceTicks(0, end, 4) },
    y: { domain, ticks: options.logarithmic ? logTicks(...domain) : niceTicks(...domain, 4) },
  };
}

function smoothAt({ steps, values }: SeriesLine, at: readonly number[], strength: number): SeriesLine {
  const smoothed = { steps, values: smooth(values, strength) };
  return { steps: at, values: at.map((step) => valueAt(smoothed, step) ?? Number.NaN) };
}

/** The value of a series at a step: the last one reported up to it; `null` before the first. Steps ascend. */
export function valueAt({ steps, values }: SeriesLine, step: number): number | null {
  let [low, high] = [0, steps.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle] as number) <= step) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? null : (values[low - 1] ?? null);
}

/** The last value of every series, by id; what is not a number is left out. */
export function latestValues(series: Series, step = Number.POSITIVE_INFINITY): Record<string, number> {
  const latest: Record<string, number> = {};
  for (const [id, line] of Object.entries(series)) {
    const value = valueAt(line, step);
    if (value !== null && Number.isFinite(value)) latest[id] = value;
  }
  return latest;
}
