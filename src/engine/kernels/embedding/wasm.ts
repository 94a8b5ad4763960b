import type * as tf from "@tensorflow/tfjs";
import { InklingError } from "../../../core/errors.ts";
import { given, sizeOf, type Wasm, wasmKernel } from "../wasm/module.ts";
import { EMBEDDING_BACKWARD, EMBEDDING_FORWARD } from "./contract.ts";

/** Slices of x [outer, rows, width] by index → [outer, indices, width], in the shape asked for. */
export function gatherInto(
  wasm: Wasm,
  x: tf.TensorInfo,
  indices: tf.TensorInfo,
  [outer, rows, width]: readonly [number, number, number],
  shape: readonly number[],
): tf.TensorInfo {
  const count = sizeOf(indices.shape);
  const from = wasm.address(indices);
  const outside = wasm.kernels.firstOutside(from, count, rows);
  if (outside >= 0) throw new InklingError("indexOutside", { place: outside, rows });
  const output = wasm.output(shape, x.dtype);
  wasm.kernels.gatherRows(wasm.address(x), from, wasm.address(output), outer, rows, count, width);
  return output;
}

/** Adds rows x [N, width] into [rows, width] by index, in the shape asked for. */
export function scatterAddInto(
  wasm: Wasm,
  x: tf.TensorInfo,
  indices: tf.TensorInfo,
  rows: number,
  shape: readonly number[],
): tf.TensorInfo {
  const count = sizeOf(indices.shape);
  const output = wasm.output(shape);
  const [from, at, to] = [x, indices, output].map((tensor) => wasm.address(tensor)) as [number, number, number];
  wasm.kernels.scatterAddRows(from, at, to, rows, count, count === 0 ? 0 : sizeOf(x.shape) / count);
  return output;
}

export const embeddingWasm: readonly tf.KernelConfig[] = [
  wasmKernel(EMBEDDING_FORWARD, (wasm, inputs) => {
    const [table, indices] = [given(inputs, "table"), given(inputs, "indices")];
    const [rows, width] = table.shape as [number, number];
    return gatherInto(wasm, table, indices, [1, rows, width], [...indices.shape, width]);
  }),
  wasmKernel(EMBEDDING_BACKWARD, (wasm, inputs, { rows }) => {
    const gradient = given(inputs, "gradient");
    const width = gradient.shape.at(-1) as number;
    return scatterAddInto(wasm, gradient, given(inputs, "indices"), rows as number, [rows as number, width]);
  }),
];
