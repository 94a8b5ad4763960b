import type { SeriesStore } from "../../core/series/store.ts";
import type { Role } from "../../spec/role.ts";
import type { SeriesSpec } from "../../spec/series.ts";
import { axisDomain, logTicks, niceTicks } from "./scale.ts";
import { smooth } from "./smoothing.ts";

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
  readonly series: SeriesStore;
  /** The series of the run beside. */
  readonly compared?: SeriesStore | undefined;
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

  const add = (line: ChartLine, steps: readonly number[], values: readonly number[]) => {
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

  const addAll = (series: SeriesStore, compared: boolean) => {
    const look = Math.max(1, (series.lastStep ?? 0) / options.points);
    for (const { id, role, dashed = false, sparse, exact } of options.specs) {
      const { steps, means } = series.window(id, { points: options.points });
      if (steps.length === 0) continue;
      const smoothing = sparse || exact ? 0 : options.smoothing;
      if (smoothing > 0 && !compared) add({ key: `raw ${id}`, role, dashed, kind: "raw" }, steps, means);
      const kind = compared ? "compared" : "main";
      add({ key: `${kind} ${id}`, role, dashed, kind }, steps, smooth(steps, means, smoothing, look));
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
