/** From tensors and numbers to what the stage draws. */
import * as tf from "@tensorflow/tfjs";
import { type Batch, examplesOf } from "../../engine/model.ts";
import type { DatasetFacts } from "../../schema/domain.ts";
import { boundsAround, type PlaneBounds } from "../../schema/plane.ts";
import type { ImagesView, ScatterLayer, ScatterView } from "../../schema/view.ts";
import type { Sizes } from "./sizes.manifest.ts";

export function imagesView(
  { shape }: Sizes,
  pixels: Float32Array,
  extra: Pick<Partial<ImagesView>, "columns" | "roles" | "labels"> = {},
): ImagesView {
  const [height, width, channels] = shape as [number, number, 1 | 3];
  return {
    kind: "images",
    height,
    width,
    channels,
    count: pixels.length / (height * width * channels),
    pixels,
    ...extra,
  };
}

/** The plane that fits the data: its distribution's where that is known, else what the real points need. */
export const planeOf = ({ distribution }: DatasetFacts, real: Float32Array): PlaneBounds =>
  distribution?.bounds ?? boundsAround(real);

export function scatterView(
  bounds: PlaneBounds,
  layers: readonly ScatterLayer[],
  extra: Pick<Partial<ScatterView>, "arrows" | "mesh" | "paths"> = {},
): ScatterView {
  return { kind: "scatter", bounds, layers, ...extra };
}

/** The number of the label that each of `count` examples gets; `""`, or a label that the data lacks, lets them take turns. */
export function labelNumbers({ labels }: DatasetFacts, wanted: string, count: number): number[] {
  const index = labels.indexOf(wanted);
  return Array.from({ length: count }, (_, i) => (index >= 0 ? index : i % Math.max(1, labels.length)));
}

export const labelIds = ({ labels }: DatasetFacts, numbers: Iterable<number>): string[] =>
  Array.from(numbers, (number) => labels[number] ?? "");

/** int32 [N] where the model is conditioned. */
export const labelTensor = ({ labels }: Sizes, numbers: readonly number[]): tf.Tensor1D | undefined =>
  labels > 0 ? tf.tensor1d([...numbers], "int32") : undefined;

export interface Examples {
  /** [N, …]. */
  readonly values: tf.Tensor;
  readonly labels?: tf.Tensor1D;
}

/** The first examples of a batch, `most` at most. Call inside a tidy, which frees the batch. */
export function take(batch: Batch, most: number): Examples {
  const { values, labels } = examplesOf(batch);
  const count = Math.min(most, values.shape[0] as number);
  return {
    values: values.slice(0, count),
    ...(labels ? { labels: labels.slice(0, count) as tf.Tensor1D } : {}),
  };
}
