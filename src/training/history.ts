import type { RunHistory } from "../schema/alarm.ts";
import type { MetricsBatch } from "../schema/metrics.ts";
import type { ParameterValue } from "../schema/parameter.ts";

interface Point {
  readonly step: number;
  readonly value: number;
}

/** What detectors look at: every series in a bounded number of points, each the mean of as many steps. */
export interface History {
  readonly add: (batch: MetricsBatch) => void;
  /** Forgets what came after a step, as when a run goes back. */
  readonly cut: (step: number) => void;
  readonly view: (step: number, values: Readonly<Record<string, ParameterValue>>) => RunHistory;
}

const MOST_POINTS = 1024;

/** A series that joins neighbours when it gets long, so that a detector's cost does not grow with the run. */
class Line {
  points: Point[] = [];
  /** How many values make a point. */
  private stride = 1;
  private pending: Point[] = [];

  add(point: Point): void {
    this.pending.push(point);
    // What is not finite is shown at once.
    if (this.pending.length < this.stride && Number.isFinite(point.value)) return;
    this.points.push(mean(this.pending));
    this.pending = [];
    if (this.points.length <= MOST_POINTS) return;
    const halved: Point[] = [];
    for (let i = 0; i < this.points.length; i += 2) halved.push(mean(this.points.slice(i, i + 2)));
    this.points = halved;
    this.stride *= 2;
  }

  cut(step: number): void {
    const before = (point: Point) => point.step <= step;
    this.points = this.points.filter(before);
    this.pending = this.pending.filter(before);
  }
}

/** The mean value, at the last step of the points. */
function mean(points: readonly Point[]): Point {
  const sum = points.reduce((total, { value }) => total + value, 0);
  return { step: points.at(-1)?.step ?? 0, value: sum / points.length };
}

export function createHistory(): History {
  const lines = new Map<string, Line>();
  return {
    add: ({ series, steps, values }) => {
      for (const [column, id] of series.entries()) {
        const line = lines.get(id) ?? new Line();
        lines.set(id, line);
        for (const [i, step] of steps.entries()) {
          line.add({ step, value: values[i * series.length + column] as number });
        }
      }
    },
    cut: (step) => {
      for (const line of lines.values()) line.cut(step);
    },
    view: (step, values) => ({
      step,
      series: Object.fromEntries(Array.from(lines, ([id, line]) => [id, line.points])),
      values,
    }),
  };
}
