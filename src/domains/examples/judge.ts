/** What a classifier trained apart sees in new pictures, beside what it sees in real ones. */
import * as tf from "@tensorflow/tfjs";
import type { RandomStream } from "../../core/random.ts";
import { matMul } from "../../engine/kernels/matMul/index.ts";
import { normal } from "../../engine/kernels/random/index.ts";
import type { PictureClassifier } from "../dataset.ts";
import { frechetTo, type Moments, momentsOf } from "../examples/frechet.ts";
import { type Neighbourhoods, neighbourhoodsOf, precisionRecall } from "../examples/precisionRecall.ts";
import { FEATURES } from "./classifier.ts";

/** A label counts as seen where the classifier gives it at least this much of its belief. */
const SURE = 0.5;

export interface SeenPictures {
  /** [N, F]. */
  readonly features: Float32Array;
  /** The place of the likeliest of the dataset's labels, [N]. */
  readonly label: Int32Array;
  /** What is believed of it, 0..1, [N]. */
  readonly belief: Float32Array;
}

/** Reads what the classifier sees, the dataset's `labels` alone being possible. Pictures [N, H, W, C]. */
export async function seen(
  { labels: known, of }: PictureClassifier,
  labels: readonly string[],
  pictures: tf.Tensor,
): Promise<SeenPictures> {
  const places = labels.map((label) => known.indexOf(label));
  const [features, scores] = tf.tidy(() => {
    const [features, scores] = of(pictures);
    return [features, tf.softmax(tf.gather(scores, tf.tensor1d(places, "int32"), 1))] as const;
  });
  const [rows, beliefs] = await Promise.all([features.data<"float32">(), scores.data<"float32">()]).finally(() =>
    tf.dispose([features, scores]),
  );
  const count = rows.length / FEATURES;
  const label = new Int32Array(count);
  const belief = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    const own = beliefs.subarray(i * labels.length, (i + 1) * labels.length);
    own.forEach((value, k) => {
      if (value > (belief[i] as number)) [belief[i], label[i]] = [value, k];
    });
  }
  return { features: rows, label, belief };
}

/**
 * Examples of the Gaussian that is fitted to the numbers of real ones: their mean, and all that numbers have to do with one
 * another, cut off at `least` and 1. [N, D] → [count, D]
 */
export function gaussianPictures(rows: tf.Tensor2D, count: number, stream: RandomStream, least = 0): tf.Tensor2D {
  return tf.tidy(() => {
    const mean = tf.mean(rows, 0, true);
    // Real pictures mixed by independent normal weights have exactly their covariance.
    const weights = tf.div(normal(stream, [count, rows.shape[0]]), Math.sqrt(rows.shape[0])) as tf.Tensor2D;
    return tf.clipByValue(tf.add(matMul(weights, tf.sub(rows, mean) as tf.Tensor2D), mean), least, 1) as tf.Tensor2D;
  });
}

/** How many labels are seen with some certainty in at least one picture. */
const labelsSeen = ({ label, belief }: SeenPictures) =>
  new Set(label.filter((_, i) => (belief[i] as number) >= SURE)).size;

export interface RealSeen {
  readonly frechet: (made: Moments) => number;
  readonly neighbourhoods: Neighbourhoods;
  /** What held-out pictures and those of the Gaussian have in the place of new ones. */
  readonly ends: Readonly<Record<string, number>>;
}

/** Measures what new pictures are held against, and both ends of the scale. */
export function realSeen(train: SeenPictures, heldOut: SeenPictures, gaussian: SeenPictures): RealSeen {
  const frechet = frechetTo(momentsOf(train.features, FEATURES));
  const neighbourhoods = neighbourhoodsOf(train.features, FEATURES);
  const of = (pictures: SeenPictures) => figuresOf(pictures, { frechet, neighbourhoods });
  const [best, worst] = [of(heldOut), of(gaussian)];
  return {
    frechet,
    neighbourhoods,
    ends: {
      ...Object.fromEntries(Object.entries(best).map(([id, value]) => [`${id}.real`, value])),
      "samples.fid.gaussian": worst["samples.fid"],
    },
  };
}

/** `samples.*` of new pictures. `asked`: the place of the label that each was to show, where the model was told one. */
export function figuresOf(
  made: SeenPictures,
  { frechet, neighbourhoods }: Pick<RealSeen, "frechet" | "neighbourhoods">,
  asked?: ArrayLike<number>,
) {
  const { precision, recall } = precisionRecall(neighbourhoods, neighbourhoodsOf(made.features, FEATURES));
  return {
    "samples.fid": frechet(momentsOf(made.features, FEATURES)),
    "samples.precision": precision,
    "samples.recall": recall,
    "samples.labels": labelsSeen(made),
    ...(asked
      ? { "samples.recognised": made.label.filter((label, i) => label === asked[i]).length / made.label.length }
      : {}),
  };
}
