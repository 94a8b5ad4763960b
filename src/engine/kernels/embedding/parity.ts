import type * as tf from "@tensorflow/tfjs";
import type { ParityCase } from "../parity.ts";
import { embedding } from "./index.ts";
import { embeddingReference } from "./reference.ts";

const embeddingCase = (V: number, E: number, indices: number[], shape: number[]): ParityCase => ({
  name: `table ${V}×${E}, indices [${shape}]`,
  inputs: { table: { shape: [V, E] }, indices: { indices } },
  run: ({ table, indices }) => [embedding(table as tf.Tensor2D, (indices as tf.Tensor).reshape(shape))],
  reference: ({ table, indices }) => [embeddingReference(table as tf.Tensor2D, (indices as tf.Tensor).reshape(shape))],
});

/** Repeated, missing and border rows; widths around the vector width. */
export const embeddingParity: readonly ParityCase[] = [
  embeddingCase(5, 3, [4, 0, 4, 2, 4, 0], [2, 3]),
  embeddingCase(1, 1, [0], [1]),
  embeddingCase(7, 9, [6, 6, 1, 0, 3], [5]),
  embeddingCase(11, 16, [10, 0, 5, 5, 5, 9, 1, 0], [2, 2, 2]),
];
