import type * as tf from "@tensorflow/tfjs";
import type { Activation } from "../matMul/contract.ts";
import { convolve, convolveFilterGradient, convolveInputGradient } from "../wasm/convolution.ts";
import { given, wasmKernel } from "../wasm/module.ts";
import { CONVOLUTION, CONVOLUTION_FILTER_GRADIENT, CONVOLUTION_TRANSPOSED } from "./contract.ts";

export const convolutionWasm: readonly tf.KernelConfig[] = [
  wasmKernel(CONVOLUTION, (wasm, inputs, attributes) => {
    const finish = { bias: inputs.bias, activation: attributes.activation as Activation };
    return convolve(wasm, given(inputs, "x"), given(inputs, "filter"), attributes, finish);
  }),
  wasmKernel(CONVOLUTION_TRANSPOSED, (wasm, inputs, attributes) => {
    const finish = { bias: inputs.bias, activation: attributes.activation as Activation };
    return convolveInputGradient(wasm, given(inputs, "dy"), given(inputs, "filter"), attributes, finish);
  }),
  wasmKernel(CONVOLUTION_FILTER_GRADIENT, (wasm, inputs, attributes) =>
    convolveFilterGradient(wasm, given(inputs, "x"), given(inputs, "dy"), attributes),
  ),
];
