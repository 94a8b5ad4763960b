/** Stock kernels of the WebGPU backend that ours replace: wrong, different from run to run, or in needless dispatches. */
import * as tf from "@tensorflow/tfjs";
import type { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu";
import { type Activation, LEAKY_SLOPE } from "../matMul/contract.ts";
import { columnSums } from "./columnSums.ts";
import { flatIndex, newTensor, runShader, type Shader } from "./dispatch.ts";
import { product } from "./product.ts";
import { convolve, convolveFilterGradient, convolveTransposed } from "./windows.ts";

type Inputs = Readonly<Record<string, tf.TensorInfo | undefined>>;
type Attributes = Readonly<Record<string, unknown>>;
type Ours = (gpu: WebGPUBackend, inputs: Inputs, attributes: Attributes) => tf.TensorInfo | null;

/** Ours where it answers, the stock kernel where it gives null. */
function replaceStock(kernelName: string, ours: Ours): void {
  const stock = tf.getKernel(kernelName, "webgpu");
  tf.unregisterKernel(kernelName, "webgpu");
  tf.registerKernel({
    ...stock,
    kernelFunc: (call) => {
      const gpu = call.backend as unknown as WebGPUBackend;
      const attributes = (call.attrs ?? {}) as unknown as Attributes;
      return ours(gpu, call.inputs as Inputs, attributes) ?? stock.kernelFunc(call);
    },
  });
}

const LANES = 64;

const toFloat: Shader = {
  key: "integers to floats",
  lanes: LANES,
  outputs: ["result"],
  inputs: { x: "i32" },
  uniforms: { size: "u32" },
  body: `
  let i = ${flatIndex(LANES)};
  if (i < uniforms.size) { result[i] = f32(x[i]); }`,
};

/**
 * The stock cast of integers to floats keeps the buffer of integers and calls it floats; programs that believe the name
 * then fail to compile, and with them everything in their batch of commands.
 */
const cast: Ours = (gpu, { x }, { dtype }) => {
  if (!x || (x.dtype !== "int32" && x.dtype !== "bool") || dtype !== "float32") return null;
  const size = tf.util.sizeFromShape(x.shape);
  const { values } = gpu.tensorMap.get(x.dataId);
  if (values) return gpu.makeTensorInfo(x.shape, "float32", Float32Array.from(values as Int32Array));
  if (size === 0) return null;
  const output = newTensor(gpu, x.shape);
  runShader(gpu, toFloat, { outputs: [output], inputs: [x] }, [size], [Math.ceil(size / LANES)]);
  return output;
};

/** Beyond this length the stock product may add its parts atomically, in whatever order they come (from 2,000 on). */
const LONG_SUM = 1024;

const activations: Readonly<Record<string, Activation>> = {
  linear: "linear",
  relu: "relu",
  sigmoid: "sigmoid",
  elu: "elu",
};

const longProduct: Ours = (gpu, { a, b, bias, preluActivationWeights }, attributes) => {
  if (!a || !b || a.dtype !== "float32" || b.dtype !== "float32" || preluActivationWeights) return null;
  const { transposeA = false, transposeB = false, activation = "linear" } = attributes;
  const known = activations[activation as string];
  const [heightA, widthA] = a.shape.slice(-2) as [number, number];
  const [heightB, widthB] = b.shape.slice(-2) as [number, number];
  const [rows, inner] = transposeA ? [widthA, heightA] : [heightA, widthA];
  const columns = transposeB ? heightB : widthB;
  const outer = [...a.shape.slice(0, -2), ...b.shape.slice(0, -2)];
  if (inner < LONG_SUM || !known || outer.some((size) => size !== 1) || rows * columns === 0) return null;
  const leading = a.shape.length >= b.shape.length ? a.shape.slice(0, -2) : b.shape.slice(0, -2);
  const output = newTensor(gpu, [...leading, rows, columns]);
  product(gpu, {
    a: { tensor: a, rowStride: widthA },
    b: { tensor: b, rowStride: widthB },
    output: { tensor: output, rowStride: columns },
    ...{ rows, inner, columns, transposeA: Boolean(transposeA), transposeB: Boolean(transposeB), activation: known },
    bias: bias ?? null,
  });
  return output;
};

/** Sums over the leading axes, such as the gradients of biases: stock transposes first. */
const leadingSum: Ours = (gpu, { x }, { axis, keepDims }) => {
  if (x?.dtype !== "float32") return null;
  const axes = tf.util.parseAxisParam(axis as number | number[], x.shape);
  const leading = axes.length > 0 && axes.length < x.shape.length && axes.every((each) => each < axes.length);
  const kept = x.shape.slice(axes.length);
  const columns = tf.util.sizeFromShape(kept);
  const rows = tf.util.sizeFromShape(x.shape.slice(0, axes.length));
  if (!leading || columns === 0 || rows === 0) return null;
  const output = newTensor(gpu, keepDims ? [...axes.map(() => 1), ...kept] : kept);
  columnSums(gpu, x, rows, columns, output);
  return output;
};

const stockActivations: Readonly<Record<string, Activation>> = { ...activations, leakyrelu: "leakyRelu" };

const convolution: Ours = (gpu, { x, filter, bias, preluActivationWeights }, attributes) => {
  const { activation = "linear", dataFormat = "NHWC", leakyreluAlpha = LEAKY_SLOPE } = attributes;
  const known = stockActivations[activation as string];
  const another = known === "leakyRelu" && leakyreluAlpha !== LEAKY_SLOPE;
  if (!x || !filter || preluActivationWeights || dataFormat !== "NHWC" || !known || another) return null;
  return convolve(gpu, x, filter, attributes, { bias, activation: known });
};

const convolutionInputGradient: Ours = (gpu, { dy, filter }, attributes) =>
  dy && filter && attributes.dataFormat !== "NCHW" ? convolveTransposed(gpu, dy, filter, attributes) : null;

/** Stock has one lane for each number of the filter, which loops over the whole batch. */
const convolutionFilterGradient: Ours = (gpu, { x, dy }, attributes) =>
  x && dy && attributes.dataFormat !== "NCHW" ? (convolveFilterGradient(gpu, x, dy, attributes)[0] ?? null) : null;

/** With the result, as many buffers as the default limits allow; beyond them the stock program is refused. */
const ADDED_AT_ONCE = 7;

function addManyInTurns(): void {
  const stock = tf.getKernel(tf.AddN, "webgpu");
  const add = stock.kernelFunc as (call: Parameters<tf.KernelFunc>[0]) => tf.TensorInfo;
  tf.unregisterKernel(tf.AddN, "webgpu");
  tf.registerKernel({
    ...stock,
    kernelFunc: (call) => {
      const gpu = call.backend as unknown as WebGPUBackend;
      const some = (tensors: tf.TensorInfo[]) => add({ ...call, inputs: tensors as unknown as tf.NamedTensorInfoMap });
      const tensors = Object.values(call.inputs as Record<string, tf.TensorInfo>);
      let sum = some(tensors.splice(0, ADDED_AT_ONCE));
      while (tensors.length > 0) {
        const before = sum;
        sum = some([before, ...tensors.splice(0, ADDED_AT_ONCE - 1)]);
        gpu.disposeData(before.dataId);
      }
      return sum;
    },
  });
}

/** Registers and replaces; call once. */
export function replaceStockKernels(): void {
  addManyInTurns();
  replaceStock(tf.Cast, cast);
  replaceStock(tf.BatchMatMul, longProduct);
  replaceStock(tf._FusedMatMul, longProduct);
  replaceStock(tf.Sum, leadingSum);
  replaceStock(tf.Conv2D, convolution);
  replaceStock(tf.FusedConv2D, convolution);
  replaceStock(tf.Conv2DBackpropInput, convolutionInputGradient);
  replaceStock(tf.Conv2DBackpropFilter, convolutionFilterGradient);
}
