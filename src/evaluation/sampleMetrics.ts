/** Judges a model by what it makes: series `samples.*`, whatever the family. */
import * as tf from "@tensorflow/tfjs";
import { randomStream } from "../core/random.ts";
import type { Dataset } from "../domains/dataset.ts";
import type { ExampleDataset } from "../domains/examples.ts";
import { matMul } from "../engine/kernels/matMul/index.ts";
import { examplesOf, type GiveExamples, type Model } from "../engine/model.ts";
import type { PlaneDistribution } from "../schema/domain.ts";
import type { MetricsBatch } from "../schema/metrics.ts";
import type { Values } from "../schema/parameter.ts";
import { modeCoverage } from "./coverage.ts";
import { frechetDistance, gaussianFit } from "./frechet.ts";

/** As many as mode coverage is counted on. */
const POINTS = 2500;
const PICTURES = 64;
/** Training examples among which the nearest is sought. */
const NEIGHBOURS = 2000;

export interface SampleMetrics {
  /**
   * New samples of the weights as they stand, evaluated; `null` where the model or the data gives nothing to evaluate by. The
   * device is asked at once; the answer is a read that is still under way.
   */
  readonly evaluate: (values: Values, step: number) => Promise<MetricsBatch> | null;
  readonly dispose: () => void;
}

type Figures = Readonly<Record<string, number>>;

export function createSampleMetrics(
  model: Model,
  dataset: Dataset,
  examples: GiveExamples,
  seed: number,
): SampleMetrics {
  const stream = randomStream(seed, "evaluate");
  const { generate } = model;
  const { distribution } = dataset.facts;
  const reading = async (figures: Promise<Figures>, step: number): Promise<MetricsBatch> => {
    const found = await figures;
    return { series: Object.keys(found), steps: [step], values: Float32Array.from(Object.values(found)) };
  };
  if (!generate || dataset.kind !== "examples") return { evaluate: () => null, dispose: () => {} };
  if (distribution) {
    const figures = async (values: Values) => pointMetrics(await read(generate(POINTS, stream, values)), distribution);
    return { evaluate: (values, step) => reading(figures(values), step), dispose: () => {} };
  }
  if (dataset.facts.domain.kind !== "image") return { evaluate: () => null, dispose: () => {} };
  let real: RealPictures | null = null;
  return {
    evaluate: (values, step) => {
      real ??= realPictures(dataset, examples);
      const known = real;
      const figures = tf.tidy(() => pictureMetrics(rowsOf(generate(PICTURES, stream, values)), known));
      return reading(
        read(figures).then(([diversity, novelty]) => ({
          "samples.diversity": diversity as number,
          "samples.novelty": novelty as number,
        })),
        step,
      );
    },
    dispose: () => {
      if (real) tf.dispose([real.rows, real.variance, real.distance]);
    },
  };
}

async function read(tensor: tf.Tensor): Promise<Float32Array> {
  try {
    return (await tensor.data()) as Float32Array;
  } finally {
    tensor.dispose();
  }
}

/** How many modes are reached, as a share too, how many points lie near one, and the squared Fréchet distance to the distribution. */
export function pointMetrics(
  points: Float32Array,
  { modes, moments }: Pick<PlaneDistribution, "modes" | "moments">,
): Figures {
  const frechet = { "samples.frechet": frechetDistance(gaussianFit(points), moments) };
  if (modes.length === 0) return frechet;
  const { covered, near } = modeCoverage(points, modes);
  return { "samples.modes": covered, "samples.coverage": covered / modes.length, "samples.near": near, ...frechet };
}

export interface RealPictures {
  /** Training examples, [N, D]. */
  readonly rows: tf.Tensor2D;
  /** Of all of their pixels together. */
  readonly variance: tf.Scalar;
  /** How far held-out examples lie from the nearest of the rows, root mean square. */
  readonly distance: tf.Scalar;
}

const rowsOf = (examples: tf.Tensor) => examples.reshape([examples.shape[0] as number, -1]) as tf.Tensor2D;

function realPictures({ train, validation }: ExampleDataset, examples: GiveExamples): RealPictures {
  const [rows, variance, distance] = tf.tidy(() => {
    const known = examplesOf(examples("train")).values;
    const rows = rowsOf(known.slice(0, Math.min(NEIGHBOURS, train.count)));
    const held = rowsOf(examplesOf(examples("validation")).values.slice(0, Math.min(PICTURES, validation.count)));
    return [rows, totalVariance(rows), nearest(held, rows)];
  });
  return { rows, variance, distance } as RealPictures;
}

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
