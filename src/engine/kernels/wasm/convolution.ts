/** Convolutions and their gradients on wasm: the forward pass ours because stock caches packed filters, the rest slow or missing. */
import * as tf from "@tensorflow/tfjs";
import { type Activation, LEAKY_SLOPE } from "../matMul/contract.ts";
import { ACTIVATION_NUMBERS } from "../matMul/wasm.ts";
import { type Attributes, given, type Inputs, sizeOf, type Wasm, wasmKernel } from "./module.ts";
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

function setShape(wasm: Wasm, info: ConvolutionInfo): void {
  wasm.kernels.convolutionShape(
    ...[info.inHeight, info.inWidth, info.inChannels, info.filterHeight, info.filterWidth],
    ...[info.outHeight, info.outWidth, info.strideHeight, info.strideWidth],
    ...[info.dilationHeight, info.dilationWidth, info.padInfo.top, info.padInfo.left],
  );
}

/** Sets the shape and lends room for `images` of it. */
function withRoom(
  wasm: Wasm,
  info: ConvolutionInfo,
  scratch: "convolutionScratch" | "inputGradientScratch",
  work: (room: number) => void,
): void {
  setShape(wasm, info);
  wasm.scratch(wasm.kernels[scratch](info.batchSize, info.outChannels), work);
}

/** How the result is finished: activation(… + bias). */
interface Finish {
  readonly bias?: tf.TensorInfo | undefined;
  readonly activation?: Activation;
  readonly leakySlope?: number;
}

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
  const addresses = [x, filter, finish.bias, output].map((tensor) => wasm.address(tensor));
  withRoom(wasm, info, "convolutionScratch", (room) => {
    wasm.kernels.convolve(...addresses, info.batchSize, info.outChannels, ...activationArguments(finish), room);
  });
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
  const addresses = [dy, filter, finish.bias, output].map((tensor) => wasm.address(tensor));
  withRoom(wasm, info, "inputGradientScratch", (room) => {
    const sizes = [info.batchSize, info.outChannels];
    wasm.kernels.convolveInputGradient(...addresses, ...sizes, ...activationArguments(finish), room);
  });
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
  withRoom(wasm, info, "convolutionScratch", (room) => {
    wasm.kernels.convolveFilterGradient(...addresses, info.batchSize, info.outChannels, room);
  });
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
