/** Convolutions and their gradients on wasm: the forward pass ours because stock caches packed filters, the rest slow or missing. */
import * as tf from "@tensorflow/tfjs";
import { type Activation, LEAKY_SLOPE } from "../matMul/contract.ts";
import { ACTIVATION_NUMBERS } from "../matMul/wasm.ts";
import { type Attributes, type Call, given, type Inputs, sizeOf, type Wasm, wasmKernel } from "./module.ts";
import { type Ours, replaceStock, withActivation } from "./replace.ts";

type Shape4 = [number, number, number, number];
type ConvolutionInfo = ReturnType<typeof tf.backend_util.computeConv2DInfo>;

function describe(inputShape: number[], filterShape: number[], attributes: Attributes, depthwise = false) {
  const { strides, pad, dilations = 1, dimRoundingMode, dataFormat = "NHWC" } = attributes;
  if (dataFormat !== "NHWC") throw new Error(`Convolutions on wasm take NHWC, not ${dataFormat}`);
  return tf.backend_util.computeConv2DInfo(
    inputShape as Shape4,
    filterShape as Shape4,
    strides as [number, number],
    dilations as [number, number],
    pad as "same",
    dimRoundingMode as "floor",
    depthwise,
  );
}

const shapeOf = (info: ConvolutionInfo): Call => [
  "convolutionShape",
  ...[info.inHeight, info.inWidth, info.inChannels, info.filterHeight, info.filterWidth],
  ...[info.outHeight, info.outWidth, info.strideHeight, info.strideWidth],
  ...[info.dilationHeight, info.dilationWidth, info.padInfo.top, info.padInfo.left],
];

/** For what asks how much room is needed. */
function setShape(wasm: Wasm, info: ConvolutionInfo): void {
  const [, ...values] = shapeOf(info);
  wasm.kernels.convolutionShape(...values);
}

/** Of the products of the window, which is what all three passes take. */
const workOf = ({
  batchSize,
  outHeight,
  outWidth,
  outChannels,
  inChannels,
  filterHeight,
  filterWidth,
}: ConvolutionInfo) => 2 * batchSize * outHeight * outWidth * outChannels * inChannels * filterHeight * filterWidth;

/** A part is some of the images. */
function spreadImages(
  wasm: Wasm,
  info: ConvolutionInfo,
  scratch: "convolutionScratch" | "inputGradientScratch",
  callOf: (firstImage: number, images: number, room: number) => Call,
): void {
  setShape(wasm, info);
  const room = (images: number) => wasm.kernels[scratch](images, info.outChannels);
  wasm.spread({ count: info.batchSize, work: workOf(info), scratch: room }, (first, images, at) => [
    shapeOf(info),
    callOf(first, images, at),
  ]);
}

/** How the result is finished: activation(… + bias). */
interface Finish {
  readonly bias?: tf.TensorInfo | undefined;
  readonly activation?: Activation;
  readonly leakySlope?: number;
}

/** What the products work on at once. */
const COLUMNS_OF_PANEL = 8;

/** Bytes of an image that goes in, and of one that comes out. */
const imageBytes = (info: ConvolutionInfo) =>
  [4 * info.inHeight * info.inWidth * info.inChannels, 4 * info.outHeight * info.outWidth * info.outChannels] as const;

const activationArguments = ({ activation = "linear", leakySlope = LEAKY_SLOPE }: Finish) => [
  ACTIVATION_NUMBERS[activation],
  leakySlope,
];

/** activation(x ∗ filter + bias). */
export function convolve(
  wasm: Wasm,
  x: tf.TensorInfo,
  filter: tf.TensorInfo,
  attributes: Attributes,
  finish: Finish = {},
): tf.TensorInfo {
  const info = describe(x.shape, filter.shape, attributes);
  const output = wasm.output(info.outShape);
  if (sizeOf(output.shape) === 0) return output;
  const [fixed, image, outImage] = [[filter, finish.bias].map((tensor) => wasm.address(tensor)), ...imageBytes(info)];
  spreadImages(wasm, info, "convolutionScratch", (first, images, room) => [
    ...(["convolve", wasm.address(x) + first * image, ...fixed, wasm.address(output) + first * outImage] as const),
    ...[images, info.outChannels, ...activationArguments(finish), room],
  ]);
  return output;
}

/** The gradient of a convolution's input, of shape `attributes.inputShape`; finished, a transposed convolution. */
export function convolveInputGradient(
  wasm: Wasm,
  dy: tf.TensorInfo,
  filter: tf.TensorInfo,
  attributes: Attributes,
  finish: Finish = {},
): tf.TensorInfo {
  const info = describe(attributes.inputShape as number[], filter.shape, attributes);
  const output = wasm.output(info.inShape);
  if (sizeOf(output.shape) === 0) return output;
  const [fixed, image, outImage] = [[filter, finish.bias].map((tensor) => wasm.address(tensor)), ...imageBytes(info)];
  spreadImages(wasm, info, "inputGradientScratch", (first, images, room) => [
    ...(["convolveInputGradient", wasm.address(dy) + first * outImage, ...fixed] as const),
    ...[wasm.address(output) + first * image, images, info.outChannels, ...activationArguments(finish), room],
  ]);
  return output;
}

/** The gradient of a convolution's filter, of shape `attributes.filterShape`. */
export function convolveFilterGradient(
  wasm: Wasm,
  x: tf.TensorInfo,
  dy: tf.TensorInfo,
  attributes: Attributes,
): tf.TensorInfo {
  const info = describe(x.shape, attributes.filterShape as number[], attributes);
  const output = wasm.output(info.filterShape);
  const addresses = [x, dy, output].map((tensor) => wasm.address(tensor));
  const { batchSize, outChannels } = info;
  setShape(wasm, info);
  const room = wasm.kernels.convolutionScratch(batchSize, outChannels);
  const columns = { count: outChannels, multiple: COLUMNS_OF_PANEL, work: workOf(info), scratch: () => room };
  // Every pixel adds to every element, so a part is some of the channels that come out.
  wasm.spread(columns, (first, size, at) => [
    shapeOf(info),
    ["convolveFilterGradient", ...addresses, batchSize, outChannels, first, size, at],
  ]);
  return output;
}

const stockConvolution: Ours = (wasm, inputs, attributes) =>
  withActivation(wasm, inputs, attributes, (finish) =>
    convolve(wasm, given(inputs, "x"), given(inputs, "filter"), attributes, { ...finish, bias: inputs.bias }),
  );

/** Of the input where a filter is given, else of the filter. */
function depthwiseGradient(wasm: Wasm, inputs: Inputs, attributes: Attributes): tf.TensorInfo {
  const { x, filter } = inputs;
  const inputShape = x ? x.shape : (attributes.inputShape as number[]);
  const info = describe(inputShape, filter ? filter.shape : (attributes.filterShape as number[]), attributes, true);
  const output = wasm.output(filter ? info.inShape : info.filterShape);
  setShape(wasm, info);
  const addresses = [x, given(inputs, "dy"), filter, output].map((tensor) => wasm.address(tensor));
  wasm.kernels.depthwiseGradient(...addresses, info.batchSize, info.outChannels / info.inChannels);
  return output;
}

/** Registers and replaces; call once. */
export function replaceConvolutions(): void {
  replaceStock("Conv2D", stockConvolution);
  replaceStock("FusedConv2D", stockConvolution);
  replaceStock("Conv2DBackpropInput", (wasm, inputs, attributes) =>
    convolveInputGradient(wasm, given(inputs, "dy"), given(inputs, "filter"), attributes),
  );
  tf.registerKernel(
    wasmKernel("Conv2DBackpropFilter", (wasm, inputs, attributes) =>
      convolveFilterGradient(wasm, given(inputs, "x"), given(inputs, "dy"), attributes),
    ),
  );
  tf.registerKernel(wasmKernel("DepthwiseConv2dNativeBackpropInput", depthwiseGradient));
  tf.registerKernel(wasmKernel("DepthwiseConv2dNativeBackpropFilter", depthwiseGradient));
}
