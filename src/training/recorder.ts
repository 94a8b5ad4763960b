import * as tf from "@tensorflow/tfjs";
import type { MetricsBatch } from "../schema/metrics.ts";
import type { StepMetrics } from "./trainer.ts";

/** Gathers the metrics of steps on the device, to be read together. */
export interface Recorder {
  readonly add: (metrics: StepMetrics) => void;
  /** Reads everything gathered since, oldest first, and frees it. */
  readonly take: () => Promise<readonly MetricsBatch[]>;
  readonly dispose: () => void;
}

interface DeviceBatch {
  readonly series: readonly string[];
  readonly rows: tf.Tensor2D;
  readonly steps: readonly number[];
  readonly learningRates: readonly number[];
}

/** How many batches of a size are joined into one of the next: few shapes, and few tensors to read. */
const JOINED = 4;

export function createRecorder(): Recorder {
  /** Oldest and largest first; sizes are powers of four. */
  let batches: DeviceBatch[] = [];

  function joinEqual(): void {
    const last = batches.slice(-JOINED);
    const [first] = last;
    if (last.length < JOINED || !first) return;
    const equal = last.every(
      ({ steps, series }) => steps.length === first.steps.length && sameSeries(series, first.series),
    );
    if (!equal) return;
    const rows = tf.concat2d(
      last.map((batch) => batch.rows),
      0,
    );
    tf.dispose(last.map((batch) => batch.rows));
    batches.splice(-JOINED, JOINED, {
      series: first.series,
      rows,
      steps: last.flatMap(({ steps }) => steps),
      learningRates: last.flatMap(({ learningRates }) => learningRates),
    });
    joinEqual();
  }

  return {
    add: ({ step, series, row, learningRate }) => {
      const rows = row.reshape([1, series.length]) as tf.Tensor2D;
      row.dispose();
      batches.push({ series, rows, steps: [step], learningRates: [learningRate] });
      joinEqual();
    },
    take: async () => {
      const taken = batches;
      batches = [];
      try {
        return await Promise.all(taken.map(readBatch));
      } finally {
        tf.dispose(taken.map(({ rows }) => rows));
      }
    },
    dispose: () => {
      tf.dispose(batches.map(({ rows }) => rows));
      batches = [];
    },
  };
}

const sameSeries = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((id, i) => id === b[i]);

async function readBatch({ series, rows, steps, learningRates }: DeviceBatch): Promise<MetricsBatch> {
  const numbers = await rows.data();
  const width = series.length + 1;
  const values = new Float32Array(steps.length * width);
  for (const [i, learningRate] of learningRates.entries()) {
    values.set(numbers.subarray(i * series.length, (i + 1) * series.length) as Float32Array, i * width);
    values[(i + 1) * width - 1] = learningRate;
  }
  return { series: [...series, "learningRate"], steps: Uint32Array.from(steps), values };
}
