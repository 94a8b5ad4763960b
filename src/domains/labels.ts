/** Labels of any domain: their numbers, and the vector that a network is given for one. */
import * as tf from "@tensorflow/tfjs";
import type { RandomStream } from "../core/random.ts";
import { Embedding, normalOf } from "../engine/layers/index.ts";
import type { Tap } from "../engine/model.ts";
import type { DatasetFacts } from "../schema/domain.ts";
import type { NetworkSizes } from "./sizes.ts";

/** The number of the label that each of `count` samples gets; `""`, or a label that the data lacks, lets them take turns. */
export function labelNumbers({ labels }: DatasetFacts, wanted: string, count: number): number[] {
  const index = labels.indexOf(wanted);
  return Array.from({ length: count }, (_, i) => (index >= 0 ? index : i % Math.max(1, labels.length)));
}

/** `{ labels }` by id; nothing where there are none. */
export function labelIds({ labels }: DatasetFacts, numbers: ArrayLike<number>): { labels?: readonly string[] } {
  return numbers.length > 0 ? { labels: Array.from(numbers, (number) => labels[number] ?? "") } : {};
}

/** int32 [N] where the model is conditioned. */
export const labelTensor = (
  { labels }: Pick<NetworkSizes, "labels">,
  numbers: readonly number[],
): tf.Tensor1D | undefined => (labels > 0 ? tf.tensor1d([...numbers], "int32") : undefined);

/** A vector for each label, laid beside what a network is given. */
export interface LabelTable {
  readonly layers: readonly tf.layers.Layer[];
  /** Of stock networks: a column of labels, [B, 1]. */
  readonly inputs: readonly tf.SymbolicTensor[];
  readonly connect: (below: tf.SymbolicTensor) => tf.SymbolicTensor;
  /** [B, F], int32 [B] → [B, F + L]; shows the vector as the model graph's `label`. */
  readonly join: (value: tf.Tensor, labels: tf.Tensor | undefined, tap: Tap) => tf.Tensor;
}

export interface LabelTableOptions {
  readonly name: string;
  /** Of the stock network's input. */
  readonly input: string;
  readonly stream: RandomStream;
}

/** The table of a network; it changes nothing where the model is not conditioned. */
export function labelTable(
  { labels: count, labelWidth }: Pick<NetworkSizes, "labels" | "labelWidth">,
  { name, input, stream }: LabelTableOptions,
): LabelTable {
  if (count === 0) return { layers: [], inputs: [], connect: (below) => below, join: (value) => value };
  const initializer = normalOf(stream, 1);
  const table = new Embedding({ name, inputDim: count, outputDim: labelWidth, stream, initializer });
  const label = tf.input({ shape: [1], dtype: "int32", name: input });
  const vector = tf.layers.flatten({ name: `${input}Vector` }).apply(table.apply(label)) as tf.SymbolicTensor;
  return {
    layers: [table],
    inputs: [label],
    connect: (below) => tf.layers.concatenate({ name: `${input}Joined` }).apply([below, vector]) as tf.SymbolicTensor,
    join: (value, labels, tap) => (labels ? tf.concat([value, tap("label", table.call(labels))], 1) : value),
  };
}
