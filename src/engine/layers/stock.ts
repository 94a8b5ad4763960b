/**
 * Standard layers on our kernels: `tf.layers.dense`, `conv1d`, `conv2d` and `conv2dTranspose` end in a product, a sum, an
 * activation and their gradients as separate passes; here each is one call. What the layers hold, save and load stays theirs.
 */
import * as tf from "@tensorflow/tfjs";
import { CONVOLUTION } from "../kernels/convolution/contract.ts";
import { conv1d, conv2d, conv2dTranspose } from "../kernels/convolution/index.ts";
import { type Activation, MATMUL } from "../kernels/matMul/contract.ts";
import { matMul } from "../kernels/matMul/index.ts";
import { hasNative } from "../kernels/native.ts";
import { firstTensor } from "./inputs.ts";

/** What is read of the stock layers, which their types hide. */
interface StockLayer {
  readonly kernel: tf.LayerVariable;
  readonly bias: tf.LayerVariable | null;
  readonly activation: { getClassName(): string };
  readonly dataFormat?: string;
  readonly strides?: number[];
  readonly dilationRate?: number | number[];
  readonly padding?: "same" | "valid" | "causal";
  computeOutputShape(shape: tf.Shape): tf.Shape;
}

/** What a layer gives, or null where the stock code shall do it. */
type Forward = (layer: StockLayer, x: tf.Tensor, activation: Activation, bias: tf.Tensor1D | null) => tf.Tensor | null;

/** Names of activations as the layers have them; ELU's α is 1 there. */
const activations = new Set<string>(["linear", "relu", "tanh", "sigmoid", "elu"] satisfies Activation[]);

const dense: Forward = (layer, x, activation, bias) =>
  hasNative(MATMUL) ? matMul(x, layer.kernel.read(), { bias, activation }) : null;

const pair = (value: number | number[] | undefined) =>
  (typeof value === "number" ? [value, value] : (value ?? [1, 1])) as [number, number];

const planar: Forward = (layer, x, activation, bias) => {
  if (!hasNative(CONVOLUTION) || layer.dataFormat === "channelsFirst" || layer.padding === "causal") return null;
  const { padding: pad = "valid", strides, dilationRate } = layer;
  return conv2d(x as tf.Tensor4D, layer.kernel.read() as tf.Tensor4D, {
    ...{ pad, bias, activation },
    strides: pair(strides),
    dilations: pair(dilationRate),
  });
};

const transposed: Forward = (layer, x, activation, bias) => {
  if (!hasNative(CONVOLUTION) || layer.dataFormat === "channelsFirst" || layer.padding === "causal") return null;
  const [, height, width] = layer.computeOutputShape(x.shape) as [number, number, number, number];
  const { padding: pad = "valid", strides } = layer;
  return conv2dTranspose(x as tf.Tensor4D, layer.kernel.read() as tf.Tensor4D, [height, width], {
    ...{ pad, bias, activation },
    strides: pair(strides),
  });
};

const overTime: Forward = (layer, x, activation, bias) => {
  if (!hasNative(CONVOLUTION) || layer.dataFormat === "channelsFirst") return null;
  const { padding: pad = "valid", strides, dilationRate } = layer;
  return conv1d(x as tf.Tensor3D, layer.kernel.read() as tf.Tensor3D, {
    ...{ pad, bias, activation },
    stride: pair(strides)[0],
    dilation: pair(dilationRate)[0],
  });
};

type Call = (this: StockLayer, inputs: tf.Tensor | tf.Tensor[], options: object) => tf.Tensor | tf.Tensor[];

/** Puts `forward` before the `call` of this layer's class. */
function quicken(sample: tf.layers.Layer, forward: Forward): void {
  const { prototype } = sample.constructor as unknown as { prototype: { call: Call } };
  const stock = prototype.call;
  prototype.call = function (inputs, options) {
    const activation = this.activation.getClassName();
    if (!activations.has(activation)) return stock.call(this, inputs, options);
    return tf.tidy(() => {
      const bias = this.bias ? (this.bias.read() as tf.Tensor1D) : null;
      return forward(this, firstTensor(inputs), activation as Activation, bias) ?? stock.call(this, inputs, options);
    });
  };
}

let installed = false;

/** Makes the standard layers use our kernels wherever the backend has them; a second call changes nothing. */
export function installLayers(): void {
  if (installed) return;
  installed = true;
  const window = { filters: 1, kernelSize: 1 };
  quicken(tf.layers.dense({ units: 1 }), dense);
  quicken(tf.layers.conv1d(window), overTime);
  // The class of transposed convolutions is derived from that of planar ones and has a `call` of its own.
  quicken(tf.layers.conv2d(window), planar);
  quicken(tf.layers.conv2dTranspose(window), transposed);
}
