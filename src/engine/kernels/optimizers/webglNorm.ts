import type * as tf from "@tensorflow/tfjs";
import type { WebglBackend } from "../webgl/backend.ts";
import { runIndexed, sizeOf } from "../webgl/elementwise.ts";
import type { Inputs } from "../webgl/kernel.ts";

/** Tensors that one draw reads; every device has 16 texture units. */
const AT_ONCE = 16;
/** Parts in which a tensor is summed. */
const PARTS = 64;

/** Sums of `term`, GLSL in `x`, over parts of each tensor: [count · parts]. */
function partialSums(gpu: WebglBackend, tensors: readonly tf.TensorInfo[], term: string): tf.TensorInfo {
  const sizes = tensors.map(({ shape }) => sizeOf(shape));
  const names = tensors.map((_, n) => `x${n}`);
  const sumOf = (n: number) => {
    const stride = Math.ceil((sizes[n] as number) / PARTS);
    return `case ${n}:
    for (int l = part * ${stride}; l < min((part + 1) * ${stride}, ${sizes[n]}); l++) { float x = x${n}(l); sum += ${term}; }
    break;`;
  };
  const sums = {
    key: `sums of ${term} over ${sizes}`,
    inputs: names,
    body: `
  int part = i % ${PARTS};
  float sum = 0.0;
  switch (i / ${PARTS}) {
    ${names.map((_, n) => sumOf(n)).join("\n    ")}
  }
  y0 = sum;`,
  };
  return runIndexed(gpu, sums, tensors, { shape: [tensors.length * PARTS] })[0] as tf.TensorInfo;
}

/** √(Σ of all squares) in a draw for each 16 gradients and two more. */
export function globalNorm(gpu: WebglBackend, inputs: Inputs): tf.TensorInfo {
  let tensors = Object.values(inputs).filter((gradient) => gradient !== undefined);
  for (let squared = true; squared || tensors.length > 1; squared = false) {
    const sums: tf.TensorInfo[] = [];
    for (let first = 0; first < tensors.length; first += AT_ONCE) {
      sums.push(partialSums(gpu, tensors.slice(first, first + AT_ONCE), squared ? "x * x" : "x"));
    }
    if (!squared) for (const { dataId } of tensors) gpu.disposeData(dataId);
    tensors = sums;
  }
  const parts = tensors[0] as tf.TensorInfo;
  const count = sizeOf(parts.shape);
  const root = {
    key: `root of ${count} sums`,
    inputs: ["x"],
    body: `float sum = 0.0; for (int l = 0; l < ${count}; l++) { sum += x(l); } y0 = sqrt(sum);`,
  };
  const norm = runIndexed(gpu, root, [parts], { shape: [] })[0] as tf.TensorInfo;
  gpu.disposeData(parts.dataId);
  return norm;
}
