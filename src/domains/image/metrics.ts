/** Judges new pictures by how they differ from one another and from the nearest that was learned from. */
import * as tf from "@tensorflow/tfjs";
import { matMul } from "../../engine/kernels/matMul/index.ts";
import { read } from "../../engine/read.ts";
import { examplesOf } from "../batches.ts";
import type { DomainCode } from "../contract.ts";
import type { ExampleDataset } from "../dataset.ts";

const PICTURES = 64;
/** Training examples among which the nearest is sought. */
const NEIGHBOURS = 2000;

export interface RealPictures {
  /** Training examples, [N, D]. */
  readonly rows: tf.Tensor2D;
  /** Of all of their pixels together. */
  readonly variance: tf.Scalar;
  /** How far held-out examples lie from the nearest of the rows, root mean square. */
  readonly distance: tf.Scalar;
}

export const judgePictures: NonNullable<DomainCode<ExampleDataset>["metrics"]> = (_, examples) => {
  let real: RealPictures | null = null;
  const known = (): RealPictures => {
    const [rows, variance, distance] = tf.tidy(() => {
      const of = (part: "train" | "validation", most: number) => firstRows(examplesOf(examples(part)).values, most);
      const rows = of("train", NEIGHBOURS);
      return [rows, totalVariance(rows), nearest(of("validation", PICTURES), rows)] as const;
    });
    return { rows, variance, distance };
  };
  return {
    count: PICTURES,
    judge: async (samples) => {
      real ??= known();
      const figures = tf.tidy(() => pictureMetrics(firstRows(samples, PICTURES), real as RealPictures));
      samples.dispose();
      const [diversity, novelty] = (await read(figures)) as unknown as [number, number];
      return { "samples.diversity": diversity, "samples.novelty": novelty };
    },
    dispose: () => {
      if (real) tf.dispose([real.rows, real.variance, real.distance]);
    },
  };
};

/** [N, …] → [at most `most`, D]. */
const firstRows = (examples: tf.Tensor, most: number) => {
  const count = Math.min(most, examples.shape[0] as number);
  return examples.slice(0, count).reshape([count, -1]) as tf.Tensor2D;
};

/**
 * [diversity, novelty] of samples [M, D]: their variance as a share of that of real examples (0 where all are the same),
 * and how far they lie from the nearest training example as a share of how far held-out ones do (0 where all are copies).
 */
export function pictureMetrics(samples: tf.Tensor2D, { rows, variance, distance }: RealPictures): tf.Tensor1D {
  return tf.stack([tf.div(totalVariance(samples), variance), tf.div(nearest(samples, rows), distance)]) as tf.Tensor1D;
}

/** The variances of all columns, summed. */
const totalVariance = (rows: tf.Tensor2D) =>
  tf.sum(tf.mean(tf.square(tf.sub(rows, tf.mean(rows, 0, true))), 0)) as tf.Scalar;

/** The distance of each row to the nearest of the others, root mean square. */
function nearest(rows: tf.Tensor2D, others: tf.Tensor2D): tf.Scalar {
  const products = matMul(rows, others, { transposeB: true }); // [M, N]
  const distances = tf.sub(tf.sum(tf.square(others), 1), tf.mul(products, 2)); // Less |row|², which comes back below.
  const least = tf.add(tf.neg(tf.max(tf.neg(distances), 1)), tf.sum(tf.square(rows), 1)); // [M]
  return tf.sqrt(tf.maximum(tf.mean(least), 0)) as tf.Scalar;
}
