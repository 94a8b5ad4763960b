/**
 * Judges new examples: by how they differ from one another and from the nearest that was learned from, and by what a
 * classifier trained apart sees in them. They are judged as pictures, whatever they are.
 */
import * as tf from "@tensorflow/tfjs";
import { matMul } from "../../engine/kernels/matMul/index.ts";
import { read } from "../../engine/read.ts";
import { examplesOf } from "../batches.ts";
import type { DomainCode } from "../contract.ts";
import type { ExampleDataset, PictureClassifier } from "../dataset.ts";
import { figuresOf, type RealSeen, realSeen, type SeenPictures, seen } from "./judge.ts";

/** As many new pictures as figures are worked out from. */
const PICTURES = 128;
/** Training examples that the classifier looks at: it is a step's work for a slow backend. */
const SEEN = 512;

export interface RealPictures {
  /** Training examples, [N, D]. */
  readonly rows: tf.Tensor2D;
  /** Of all of their pixels together. */
  readonly variance: tf.Scalar;
  /** How far held-out examples lie from the nearest of the rows, root mean square. */
  readonly distance: tf.Scalar;
}

export interface JudgeOptions<D extends ExampleDataset> {
  /** Training examples among which the nearest is sought. */
  readonly neighbours: number;
  /** Examples as they are judged, where models see them as something else: [N, …] → [N, H, W, C]. */
  readonly asJudged?: (dataset: D, examples: tf.Tensor) => Promise<tf.Tensor>;
  /** So many as the Gaussian fitted to the data makes them; `rows` are training examples as they are judged, [N, D]. */
  readonly gaussian: (dataset: D, rows: tf.Tensor2D, count: number) => Promise<tf.Tensor>;
}

export const judgeExamples =
  <D extends ExampleDataset>({
    neighbours,
    asJudged,
    gaussian,
  }: JudgeOptions<D>): NonNullable<DomainCode<D>["metrics"]> =>
  (dataset, examples) => {
    const { labels } = dataset.facts;
    /** The first of a part, as they are judged. */
    async function first(part: "train" | "validation", most: number): Promise<tf.Tensor> {
      const values = tf.tidy(() => firstOf(examplesOf(examples(part)).values, most));
      return asJudged ? await asJudged(dataset, values).finally(() => values.dispose()) : values;
    }
    let pixels: RealPictures | null = null;
    let classifier: PictureClassifier | null = null;
    let opening: Promise<PictureClassifier | null> | null = null;
    let apart: RealSeen | null = null;

    /** `null` where the data has none, or while its file cannot be had: figures that need it are then left out. */
    function opened(): Promise<PictureClassifier | null> | null {
      opening ??=
        dataset.classifier?.().then(
          (build) => {
            classifier = build();
            return classifier;
          },
          () => {
            opening = null;
            return null;
          },
        ) ?? null;
      return opening;
    }

    /** Pixels of real examples, kept on the device. */
    async function pixelsOf(): Promise<RealPictures> {
      const [train, heldOut] = [await first("train", neighbours), await first("validation", PICTURES)];
      const [rows, variance, distance] = tf.tidy(() => {
        const rows = asRows(train);
        return [rows, totalVariance(rows), nearest(asRows(heldOut), rows)] as const;
      });
      tf.dispose([train, heldOut]);
      return { rows, variance, distance };
    }

    /** What the classifier sees in real examples, and in those of a Gaussian. */
    async function seenOf(classifier: PictureClassifier, { rows }: RealPictures): Promise<RealSeen> {
      const of = async (pictures: tf.Tensor): Promise<SeenPictures> =>
        await seen(classifier, labels, pictures).finally(() => pictures.dispose());
      return realSeen(
        await of(await first("train", SEEN)),
        await of(await first("validation", PICTURES)),
        await of(await gaussian(dataset, rows, PICTURES)),
      );
    }

    async function judge(samples: tf.Tensor, asked?: readonly number[]): Promise<Readonly<Record<string, number>>> {
      pixels ??= await pixelsOf();
      const real = pixels;
      const measured = tf.tidy(() => pictureMetrics(asRows(firstOf(samples, PICTURES)), real));
      const [diversity, novelty] = (await read(measured)) as unknown as [number, number];
      const figures = { "samples.diversity": diversity, "samples.novelty": novelty };
      const classifier = await opened();
      if (!classifier) return figures;
      apart ??= await seenOf(classifier, real);
      const made = await seen(classifier, labels, samples);
      return { ...figures, ...figuresOf(made, apart, asked), ...apart.ends };
    }

    return {
      count: PICTURES,
      judge: async (made, asked) => {
        const samples = asJudged ? await asJudged(dataset, made).finally(() => made.dispose()) : made;
        return await judge(samples, asked).finally(() => samples.dispose());
      },
      dispose: () => {
        if (pixels) tf.dispose([pixels.rows, pixels.variance, pixels.distance]);
        classifier?.dispose();
      },
    };
  };

const firstOf = (examples: tf.Tensor, most: number) => examples.slice(0, Math.min(most, examples.shape[0] as number));

/** [N, …] → [N, D]. */
const asRows = (examples: tf.Tensor) => examples.reshape([examples.shape[0] as number, -1]) as tf.Tensor2D;

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
