import type * as tf from "@tensorflow/tfjs";
import type { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu";
import { newTensor, runShader, type Shader, variant } from "../webgpu/dispatch.ts";
import { type Inputs, sizeOf } from "../webgpu/kernel.ts";

const LANES = 256;
/** Workgroups that share the squares of one gradient. */
const groupsOf = (size: number) => Math.max(1, Math.min(64, Math.ceil(size / 2048)));
/** Gradients that one dispatch reads: with the result, as many buffers as the default limits allow. */
const AT_ONCE = 7;

const sumShared = `
  for (var half = ${LANES / 2}u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (lane < half) { sums[lane] += sums[lane + half]; }
  }`;

const sumSquares = variant((count: number): Shader => {
  const each = Array.from({ length: count }, (_, j) => j);
  return {
    key: `sum of squares ${count}`,
    lanes: LANES,
    outputs: ["result"],
    inputs: Object.fromEntries(each.map((j) => [`gradient${j}`, "f32" as const])),
    uniforms: {
      offset: "u32",
      ...Object.fromEntries(each.flatMap((j) => [`size${j}`, `groups${j}`]).map((name) => [name, "u32" as const])),
    },
    declarations: `var<workgroup> sums: array<f32, ${LANES}>;`,
    body: `
  var sum = 0.0;
  var before = 0u;
  ${each
    .map(
      (j) => `
  if (group.x >= before && group.x < before + uniforms.groups${j}) {
    let step = uniforms.groups${j} * ${LANES}u;
    for (var i = (group.x - before) * ${LANES}u + lane; i < uniforms.size${j}; i += step) { sum += gradient${j}[i] * gradient${j}[i]; }
  }
  before += uniforms.groups${j};`,
    )
    .join("")}
  sums[lane] = sum;
  ${sumShared}
  if (lane == 0u) { result[uniforms.offset + group.x] = sums[0]; }`,
  };
});

const rootOfSum: Shader = {
  key: "root of sum",
  lanes: LANES,
  outputs: ["result"],
  inputs: { x: "f32" },
  uniforms: { size: "u32" },
  declarations: `var<workgroup> sums: array<f32, ${LANES}>;`,
  body: `
  var sum = 0.0;
  for (var i = lane; i < uniforms.size; i += ${LANES}u) { sum += x[i]; }
  sums[lane] = sum;
  ${sumShared}
  if (lane == 0u) { result[0] = sqrt(sums[0]); }`,
};

const totalOf = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);

/** √(Σ of all squares) over the inputs together, a scalar. */
export function globalNorm(gpu: WebGPUBackend, inputs: Inputs): tf.TensorInfo {
  const gradients = Object.values(inputs).filter((gradient) => gradient !== undefined);
  const sizes = gradients.map(({ shape }) => sizeOf(shape));
  const count = totalOf(sizes.map(groupsOf));
  const partial = newTensor(gpu, [count]);
  let offset = 0;
  for (let first = 0; first < gradients.length; first += AT_ONCE) {
    const some = gradients.slice(first, first + AT_ONCE);
    const lengths = sizes.slice(first, first + AT_ONCE);
    const groups = totalOf(lengths.map(groupsOf));
    const uniforms = [offset, ...lengths.flatMap((size) => [size, groupsOf(size)])];
    runShader(gpu, sumSquares(some.length), { outputs: [partial], inputs: some }, uniforms, [groups]);
    offset += groups;
  }
  const output = newTensor(gpu, []);
  runShader(gpu, rootOfSum, { outputs: [output], inputs: [partial] }, [count], [1]);
  gpu.disposeData(partial.dataId);
  return output;
}
