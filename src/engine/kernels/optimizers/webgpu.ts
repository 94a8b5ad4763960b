import * as tf from "@tensorflow/tfjs";
import type { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu";
import { flatIndex, newTensor, prepareToWrite, runShader, type Shader } from "../webgpu/dispatch.ts";
import { ADAM_UPDATE, GLOBAL_NORM, MOMENTUM_UPDATE, RMSPROP_UPDATE, SGD_UPDATE } from "./contract.ts";

const LANES = 64;

interface Update {
  readonly kernelName: string;
  /** The optimizer's memory, by the names of its inputs. */
  readonly slots: readonly string[];
  /** Numbers handed to the shader, worked out from the attributes. */
  readonly numbers: Readonly<Record<string, (attributes: Readonly<Record<string, number>>) => number>>;
  /** Changes `variable[i]` and the slots from `g`, the scaled gradient. */
  readonly body: string;
}

const learningRate = (attributes: Readonly<Record<string, number>>) => attributes.learningRate as number;

const updates: readonly Update[] = [
  {
    kernelName: SGD_UPDATE,
    slots: [],
    numbers: { learningRate },
    body: "variable[i] -= uniforms.learningRate * g;",
  },
  {
    kernelName: MOMENTUM_UPDATE,
    slots: ["velocity"],
    numbers: { learningRate, momentum: ({ momentum }) => momentum as number },
    body: `
  let v = uniforms.momentum * velocity[i] + g;
  velocity[i] = v;
  variable[i] -= uniforms.learningRate * v;`,
  },
  {
    kernelName: RMSPROP_UPDATE,
    slots: ["meanSquare"],
    numbers: {
      learningRate,
      decay: ({ decay }) => decay as number,
      fresh: ({ decay }) => 1 - (decay as number),
      epsilon: ({ epsilon }) => epsilon as number,
    },
    body: `
  let s = uniforms.decay * meanSquare[i] + uniforms.fresh * g * g;
  meanSquare[i] = s;
  variable[i] -= uniforms.learningRate * g / (sqrt(s) + uniforms.epsilon);`,
  },
  {
    kernelName: ADAM_UPDATE,
    slots: ["firstMoment", "secondMoment"],
    numbers: {
      kept: ({ learningRate: rate, weightDecay }) => 1 - (rate as number) * (weightDecay as number),
      beta1: ({ beta1 }) => beta1 as number,
      fresh1: ({ beta1 }) => 1 - (beta1 as number),
      beta2: ({ beta2 }) => beta2 as number,
      fresh2: ({ beta2 }) => 1 - (beta2 as number),
      // The corrections are worked out in double precision: 1 − 0.999 alone loses four digits in single.
      rate: ({ learningRate: rate, beta1, step }) => (rate as number) / (1 - (beta1 as number) ** (step as number)),
      correction2: ({ beta2, step }) => 1 / (1 - (beta2 as number) ** (step as number)),
      epsilon: ({ epsilon }) => epsilon as number,
    },
    body: `
  let m = uniforms.beta1 * firstMoment[i] + uniforms.fresh1 * g;
  let s = uniforms.beta2 * secondMoment[i] + uniforms.fresh2 * g * g;
  firstMoment[i] = m;
  secondMoment[i] = s;
  let change = uniforms.rate * m / (sqrt(s * uniforms.correction2) + uniforms.epsilon);
  variable[i] = uniforms.kept * variable[i] - change;`,
  },
];

function shaderOf({ kernelName, slots, numbers, body }: Update, scaled: boolean): Shader {
  return {
    key: `${kernelName} ${scaled}`,
    lanes: LANES,
    outputs: ["variable", ...slots],
    inputs: { gradient: "f32", ...(scaled ? { gradientScale: "f32" as const } : {}) },
    uniforms: { size: "u32", ...Object.fromEntries(Object.keys(numbers).map((name) => [name, "f32" as const])) },
    changing: true,
    body: `
  let i = ${flatIndex(LANES)};
  if (i >= uniforms.size) { return; }
  let g = gradient[i]${scaled ? " * gradientScale[0]" : ""};
  ${body}`,
  };
}

/** A variable may share its buffer with a copy that someone still holds; written in place it needs one of its own. */
function makeSole(gpu: WebGPUBackend, variable: tf.Variable): void {
  if (gpu.refCount(variable.dataId) > 1) {
    const copy = tf.engine().makeTensorFromTensorInfo(copyOf(gpu, variable));
    variable.assign(copy);
    copy.dispose();
  }
  prepareToWrite(gpu, variable);
}

const copyElements: Shader = {
  key: "copy",
  lanes: LANES,
  outputs: ["result"],
  inputs: { x: "f32" },
  uniforms: { size: "u32" },
  body: `
  let i = ${flatIndex(LANES)};
  if (i < uniforms.size) { result[i] = x[i]; }`,
};

function copyOf(gpu: WebGPUBackend, x: tf.TensorInfo): tf.TensorInfo {
  const size = tf.util.sizeFromShape(x.shape);
  const output = newTensor(gpu, x.shape);
  runShader(gpu, copyElements, { outputs: [output], inputs: [x] }, [size], [Math.ceil(size / LANES)]);
  return output;
}

function registerUpdate(update: Update): void {
  const [plain, scaled] = [shaderOf(update, false), shaderOf(update, true)];
  tf.registerKernel({
    kernelName: update.kernelName,
    backendName: "webgpu",
    kernelFunc: ({ inputs, backend, attrs }) => {
      const gpu = backend as unknown as WebGPUBackend;
      const given = inputs as Record<string, tf.Variable>;
      const written = ["variable", ...update.slots].map((name) => given[name] as tf.Variable);
      for (const variable of written) makeSole(gpu, variable);
      const { gradient, gradientScale } = given;
      const read = (gradientScale ? [gradient, gradientScale] : [gradient]) as tf.Tensor[];
      const size = (gradient as tf.Tensor).size;
      const attributes = attrs as unknown as Record<string, number>;
      const uniforms = [size, ...Object.values(update.numbers).map((number) => number(attributes))];
      const groups = Math.ceil(size / LANES);
      runShader(gpu, gradientScale ? scaled : plain, { outputs: written, inputs: read }, uniforms, [groups]);
      return [];
    },
  });
}

const NORM_LANES = 256;
/** Workgroups that share the squares of one gradient. */
const groupsOf = (size: number) => Math.max(1, Math.min(64, Math.ceil(size / 2048)));

const sumShared = `
  for (var half = ${NORM_LANES / 2}u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (lane < half) { sums[lane] += sums[lane + half]; }
  }`;

const sumSquares: Shader = {
  key: "sum of squares",
  lanes: NORM_LANES,
  outputs: ["result"],
  inputs: { x: "f32" },
  uniforms: { size: "u32", offset: "u32" },
  declarations: `var<workgroup> sums: array<f32, ${NORM_LANES}>;`,
  body: `
  var sum = 0.0;
  for (var i = group.x * ${NORM_LANES}u + lane; i < uniforms.size; i += groups.x * ${NORM_LANES}u) { sum += x[i] * x[i]; }
  sums[lane] = sum;
  ${sumShared}
  if (lane == 0u) { result[uniforms.offset + group.x] = sums[0]; }`,
};

const rootOfSum: Shader = {
  key: "root of sum",
  lanes: NORM_LANES,
  outputs: ["result"],
  inputs: { x: "f32" },
  uniforms: { size: "u32" },
  declarations: `var<workgroup> sums: array<f32, ${NORM_LANES}>;`,
  body: `
  var sum = 0.0;
  for (var i = lane; i < uniforms.size; i += ${NORM_LANES}u) { sum += x[i]; }
  sums[lane] = sum;
  ${sumShared}
  if (lane == 0u) { result[0] = sqrt(sums[0]); }`,
};

function globalNorm({ inputs, backend }: Parameters<tf.KernelFunc>[0]): tf.TensorInfo {
  const gpu = backend as unknown as WebGPUBackend;
  const gradients = Object.values(inputs) as tf.TensorInfo[];
  const sizes = gradients.map(({ shape }) => tf.util.sizeFromShape(shape));
  const groups = sizes.map(groupsOf);
  const count = groups.reduce((sum, each) => sum + each, 0);
  const partial = newTensor(gpu, [count]);
  let offset = 0;
  gradients.forEach((gradient, i) => {
    const share = groups[i] as number;
    runShader(gpu, sumSquares, { outputs: [partial], inputs: [gradient] }, [sizes[i] as number, offset], [share]);
    offset += share;
  });
  const output = newTensor(gpu, []);
  runShader(gpu, rootOfSum, { outputs: [output], inputs: [partial] }, [count], [1]);
  gpu.disposeData(partial.dataId);
  return output;
}

export function registerOptimizers(): void {
  for (const update of updates) registerUpdate(update);
  tf.registerKernel({ kernelName: GLOBAL_NORM, backendName: "webgpu", kernelFunc: globalNorm });
}
