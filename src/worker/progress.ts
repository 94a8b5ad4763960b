import type { MetricsBatch } from "../schema/metrics.ts";
import type { Emit } from "./emit.ts";

/** Gathers what steps reported into about five messages a second, which is more often than the page draws. */
export interface ProgressReporter {
  readonly add: (batch: MetricsBatch, elapsedMs: number) => void;
  readonly flush: (elapsedMs: number) => void;
  /** The run went to another step: speed is measured anew. */
  readonly forget: () => void;
}

const EVERY_MS = 200;
/** Speed is that of about the last two seconds of training. */
const SPEED_OVER_MS = 2000;

export function createProgressReporter(now: () => number, emit: Emit): ProgressReporter {
  let waiting: MetricsBatch[] = [];
  let sentAt = Number.NEGATIVE_INFINITY;
  let marks: { readonly step: number; readonly elapsedMs: number }[] = [];

  function speed(step: number, elapsedMs: number): number {
    if (marks.at(-1)?.step !== step) marks.push({ step, elapsedMs });
    while (marks.length > 2 && elapsedMs - (marks[1]?.elapsedMs ?? 0) > SPEED_OVER_MS) marks.shift();
    const [first] = marks;
    if (!first || elapsedMs <= first.elapsedMs) return 0;
    return ((step - first.step) * 1000) / (elapsedMs - first.elapsedMs);
  }

  function flush(elapsedMs: number): void {
    const batches = waiting.filter(({ steps }) => steps.length > 0);
    waiting = [];
    sentAt = now();
    if (batches.length === 0) return;
    const { series, steps, values } = merge(batches);
    const stepsPerSecond = speed(steps.at(-1) ?? 0, elapsedMs);
    emit({ type: "progress", series, steps, values, elapsedMs, stepsPerSecond }, [steps.buffer, values.buffer]);
  }

  return {
    add: (batch, elapsedMs) => {
      waiting.push(batch);
      if (now() - sentAt >= EVERY_MS) flush(elapsedMs);
    },
    flush,
    forget: () => {
      marks = [];
    },
  };
}

/** One table of all rows in their order, with NaN where a series has no value at a step. */
function merge(batches: readonly MetricsBatch[]) {
  const series = [...new Set(batches.flatMap((batch) => batch.series))];
  const steps = Uint32Array.from(batches.flatMap(({ steps: own }) => [...own]));
  const values = new Float32Array(steps.length * series.length).fill(Number.NaN);
  let row = 0;
  for (const batch of batches) {
    const columns = batch.series.map((id) => series.indexOf(id));
    for (let i = 0; i < batch.steps.length; i++, row++) {
      for (const [from, to] of columns.entries()) {
        values[row * series.length + to] = batch.values[i * columns.length + from] as number;
      }
    }
  }
  return { series, steps, values };
}
