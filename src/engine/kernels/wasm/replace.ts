import * as tf from "@tensorflow/tfjs";
import { type Attributes, type Inputs, type Wasm, wasmOf } from "./module.ts";

export type Ours = (wasm: Wasm, inputs: Inputs, attributes: Attributes) => tf.TensorInfo | tf.TensorInfo[] | null;

/** Ours where it answers, the stock kernel where it gives null. */
export function replaceStock(kernelName: string, ours: Ours): void {
  const stock = tf.getKernel(kernelName, "wasm");
  tf.unregisterKernel(kernelName, "wasm");
  tf.registerKernel({
    ...stock,
    kernelFunc: (call) =>
      ours(wasmOf(call.backend), call.inputs as Inputs, (call.attrs ?? {}) as Attributes) ?? stock.kernelFunc(call),
  });
}

/** The stock kernel, whose output is the same whatever its inputs hold. */
export function replaceConstant(kernelName: string): void {
  const stock = tf.getKernel(kernelName, "wasm");
  tf.unregisterKernel(kernelName, "wasm");
  tf.registerKernel({ ...stock, kernelFunc: (call) => wasmOf(call.backend).constant(() => stock.kernelFunc(call)) });
}

/** The kernel of that name as it is registered. */
export function runStock(kernelName: string, wasm: Wasm, inputs: Inputs, attrs: Attributes = {}): tf.TensorInfo {
  const { kernelFunc } = tf.getKernel(kernelName, "wasm");
  return kernelFunc({
    inputs: inputs as tf.NamedTensorInfoMap,
    attrs: attrs as unknown as tf.NamedAttrMap,
    backend: wasm.backend,
  }) as tf.TensorInfo;
}

const activations = {
  linear: "linear",
  relu: "relu",
  sigmoid: "sigmoid",
  elu: "elu",
  leakyrelu: "leakyRelu",
} as const;

/** relu6 and prelu are rare: the product, then the stock kernel. */
export function withActivation(
  wasm: Wasm,
  inputs: Inputs,
  { activation = "linear", leakyreluAlpha }: Attributes,
  product: (settings: {
    activation: (typeof activations)[keyof typeof activations];
    leakySlope: number;
  }) => tf.TensorInfo,
): tf.TensorInfo {
  const name = activation as keyof typeof activations | "relu6" | "prelu";
  if (name in activations) {
    return product({
      activation: activations[name as keyof typeof activations],
      leakySlope: (leakyreluAlpha as number) || 0,
    });
  }
  const x = product({ activation: "linear", leakySlope: 0 });
  const alpha = inputs.preluActivationWeights;
  const result = name === "prelu" ? runStock("Prelu", wasm, { x, alpha }) : runStock("Relu6", wasm, { x });
  wasm.dispose(x);
  return result;
}
