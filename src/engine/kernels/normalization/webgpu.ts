import type * as tf from "@tensorflow/tfjs";
import type { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu";
import { alsoCompile, flatIndex, newTensor, runShader, type Shader, variant } from "../webgpu/dispatch.ts";
import { given, type Inputs, webgpuKernel } from "../webgpu/kernel.ts";
import { type Grouping, NORMALIZATION, NORMALIZATION_GRADIENT } from "./contract.ts";

const geometry = { pixels: "u32", groupCount: "u32", depth: "u32", statistics: "u32" } as const;

/** A workgroup for each group: `size` numbers, of which number `e` lies at `place(e)`. */
const groupOf = `
  let statistic = group.y * groups.x + group.x;
  let inside = statistic < uniforms.statistics;
  let size = select(0u, uniforms.pixels * uniforms.depth, inside);
  let channels = uniforms.groupCount * uniforms.depth;
  let channel0 = (statistic % uniforms.groupCount) * uniforms.depth;
  let start = (statistic / uniforms.groupCount) * uniforms.pixels * channels + channel0;`;
const place = "start + (e / uniforms.depth) * channels + e % uniforms.depth";

const totals = (lanes: number) => `
var<workgroup> sums: array<f32, ${lanes}>;
fn total(lane: u32, value: f32) -> f32 {
  workgroupBarrier();
  sums[lane] = value;
  for (var half = ${lanes / 2}u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (lane < half) { sums[lane] += sums[lane + half]; }
  }
  workgroupBarrier();
  return sums[0];
}`;

const forward = variant(
  (lanes: number): Shader => ({
    key: `normalization ${lanes}`,
    lanes,
    outputs: ["y", "means", "inverses"],
    inputs: { x: "f32", gain: "f32", offset: "f32" },
    uniforms: { ...geometry, epsilon: "f32" },
    declarations: totals(lanes),
    body: `
  ${groupOf}
  var sum = 0.0;
  for (var e = lane; e < size; e += ${lanes}u) { sum += x[${place}]; }
  let mean = total(lane, sum) / f32(uniforms.pixels * uniforms.depth);
  var squares = 0.0;
  for (var e = lane; e < size; e += ${lanes}u) {
    let away = x[${place}] - mean;
    squares += away * away;
  }
  let variance = total(lane, squares) / f32(uniforms.pixels * uniforms.depth);
  let inverse = 1.0 / sqrt(variance + uniforms.epsilon);
  for (var e = lane; e < size; e += ${lanes}u) {
    let i = ${place};
    let channel = channel0 + e % uniforms.depth;
    y[i] = gain[channel] * (x[i] - mean) * inverse + offset[channel];
  }
  if (inside && lane == 0u) {
    means[statistic] = mean;
    inverses[statistic] = inverse;
  }`,
  }),
);

const ofInput = variant(
  (lanes: number): Shader => ({
    key: `gradient of normalization ${lanes}`,
    lanes,
    outputs: ["result"],
    inputs: { x: "f32", gain: "f32", means: "f32", inverses: "f32", dy: "f32" },
    uniforms: geometry,
    declarations: totals(lanes),
    body: `
  ${groupOf}
  let known = min(statistic, uniforms.statistics - 1u);
  let mean = means[known];
  let inverse = inverses[known];
  var sum = 0.0;
  var along = 0.0;
  for (var e = lane; e < size; e += ${lanes}u) {
    let i = ${place};
    let slope = dy[i] * gain[channel0 + e % uniforms.depth];
    sum += slope;
    along += slope * (x[i] - mean) * inverse;
  }
  let share = 1.0 / f32(uniforms.pixels * uniforms.depth);
  let meanSlope = total(lane, sum) * share;
  let meanAlong = total(lane, along) * share;
  for (var e = lane; e < size; e += ${lanes}u) {
    let i = ${place};
    let slope = dy[i] * gain[channel0 + e % uniforms.depth];
    result[i] = inverse * (slope - meanSlope - (x[i] - mean) * inverse * meanAlong);
  }`,
  }),
);

const LANES = 64;
const COLUMNS = 8;
const ACROSS = LANES / COLUMNS;

/** Sums over the rows of a part, for 8 channels, 8 lanes to each: [parts, channels] twice. */
const ofWeights: Shader = {
  key: "gradients of gain and offset",
  lanes: LANES,
  outputs: ["ofGain", "ofOffset"],
  inputs: { x: "f32", means: "f32", inverses: "f32", dy: "f32" },
  uniforms: { ...geometry, rows: "u32", part: "u32" },
  declarations: `var<workgroup> sums: array<vec2<f32>, ${LANES}>;`,
  body: `
  let channels = uniforms.groupCount * uniforms.depth;
  let channel = group.x * ${COLUMNS}u + lane % ${COLUMNS}u;
  let last = min((group.z + 1u) * uniforms.part, uniforms.rows);
  var sum = vec2<f32>(0.0);
  if (channel < channels) {
    for (var row = group.z * uniforms.part + lane / ${COLUMNS}u; row < last; row += ${ACROSS}u) {
      let statistic = (row / uniforms.pixels) * uniforms.groupCount + channel / uniforms.depth;
      let i = row * channels + channel;
      sum += dy[i] * vec2<f32>((x[i] - means[statistic]) * inverses[statistic], 1.0);
    }
  }
  sums[lane] = sum;
  workgroupBarrier();
  if (lane < ${COLUMNS}u && channel < channels) {
    for (var i = 1u; i < ${ACROSS}u; i++) { sum += sums[i * ${COLUMNS}u + lane]; }
    ofGain[group.z * channels + channel] = sum.x;
    ofOffset[group.z * channels + channel] = sum.y;
  }`,
};

const addParts: Shader = {
  key: "add parts of gain and offset",
  lanes: LANES,
  outputs: ["ofGain", "ofOffset"],
  inputs: { gains: "f32", offsets: "f32" },
  uniforms: { size: "u32", count: "u32" },
  body: `
  let i = ${flatIndex(LANES)};
  if (i >= uniforms.size) { return; }
  var sum = vec2<f32>(0.0);
  for (var part = 0u; part < uniforms.count; part++) {
    sum += vec2<f32>(gains[part * uniforms.size + i], offsets[part * uniforms.size + i]);
  }
  ofGain[i] = sum.x;
  ofOffset[i] = sum.y;`,
};

/** Small groups leave most of a large workgroup idle. */
const lanesFor = ({ pixels, depth }: Grouping) => (pixels * depth <= 512 ? 64 : 256);
const numbersOf = ({ batch, pixels, groups, depth }: Grouping) => [pixels, groups, depth, batch * groups];

/** Rows that one lane adds up at least before they are cut into parts. */
const ROWS_PER_LANE = 64;

function weightGradients(gpu: WebGPUBackend, inputs: Inputs, grouping: Grouping): tf.TensorInfo[] {
  const channels = grouping.groups * grouping.depth;
  const rows = grouping.batch * grouping.pixels;
  const read = ["x", "mean", "inverse", "dy"].map((name) => given(inputs, name));
  const parts = Math.max(1, Math.min(64, Math.floor(rows / (ACROSS * ROWS_PER_LANE))));
  const part = Math.ceil(rows / parts);
  const results = [newTensor(gpu, [channels]), newTensor(gpu, [channels])];
  const sums = parts === 1 ? results : [newTensor(gpu, [parts, channels]), newTensor(gpu, [parts, channels])];
  const groups = [Math.ceil(channels / COLUMNS), 1, parts] as const;
  runShader(gpu, ofWeights, { outputs: sums, inputs: read }, [...numbersOf(grouping), rows, part], groups);
  alsoCompile(gpu, () => addParts);
  if (parts > 1) {
    const tensors = { outputs: results, inputs: sums };
    runShader(gpu, addParts, tensors, [channels, parts], [Math.ceil(channels / LANES)]);
    for (const { dataId } of sums) gpu.disposeData(dataId);
  }
  return results;
}

export const normalizationWebgpu: readonly tf.KernelConfig[] = [
  webgpuKernel(NORMALIZATION, (gpu, inputs, attributes) => {
    const grouping = attributes as unknown as Grouping;
    const x = given(inputs, "x");
    const statistics = grouping.batch * grouping.groups;
    const outputs = [newTensor(gpu, x.shape), newTensor(gpu, [statistics]), newTensor(gpu, [statistics])];
    const tensors = { outputs, inputs: [x, given(inputs, "gain"), given(inputs, "offset")] };
    const uniforms = [...numbersOf(grouping), attributes.epsilon as number];
    runShader(gpu, forward(lanesFor(grouping)), tensors, uniforms, [statistics]);
    return outputs;
  }),
  webgpuKernel(NORMALIZATION_GRADIENT, (gpu, inputs, attributes) => {
    const grouping = attributes as unknown as Grouping;
    const dx = newTensor(gpu, given(inputs, "x").shape);
    const read = ["x", "gain", "mean", "inverse", "dy"].map((name) => given(inputs, name));
    const statistics = grouping.batch * grouping.groups;
    const tensors = { outputs: [dx], inputs: read };
    runShader(gpu, ofInput(lanesFor(grouping)), tensors, numbersOf(grouping), [statistics]);
    return [dx, ...weightGradients(gpu, inputs, grouping)];
  }),
];
