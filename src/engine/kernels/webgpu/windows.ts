/** Convolutions, their transposes and the gradients of their filters on WebGPU, NHWC, at any stride and dilation. */
import * as tf from "@tensorflow/tfjs";
import type { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu";
import type { Activation } from "../matMul/contract.ts";
import { alsoCompile, newTensor, runShader, variant } from "./dispatch.ts";
import { DEPTH } from "./tiles.ts";
import { addSummedParts, addWindowParts } from "./windowParts.ts";
import { NARROW, type Tile, WIDE, windowShader } from "./windowShaders.ts";

type Attributes = Readonly<Record<string, unknown>>;
type Shape4 = [number, number, number, number];

const shaderOf = variant(windowShader);

/** How the result is finished: activation(… + bias). */
interface Finish {
  readonly bias?: tf.TensorInfo | undefined;
  readonly activation?: Activation;
}

function describe(inputShape: readonly number[], filterShape: readonly number[], attributes: Attributes) {
  const { strides, pad, dilations = 1, dimRoundingMode } = attributes;
  return tf.backend_util.computeConv2DInfo(
    inputShape as Shape4,
    filterShape as Shape4,
    strides as [number, number],
    dilations as [number, number],
    pad as "same",
    dimRoundingMode as "floor",
  );
}

type Windows = ReturnType<typeof describe>;

/** In the order of `geometryFields`. */
const geometryOf = (info: Windows) => [
  ...[info.batchSize, info.inHeight, info.inWidth, info.inChannels, info.outHeight, info.outWidth, info.outChannels],
  ...[info.filterHeight, info.filterWidth, info.strideHeight, info.strideWidth],
  ...[info.dilationHeight, info.dilationWidth, info.padInfo.top, info.padInfo.left],
];

const tilesOf = (rows: number, columns: number, tile: Tile) =>
  Math.ceil(rows / tile.rows) * Math.ceil(columns / tile.columns);
const tileFor = (columns: number) => (columns <= NARROW.columns ? NARROW : WIDE);
const withBias = (tensors: tf.TensorInfo[], bias: tf.TensorInfo | undefined) => (bias ? [...tensors, bias] : tensors);

/** activation(x ∗ filter + bias). x [B, H, W, C], filter [h, w, C, D], bias [D] → [B, H′, W′, D]. */
export function convolve(
  gpu: WebGPUBackend,
  x: tf.TensorInfo,
  filter: tf.TensorInfo,
  attributes: Attributes,
  { bias, activation = "linear" }: Finish = {},
): tf.TensorInfo {
  const info = describe(x.shape, filter.shape, attributes);
  const output = newTensor(gpu, info.outShape);
  const rows = info.batchSize * info.outHeight * info.outWidth;
  if (rows * info.outChannels === 0) return output;
  const tile = tileFor(info.outChannels);
  const groups = [tilesOf(rows, info.outChannels, tile)] as const;
  const tensors = { outputs: [output], inputs: withBias([x, filter], bias) };
  runShader(gpu, shaderOf("convolve", tile, bias !== undefined, activation), tensors, [...geometryOf(info), 0], groups);
  return output;
}

/** The gradient of a convolution's input, of shape `attributes.inputShape`; finished, a transposed convolution. */
export function convolveTransposed(
  gpu: WebGPUBackend,
  dy: tf.TensorInfo,
  filter: tf.TensorInfo,
  attributes: Attributes,
  { bias, activation = "linear" }: Finish = {},
): tf.TensorInfo {
  const info = describe(attributes.inputShape as number[], filter.shape, attributes);
  const output = newTensor(gpu, info.inShape);
  if (tf.util.sizeFromShape(info.inShape) === 0) return output;
  const { batchSize, inHeight, inWidth, inChannels, strideHeight, strideWidth } = info;
  const tile = tileFor(inChannels);
  // The residue zero has the most places.
  const rows = batchSize * Math.ceil(inHeight / strideHeight) * Math.ceil(inWidth / strideWidth);
  const groups = [tilesOf(rows, inChannels, tile), 1, strideHeight * strideWidth] as const;
  const tensors = { outputs: [output], inputs: withBias([dy, filter], bias) };
  runShader(
    gpu,
    shaderOf("transpose", tile, bias !== undefined, activation),
    tensors,
    [...geometryOf(info), 0],
    groups,
  );
  return output;
}

/** Workgroups that a filter's gradient is spread over, if its sum is long enough for that. */
const WANTED_GROUPS = 512;
/** Terms that a part of the sum has at least. */
const LEAST_PART = 128;

/** How the sum of a filter's gradient is cut: how many parts, of how many terms. */
function partsOf(inner: number, tiles: number) {
  const wanted = Math.min(Math.floor(WANTED_GROUPS / tiles), Math.floor(inner / LEAST_PART), 128);
  const part = Math.max(DEPTH, Math.ceil(inner / Math.max(1, wanted) / DEPTH) * DEPTH);
  return { part, parts: Math.max(1, Math.ceil(inner / part)) };
}

/**
 * The gradient of a convolution's filter, of shape `attributes.filterShape`; parts of the sum are added in their order.
 * Where `attributes.bias` asks for it, that of its bias as well, [D], without a pass of its own.
 */
export function convolveFilterGradient(
  gpu: WebGPUBackend,
  x: tf.TensorInfo,
  dy: tf.TensorInfo,
  attributes: Attributes,
): tf.TensorInfo[] {
  const info = describe(x.shape, attributes.filterShape as number[], attributes);
  const summed = attributes.bias === true;
  const columns = info.outChannels;
  const outputs = [newTensor(gpu, info.filterShape), ...(summed ? [newTensor(gpu, [columns])] : [])];
  const filterSize = tf.util.sizeFromShape(info.filterShape);
  const rows = info.filterHeight * info.filterWidth * info.inChannels + (summed ? 1 : 0);
  if (filterSize === 0) return outputs;
  const tiles = tilesOf(rows, columns, WIDE);
  const { part, parts } = partsOf(info.batchSize * info.outHeight * info.outWidth, tiles);
  const whole = parts === 1 && !summed;
  const partial = whole ? (outputs[0] as tf.TensorInfo) : newTensor(gpu, [parts, rows, columns]);
  const shader = shaderOf("filter", WIDE, false, "linear", summed);
  runShader(gpu, shader, { outputs: [partial], inputs: [x, dy] }, [...geometryOf(info), part], [tiles, 1, parts]);
  alsoCompile(gpu, () => addWindowParts);
  if (whole) return outputs;
  const size = rows * columns;
  const [adding, uniforms] = summed ? [addSummedParts, [size, parts, filterSize]] : [addWindowParts, [size, parts]];
  runShader(gpu, adding, { outputs, inputs: [partial] }, uniforms, [Math.ceil(size / adding.lanes)]);
  gpu.disposeData(partial.dataId);
  return outputs;
}
