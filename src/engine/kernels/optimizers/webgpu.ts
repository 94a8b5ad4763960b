import * as tf from "@tensorflow/tfjs";
import type { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu";
import { flatIndex, newTensor, prepareToWrite, runShader, type Shader, sendOff, variant } from "../webgpu/dispatch.ts";
import { type Attributes, given, type Inputs, sizeOf, webgpuKernel } from "../webgpu/kernel.ts";
import { ADAM_UPDATE, GLOBAL_NORM, MOMENTUM_UPDATE, RMSPROP_UPDATE, SGD_UPDATE, UPDATES } from "./contract.ts";
import { globalNorm } from "./webgpuNorm.ts";

const LANES = 64;

interface Update {
  /** The optimizer's memory, by the names of its inputs. */
  readonly slots: readonly string[];
  /** Numbers handed to the shader, worked out from the attributes. */
  readonly numbers: Readonly<Record<string, (attributes: Readonly<Record<string, number>>) => number>>;
  /** Changes `variable[i]` and the slots from `g`, the scaled gradient. */
  readonly body: string;
}

const learningRate = (attributes: Readonly<Record<string, number>>) => attributes.learningRate as number;

const updates: Readonly<Record<string, Update>> = {
  [SGD_UPDATE]: {
    slots: [],
    numbers: { learningRate },
    body: "variable[i] -= uniforms.learningRate * g;",
  },
  [MOMENTUM_UPDATE]: {
    slots: ["velocity"],
    numbers: { learningRate, momentum: ({ momentum }) => momentum as number },
    body: `
  let v = uniforms.momentum * velocity[i] + g;
  velocity[i] = v;
  variable[i] -= uniforms.learningRate * v;`,
  },
  [RMSPROP_UPDATE]: {
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
  [ADAM_UPDATE]: {
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
};

/** Storage buffers that a shader may have by the default limits. */
const BUFFERS = 8;

/** How many weights fit into one dispatch. */
const weightsAtOnce = ({ slots }: Update, scaled: boolean) =>
  Math.floor((BUFFERS - (scaled ? 1 : 0)) / (slots.length + 2));

/** One pass over `count` weights: the lanes of each lie behind those of the one before. */
const shaderOf = variant((kernelName: string, count: number, scaled: boolean): Shader => {
  const { slots, numbers, body } = updates[kernelName] as Update;
  const each = Array.from({ length: count }, (_, j) => j);
  const written = ["variable", ...slots];
  // In the text of an update, the tensors of one weight have no number.
  const numbered = (j: number) => written.reduce((text, name) => text.replaceAll(`${name}[i]`, `${name}${j}[i]`), body);
  return {
    key: `${kernelName} ${count} ${scaled}`,
    lanes: LANES,
    outputs: each.flatMap((j) => written.map((name) => `${name}${j}`)),
    inputs: Object.fromEntries(
      [...each.map((j) => `gradient${j}`), ...(scaled ? ["gradientScale"] : [])].map((name) => [name, "f32" as const]),
    ),
    uniforms: {
      ...Object.fromEntries(each.map((j) => [`size${j}`, "u32" as const])),
      ...Object.fromEntries(Object.keys(numbers).map((name) => [name, "f32" as const])),
    },
    changing: true,
    body: `
  var i = ${flatIndex(LANES)};
  ${each
    .map(
      (j) => `
  if (i < uniforms.size${j}) {
    let g = gradient${j}[i]${scaled ? " * gradientScale[0]" : ""};
    ${numbered(j)}
    return;
  }
  i -= uniforms.size${j};`,
    )
    .join("")}`,
  };
});

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

/** Updates the weights whose inputs have these numbers (or nothing) behind their names, in as few dispatches as there are buffers for. */
function run(
  gpu: WebGPUBackend,
  kernelName: string,
  inputs: Inputs,
  attributes: Attributes,
  suffixes: readonly string[],
): void {
  const update = updates[kernelName] as Update;
  const { gradientScale } = inputs;
  const numbers = Object.values(update.numbers).map((number) => number(attributes as Readonly<Record<string, number>>));
  const atOnce = weightsAtOnce(update, gradientScale !== undefined);
  for (let first = 0; first < suffixes.length; first += atOnce) {
    const some = suffixes.slice(first, first + atOnce);
    const written = some.flatMap((suffix) => ["variable", ...update.slots].map((name) => given(inputs, name + suffix)));
    for (const variable of written) makeSole(gpu, variable as tf.Variable);
    const gradients = some.map((suffix) => given(inputs, `gradient${suffix}`));
    const sizes = gradients.map(({ shape }) => sizeOf(shape));
    const total = sizes.reduce((sum, size) => sum + size, 0);
    const tensors = { outputs: written, inputs: gradientScale ? [...gradients, gradientScale] : gradients };
    const shader = shaderOf(kernelName, some.length, gradientScale !== undefined);
    runShader(gpu, shader, tensors, [...sizes, ...numbers], [Math.ceil(total / LANES)]);
  }
}

export const optimizersWebgpu: readonly tf.KernelConfig[] = [
  ...Object.keys(updates).map((kernelName) =>
    webgpuKernel(kernelName, (gpu, inputs, attributes) => {
      run(gpu, kernelName, inputs, attributes, [""]);
      return [];
    }),
  ),
  webgpuKernel(UPDATES, (gpu, inputs, attributes) => {
    const { update, count } = attributes as { readonly update: string; readonly count: number };
    const suffixes = Array.from({ length: count }, (_, i) => String(i));
    run(gpu, update, inputs, attributes, suffixes);
    // The device gets to work while the next step is put together, and every step is sent in the same pieces.
    sendOff(gpu);
    return [];
  }),
  webgpuKernel(GLOBAL_NORM, globalNorm),
];
