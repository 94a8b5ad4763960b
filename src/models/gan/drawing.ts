/** From tensors to what the stage draws. */
import * as tf from "@tensorflow/tfjs";
import type { DatasetFacts } from "../../spec/domain.ts";
import type { ImagesView, ScatterLayer, ScatterView } from "../../spec/view.ts";
import type { Adversaries } from "./network.ts";
import type { Objective, Sizes } from "./sizes.manifest.ts";

/** What every shape of points fits into, its noise included. */
export const BOUNDS = [-1.25, -1.25, 1.25, 1.25] as const;
/** Cells of the critic's field along a side. */
const CELLS = 36;

/** Reads a tensor and frees it. */
export async function read(tensor: tf.Tensor): Promise<Float32Array> {
  try {
    return (await tensor.data()) as Float32Array;
  } finally {
    tensor.dispose();
  }
}

/** The number of the label that each of `count` examples gets; `""`, or a label that the data lacks, lets them take turns. */
export function labelNumbers({ labels }: DatasetFacts, wanted: string, count: number): number[] {
  const index = labels.indexOf(wanted);
  return Array.from({ length: count }, (_, i) => (index >= 0 ? index : i % Math.max(1, labels.length)));
}

/** int32 [N] where the model is conditioned. */
export const labelTensor = ({ labels }: Sizes, numbers: readonly number[]): tf.Tensor1D | undefined =>
  labels > 0 ? tf.tensor1d([...numbers], "int32") : undefined;

export function imagesView(
  { shape }: Sizes,
  pixels: Float32Array,
  extra: Pick<Partial<ImagesView>, "columns" | "roles" | "labels"> = {},
): ImagesView {
  const [height, width, channels] = shape as [number, number, 1 | 3];
  const count = pixels.length / (height * width * channels);
  return { kind: "images", height, width, channels, count, pixels, ...extra };
}

export function scatterView(
  layers: readonly ScatterLayer[],
  extra: Pick<Partial<ScatterView>, "arrows" | "mesh" | "field"> = {},
): ScatterView {
  return { kind: "scatter", bounds: BOUNDS, layers, ...extra };
}

/**
 * The critic's opinion over the bounds, row by row from the top: the probability of being real for those that give one,
 * else the opinion itself. Where it is conditioned, under the label.
 */
export async function criticField(
  { judge }: Adversaries,
  sizes: Sizes,
  objective: Objective,
  label: number,
): Promise<NonNullable<ScatterView["field"]>> {
  const [left, bottom, right, top] = BOUNDS;
  const places = new Float32Array(2 * CELLS * CELLS);
  for (let cell = 0; cell < CELLS * CELLS; cell++) {
    places[2 * cell] = left + ((right - left) * ((cell % CELLS) + 0.5)) / CELLS;
    places[2 * cell + 1] = top - ((top - bottom) * (Math.floor(cell / CELLS) + 0.5)) / CELLS;
  }
  const isProbability = objective === "minimax" || objective === "nonSaturating";
  const values = await read(
    tf.tidy(() => {
      const labels = labelTensor(sizes, Array<number>(CELLS * CELLS).fill(label));
      const opinions = judge(tf.tensor2d(places, [CELLS * CELLS, 2]), labels);
      return isProbability ? tf.sigmoid(opinions) : opinions;
    }),
  );
  const range = isProbability || objective === "leastSquares" ? ([0, 1] as const) : extent(values);
  return { columns: CELLS, rows: CELLS, values, role: "critic", range };
}

/** Least and greatest, apart from each other even where all is flat. */
function extent(values: Float32Array): readonly [number, number] {
  let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
  }
  return greatest > least ? [least, greatest] : [least - 1, least + 1];
}
