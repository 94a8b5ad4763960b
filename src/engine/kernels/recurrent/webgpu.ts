import type * as tf from "@tensorflow/tfjs";
import type { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu";
import { columnSums } from "../webgpu/columnSums.ts";
import { flatIndex, newTensor, runShader, type Shader } from "../webgpu/dispatch.ts";
import { type Attributes, type Inputs, webgpuKernel } from "../webgpu/kernel.ts";
import { product } from "../webgpu/product.ts";
import { gateCount, RECURRENT_BACKWARD, RECURRENT_FORWARD, type RecurrentCell } from "./contract.ts";
import { backwardShader, forwardShader } from "./webgpuShaders.ts";
import { reserveCount } from "./webgpuText.ts";

const LANES = 64;

const addRow: Shader = {
  key: "add row",
  lanes: LANES,
  outputs: ["result"],
  inputs: { x: "f32", row: "f32" },
  uniforms: { size: "u32", width: "u32" },
  body: `
  let i = ${flatIndex(LANES)};
  if (i < uniforms.size) { result[i] = x[i] + row[i % uniforms.width]; }`,
};

/** [rows, columns] → [columns, rows]. */
const transpose: Shader = {
  key: "transpose",
  lanes: LANES,
  outputs: ["result"],
  inputs: { x: "f32" },
  uniforms: { size: "u32", rows: "u32", columns: "u32" },
  body: `
  let i = ${flatIndex(LANES)};
  if (i < uniforms.size) { result[i] = x[(i % uniforms.rows) * uniforms.columns + i / uniforms.rows]; }`,
};

/** The state before each step, [B, T, H], from the first and those after each step. */
const shift: Shader = {
  key: "shift states",
  lanes: LANES,
  outputs: ["previous"],
  inputs: { initial: "f32", hidden: "f32" },
  uniforms: { size: "u32", time: "u32", units: "u32" },
  body: `
  let i = ${flatIndex(LANES)};
  if (i >= uniforms.size) { return; }
  let row = i / uniforms.units;
  if (row % uniforms.time == 0u) {
    previous[i] = initial[(row / uniforms.time) * uniforms.units + i % uniforms.units];
  } else {
    previous[i] = hidden[i - uniforms.units];
  }`,
};

const elementGroups = (size: number): [number] => [Math.ceil(size / LANES)];

function forward(gpu: WebGPUBackend, inputs: Inputs, attributes: Attributes): tf.TensorInfo[] {
  const { cell } = attributes as unknown as { cell: RecurrentCell };
  const { projected, recurrentKernel, initialHidden, initialCell, recurrentBias } = inputs as Inputs;
  const [B, T, width] = (projected as tf.TensorInfo).shape as [number, number, number];
  const H = width / gateCount[cell];

  // With a bias an LSTM would need nine buffers; there it may be added beforehand.
  const apart = cell === "lstm" && recurrentBias !== undefined;
  let given = projected as tf.TensorInfo;
  if (apart) {
    given = newTensor(gpu, [B, T, width]);
    const size = B * T * width;
    const tensors = { outputs: [given], inputs: [projected, recurrentBias] as tf.TensorInfo[] };
    runShader(gpu, addRow, tensors, [size, width], elementGroups(size));
  }
  const biased = recurrentBias !== undefined && !apart;
  const outputs = [newTensor(gpu, [B, T, H]), newTensor(gpu, [B, H])];
  if (initialCell) outputs.push(newTensor(gpu, [B, H]));
  if (reserveCount[cell] > 0) outputs.push(newTensor(gpu, [B, T, reserveCount[cell] * H]));
  const read = [given, recurrentKernel, initialHidden, initialCell, biased ? recurrentBias : undefined];
  const tensors = { outputs, inputs: read.filter((tensor) => tensor !== undefined) };
  const { shader, groups } = forwardShader(cell, B, H, biased);
  runShader(gpu, shader, tensors, [B, T], [groups]);
  if (apart) gpu.disposeData(given.dataId);
  return outputs;
}

function backward(gpu: WebGPUBackend, inputs: Inputs, attributes: Attributes): tf.TensorInfo[] {
  const { cell } = attributes as unknown as { cell: RecurrentCell };
  const given = inputs as Inputs;
  const need = (name: string) => given[name] as tf.TensorInfo;
  const [B, T, H] = need("hidden").shape as [number, number, number];
  const width = H * gateCount[cell];
  const kernel = need("recurrentKernel");

  const transposed = newTensor(gpu, [width, H]);
  const kernelSize = H * width;
  const flip = { outputs: [transposed], inputs: [kernel] };
  runShader(gpu, transpose, flip, [kernelSize, H, width], elementGroups(kernelSize));
  const previous = newTensor(gpu, [B, T, H]);
  const shifted = { outputs: [previous], inputs: [need("initialHidden"), need("hidden")] };
  runShader(gpu, shift, shifted, [B * T * H, T, H], elementGroups(B * T * H));

  const projectedGradient = newTensor(gpu, [B, T, width]);
  const stateGradients = [newTensor(gpu, [B, H])];
  if (cell === "lstm") stateGradients.push(newTensor(gpu, [B, H]));
  const extra = cell === "gru" ? [newTensor(gpu, [B, T, width])] : [];
  if (cell === "gru-reset-before") extra.push(newTensor(gpu, [B, T, H]));
  const read = [transposed, need("hiddenGradient"), need("finalHiddenGradient")];
  if (cell === "lstm") read.push(need("finalCellGradient"));
  if (cell === "gru" || cell === "gru-reset-before") read.push(previous);
  read.push(cell === "simple" ? need("hidden") : need("reserve0"));
  const outputs = [projectedGradient, ...stateGradients, ...extra];
  const { shader, groups } = backwardShader(cell, B, H);
  runShader(gpu, shader, { outputs, inputs: read }, [B, T], [groups]);

  const kernelGradient = newTensor(gpu, [H, width]);
  const sides = cell === "gru" ? (extra[0] as tf.TensorInfo) : projectedGradient;
  const block = (states: tf.TensorInfo, from: number, to: number) =>
    product(gpu, {
      a: { tensor: states, rowStride: H },
      b: { tensor: sides, rowStride: width, offset: from * H },
      output: { tensor: kernelGradient, rowStride: width, offset: from * H },
      ...{ rows: H, inner: B * T, columns: (to - from) * H, transposeA: true },
    });
  if (cell === "gru-reset-before") {
    block(previous, 0, 2);
    block(extra[0] as tf.TensorInfo, 2, 3);
  } else {
    block(previous, 0, gateCount[cell]);
  }

  const results = [projectedGradient, kernelGradient, ...stateGradients];
  if (given.recurrentBias) {
    const biasGradient = newTensor(gpu, [width]);
    columnSums(gpu, sides, B * T, width, biasGradient);
    results.push(biasGradient);
  }
  for (const { dataId } of [transposed, previous, ...extra]) gpu.disposeData(dataId);
  return results;
}

export const recurrentWebgpu: readonly tf.KernelConfig[] = [
  webgpuKernel(RECURRENT_FORWARD, forward),
  webgpuKernel(RECURRENT_BACKWARD, backward),
];
