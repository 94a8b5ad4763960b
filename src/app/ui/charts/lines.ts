import type { SeriesStore } from "../../../core/series/store.ts";
import type { Role } from "../../../schema/role.ts";
import type { SeriesSpec } from "../../../schema/series.ts";
import { axisDomain } from "./scale.ts";
import { smooth } from "./smoothing.ts";

/** One line of a chart, ready to draw: columns of the same length, steps ascending. */
export interface ChartLine {
  readonly key: string;
  readonly id: string;
  readonly role: Role;
  readonly dashed: boolean;
  /** `compared`: of the run beside. */
  readonly kind: "main" | "compared";
  readonly steps: readonly number[];
  readonly values: readonly number[];
  /** What a smoothed or averaged line does not show, drawn behind it: the values before, and how far they spread. */
  readonly behind: { readonly values: readonly number[] | null; readonly spread: Spread | null } | null;
  /** Whether each point is marked: a line of few measurements shows where they are. */
  readonly dots: boolean;
}

interface Spread {
  readonly minima: readonly number[];
  readonly maxima: readonly number[];
}

export interface ChartLines {
  readonly lines: readonly ChartLine[];
  /** The last step of any line. */
  readonly lastStep: number;
  /** What the vertical axis must hold; in linear charts without and in logarithmic ones with room left out of account. */
  readonly range: readonly [number, number];
  /** The axis that holds it with some room. */
  readonly domain: readonly [number, number];
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

/** Lines of fewer measurements than this mark each of them. */
const DOTS = 24;

/**
 * Series as lines of at most `points` points each. Smoothing works on what is drawn and looks back a share of the axis,
 * so that it costs the same and looks the same however long the run is.
 */
export function chartLines({
  specs,
  series,
  compared,
  levels,
  smoothing,
  logarithmic,
  points,
}: ChartOptions): ChartLines {
  const both = [series.lastStep ?? 0, compared?.lastStep ?? 0];
  const lastStep = Math.max(...both);
  const look = Math.max(1, lastStep / points);
  const line = (from: SeriesStore, spec: SeriesSpec, kind: ChartLine["kind"]): ChartLine[] => {
    const { steps, means, minima, maxima, span } = from.window(spec.id, { points });
    if (steps.length === 0) return [];
    const smooths = smoothing > 0 && !spec.sparse && !spec.exact;
    const main = kind === "main";
    return [
      {
        key: `${kind} ${spec.id}`,
        id: spec.id,
        role: spec.role,
        dashed: spec.dashed ?? false,
        kind,
        steps,
        values: smooths ? smooth(steps, means, smoothing, look) : means,
        behind:
          main && !spec.sparse && (smooths || span > 1)
            ? { values: smooths ? means : null, spread: span > 1 ? { minima, maxima } : null }
            : null,
        dots: main && spec.sparse === true && steps.length <= DOTS,
      },
    ];
  };
  // The run beside lies behind the present one.
  const lines = [
    ...(compared ? specs.flatMap((spec) => line(compared, spec, "compared")) : []),
    ...specs.flatMap((spec) => line(series, spec, "main")),
  ];
  const range = rangeOf([...lines.flatMap(({ values }) => values), ...levels], logarithmic);
  return { lines, lastStep, range, domain: axisDomain(range, logarithmic) };
}

/** Smallest and largest of what an axis can show. */
function rangeOf(values: readonly number[], logarithmic: boolean): readonly [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (!Number.isFinite(value) || (logarithmic && value <= 0)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}
