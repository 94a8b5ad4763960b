/** Convolutions and their gradients on wasm: the forward pass ours because stock caches packed filters, the rest slow or missing. */
import * as tf from "@tensorflow/tfjs";
import { ACTIVATION_NUMBERS } from "../matMul/wasm.ts";
import { type Attributes, given, type Inputs, type Wasm, wasmKernel } from "./module.ts";
import { replaceStock, withActivation } from "./replace.ts";

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
function withRoom(wasm: Wasm, info: ConvolutionInfo, work: (room: number) => void): void {
  setShape(wasm, info);
  wasm.scratch(wasm.kernels.convolutionScratch(info.batchSize, info.outChannels), work);
}

function convolve(wasm: Wasm, inputs: Inputs, attributes: Attributes): tf.TensorInfo {
  const [x, filter] = [given(inputs, "x"), given(inputs, "filter")];
  const info = describe(x.shape, filter.shape, attributes);
  return withActivation(wasm, inputs, attributes, ({ activation, leakySlope }) => {
    const output = wasm.output(info.outShape);
    const addresses = [x, filter, inputs.bias, output].map((tensor) => wasm.address(tensor));
    withRoom(wasm, info, (room) => {
      const sizes = [info.batchSize, info.outChannels];
      wasm.kernels.convolve(...addresses, ...sizes, ACTIVATION_NUMBERS[activation], leakySlope, room);
    });
    return output;
  });
}

function inputGradient(wasm: Wasm, inputs: Inputs, attributes: Attributes): tf.TensorInfo {
  const [dy, filter] = [given(inputs, "dy"), given(inputs, "filter")];
  const info = describe(attributes.inputShape as number[], filter.shape, attributes);
  const output = wasm.output(info.inShape);
  const addresses = [dy, filter, output].map((tensor) => wasm.address(tensor));
  withRoom(wasm, info, (room) => {
    wasm.kernels.convolveInputGradient(...addresses, info.batchSize, info.outChannels, room);
  });
  return output;
}

function filterGradient(wasm: Wasm, inputs: Inputs, attributes: Attributes): tf.TensorInfo {
  const [x, dy] = [given(inputs, "x"), given(inputs, "dy")];
  const info = describe(x.shape, attributes.filterShape as number[], attributes);
  const output = wasm.output(info.filterShape);
  const addresses = [x, dy, output].map((tensor) => wasm.address(tensor));
  withRoom(wasm, info, (room) => {
    wasm.kernels.convolveFilterGradient(...addresses, info.batchSize, info.outChannels, room);
  });
  return output;
}

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
  replaceStock("Conv2D", convolve);
  replaceStock("FusedConv2D", convolve);
  replaceStock("Conv2DBackpropInput", inputGradient);
  tf.registerKernel(wasmKernel("Conv2DBackpropFilter", filterGradient));
  tf.registerKernel(wasmKernel("DepthwiseConv2dNativeBackpropInput", depthwiseGradient));
  tf.registerKernel(wasmKernel("DepthwiseConv2dNativeBackpropFilter", depthwiseGradient));
}
