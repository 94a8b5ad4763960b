import * as tf from "@tensorflow/tfjs";
import { flatIndex, newTensor, runShader, type Shader } from "../webgpu/dispatch.ts";
import { webgpuKernel } from "../webgpu/kernel.ts";
import { sumLoop } from "../webgpu/tiles.ts";
import { EMBEDDING_BACKWARD, EMBEDDING_FORWARD } from "./contract.ts";

const LANES = 64;

const gatherRows: Shader = {
  key: "embedding",
  lanes: LANES,
  outputs: ["result"],
  inputs: { table: "f32", indices: "i32" },
  uniforms: { size: "u32", width: "u32" },
  body: `
  let i = ${flatIndex(LANES)};
  if (i >= uniforms.size) { return; }
  let row = u32(indices[i / uniforms.width]);
  result[i] = table[row * uniforms.width + i % uniforms.width];`,
};

/** Columns of the table that a workgroup takes, and lanes that share the uses of a column between them. */
const COLUMNS = 32;
const SHARES = 8;

/** A workgroup for some columns of a row of the table: it looks through all uses in order, so that every run adds up alike. */
const addRows: Shader = {
  key: "embedding gradient",
  lanes: COLUMNS * SHARES,
  outputs: ["result"],
  inputs: { indices: "i32", gradient: "f32" },
  uniforms: { rows: "u32", width: "u32", count: "u32" },
  declarations: `var<workgroup> sums: array<f32, ${COLUMNS * SHARES}>;`,
  body: `
  let row = group.x;
  let column = group.y * ${COLUMNS}u + lane % ${COLUMNS}u;
  var sum = 0.0;
  if (column < uniforms.width) {
    ${sumLoop(
      { from: `lane / ${COLUMNS}u`, to: "uniforms.count", step: `${SHARES}u` },
      (use) => `select(0.0, gradient[${use} * uniforms.width + column], indices[${use}] == i32(row))`,
    )}
  }
  sums[lane] = sum;
  workgroupBarrier();
  if (lane < ${COLUMNS}u && column < uniforms.width) {
    for (var share = 1u; share < ${SHARES}u; share++) { sum += sums[share * ${COLUMNS}u + lane]; }
    result[row * uniforms.width + column] = sum;
  }`,
};

export const embeddingWebgpu: readonly tf.KernelConfig[] = [
  webgpuKernel(EMBEDDING_FORWARD, (gpu, inputs) => {
    const { table, indices } = inputs as { table: tf.TensorInfo; indices: tf.TensorInfo };
    const width = table.shape[1] as number;
    const output = newTensor(gpu, [...indices.shape, width]);
    const size = tf.util.sizeFromShape(output.shape);
    runShader(
      gpu,
      gatherRows,
      { outputs: [output], inputs: [table, indices] },
      [size, width],
      [Math.ceil(size / LANES)],
    );
    return output;
  }),
  webgpuKernel(EMBEDDING_BACKWARD, (gpu, inputs, attributes) => {
    const { indices, gradient } = inputs as { indices: tf.TensorInfo; gradient: tf.TensorInfo };
    const { rows } = attributes as unknown as { rows: number };
    const width = gradient.shape.at(-1) as number;
    const output = newTensor(gpu, [rows, width]);
    const count = tf.util.sizeFromShape(indices.shape);
    const groups = [rows, Math.ceil(width / COLUMNS)] as const;
    if (rows * width > 0) {
      runShader(gpu, addRows, { outputs: [output], inputs: [indices, gradient] }, [rows, width, count], groups);
    }
    return output;
  }),
];
