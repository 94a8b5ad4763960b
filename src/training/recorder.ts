import * as tf from "@tensorflow/tfjs";
import type { MetricsBatch } from "../schema/metrics.ts";
import type { StepMetrics } from "./trainer.ts";

/** Gathers the reports of steps on the device, to be read together. */
export interface Recorder {
  readonly add: (report: StepMetrics) => void;
  /** Reads everything gathered since, oldest first, and frees it. */
  readonly take: () => Promise<readonly MetricsBatch[]>;
  readonly dispose: () => void;
}

interface Block {
  readonly series: readonly string[];
  readonly rows: tf.Tensor2D;
  readonly steps: readonly number[];
  readonly learningRates: readonly number[];
}

/** How many blocks of a size are joined into one of the next: few shapes, and few tensors to read. */
const JOINED = 4;

export function createRecorder(): Recorder {
  /** Oldest and largest first; sizes are powers of four. */
  let blocks: Block[] = [];

  function joinEqual(): void {
    const last = blocks.slice(-JOINED);
    const [first] = last;
    if (last.length < JOINED || !first) return;
    const equal = last.every(
      ({ steps, series }) => steps.length === first.steps.length && sameSeries(series, first.series),
    );
    if (!equal) return;
    const rows = tf.concat2d(
      last.map((block) => block.rows),
      0,
    );
    tf.dispose(last.map((block) => block.rows));
    blocks.splice(-JOINED, JOINED, {
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
      blocks.push({ series, rows, steps: [step], learningRates: [learningRate] });
      joinEqual();
    },
    take: async () => {
      const taken = blocks;
      blocks = [];
      try {
        return await Promise.all(taken.map(readBlock));
      } finally {
        tf.dispose(taken.map(({ rows }) => rows));
      }
    },
    dispose: () => {
      tf.dispose(blocks.map(({ rows }) => rows));
      blocks = [];
    },
  };
}

const sameSeries = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((id, i) => id === b[i]);

async function readBlock({ series, rows, steps, learningRates }: Block): Promise<MetricsBatch> {
  const numbers = await rows.data();
  const width = series.length + 1;
  const values = new Float32Array(steps.length * width);
  for (const [i, learningRate] of learningRates.entries()) {
    values.set(numbers.subarray(i * series.length, (i + 1) * series.length) as Float32Array, i * width);
    values[(i + 1) * width - 1] = learningRate;
  }
  return { series: [...series, "learningRate"], steps, values };
}
