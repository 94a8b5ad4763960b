import * as tf from "@tensorflow/tfjs";
import { flatIndex, newTensor, runShader, type Shader } from "../webgpu/dispatch.ts";
import { webgpuKernel } from "../webgpu/kernel.ts";
import { CROSS_ENTROPY_BACKWARD, CROSS_ENTROPY_FORWARD } from "./contract.ts";

const LANES = 64;

/** A lane for each row, and the row read twice: for its greatest logit, and for the sum of exponentials. */
const narrow: Shader = {
  key: "cross entropy, narrow",
  lanes: LANES,
  outputs: ["losses", "logTotals"],
  inputs: { logits: "f32", labels: "i32" },
  uniforms: { rows: "u32", classes: "u32" },
  body: `
  let row = ${flatIndex(LANES)};
  if (row >= uniforms.rows) { return; }
  let first = row * uniforms.classes;
  var greatest = logits[first];
  for (var c = 1u; c < uniforms.classes; c++) { greatest = max(greatest, logits[first + c]); }
  var total = 0.0;
  for (var c = 0u; c < uniforms.classes; c++) { total += exp(logits[first + c] - greatest); }
  let logTotal = greatest + log(total);
  logTotals[row] = logTotal;
  losses[row] = (greatest - logits[first + u32(labels[row])]) + log(total);`,
};

/** A workgroup for each row: thousands of classes, as in Chinese. */
const wide: Shader = {
  ...narrow,
  key: "cross entropy, wide",
  declarations: `var<workgroup> shared_: array<f32, ${LANES}>;`,
  body: `
  let row = group.y * groups.x + group.x;
  let first = row * uniforms.classes;
  let inside = row < uniforms.rows;
  var greatest = -3.4e38;
  if (inside) {
    for (var c = lane; c < uniforms.classes; c += ${LANES}u) { greatest = max(greatest, logits[first + c]); }
  }
  shared_[lane] = greatest;
  workgroupBarrier();
  for (var half = ${LANES / 2}u; half > 0u; half /= 2u) {
    if (lane < half) { shared_[lane] = max(shared_[lane], shared_[lane + half]); }
    workgroupBarrier();
  }
  greatest = shared_[0];
  workgroupBarrier();
  var total = 0.0;
  if (inside) {
    for (var c = lane; c < uniforms.classes; c += ${LANES}u) { total += exp(logits[first + c] - greatest); }
  }
  shared_[lane] = total;
  workgroupBarrier();
  for (var half = ${LANES / 2}u; half > 0u; half /= 2u) {
    if (lane < half) { shared_[lane] += shared_[lane + half]; }
    workgroupBarrier();
  }
  if (inside && lane == 0u) {
    let rest = log(shared_[0]);
    logTotals[row] = greatest + rest;
    losses[row] = (greatest - logits[first + u32(labels[row])]) + rest;
  }`,
};

const backward: Shader = {
  key: "cross entropy gradient",
  lanes: LANES,
  outputs: ["result"],
  inputs: { logits: "f32", labels: "i32", gradient: "f32", logTotals: "f32" },
  uniforms: { size: "u32", classes: "u32" },
  body: `
  let i = ${flatIndex(LANES)};
  if (i >= uniforms.size) { return; }
  let row = i / uniforms.classes;
  let chosen = select(0.0, 1.0, i32(i % uniforms.classes) == labels[row]);
  result[i] = (exp(logits[i] - logTotals[row]) - chosen) * gradient[row];`,
};

/** Beyond so many classes a row has a workgroup of its own. */
const NARROW = 256;

export const crossEntropyWebgpu: readonly tf.KernelConfig[] = [
  webgpuKernel(CROSS_ENTROPY_FORWARD, (gpu, inputs) => {
    const { logits, labels } = inputs as { logits: tf.TensorInfo; labels: tf.TensorInfo };
    const [rows, classes] = logits.shape as [number, number];
    const outputs = [newTensor(gpu, [rows]), newTensor(gpu, [rows])];
    const [shader, groups] = classes <= NARROW ? [narrow, Math.ceil(rows / LANES)] : [wide, rows];
    runShader(gpu, shader, { outputs, inputs: [logits, labels] }, [rows, classes], [groups]);
    return outputs;
  }),
  webgpuKernel(CROSS_ENTROPY_BACKWARD, (gpu, inputs) => {
    const { logits, labels, gradient, reserve0 } = inputs as Record<string, tf.TensorInfo>;
    const given = [logits, labels, gradient, reserve0] as tf.TensorInfo[];
    const shape = (logits as tf.TensorInfo).shape;
    const output = newTensor(gpu, shape);
    const size = tf.util.sizeFromShape(shape);
    runShader(
      gpu,
      backward,
      { outputs: [output], inputs: given },
      [size, shape[1] as number],
      [Math.ceil(size / LANES)],
    );
    return output;
  }),
];
