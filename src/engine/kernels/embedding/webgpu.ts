import * as tf from "@tensorflow/tfjs";
import type { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu";
import { flatIndex, newTensor, runShader, type Shader } from "../webgpu/dispatch.ts";
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

/** Each element of the table looks through all uses in order, so that the sum is the same in every run. */
const addRows: Shader = {
  key: "embedding gradient",
  lanes: LANES,
  outputs: ["result"],
  inputs: { indices: "i32", gradient: "f32" },
  uniforms: { size: "u32", width: "u32", count: "u32" },
  body: `
  let i = ${flatIndex(LANES)};
  if (i >= uniforms.size) { return; }
  let row = i32(i / uniforms.width);
  let column = i % uniforms.width;
  var sum = 0.0;
  for (var use_ = 0u; use_ < uniforms.count; use_++) {
    if (indices[use_] == row) { sum += gradient[use_ * uniforms.width + column]; }
  }
  result[i] = sum;`,
};

export function registerEmbedding(): void {
  tf.registerKernel({
    kernelName: EMBEDDING_FORWARD,
    backendName: "webgpu",
    kernelFunc: ({ inputs, backend }) => {
      const gpu = backend as unknown as WebGPUBackend;
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
    },
  });
  tf.registerKernel({
    kernelName: EMBEDDING_BACKWARD,
    backendName: "webgpu",
    kernelFunc: ({ inputs, backend, attrs }) => {
      const gpu = backend as unknown as WebGPUBackend;
      const { indices, gradient } = inputs as { indices: tf.TensorInfo; gradient: tf.TensorInfo };
      const { rows } = attrs as unknown as { rows: number };
      const width = gradient.shape.at(-1) as number;
      const output = newTensor(gpu, [rows, width]);
      const size = rows * width;
      const uniforms = [size, width, tf.util.sizeFromShape(indices.shape)];
      runShader(gpu, addRows, { outputs: [output], inputs: [indices, gradient] }, uniforms, [Math.ceil(size / LANES)]);
      return output;
    },
  });
}
