import type * as tf from "@tensorflow/tfjs";
import { type Activation, LEAKY_SLOPE } from "../matMul/contract.ts";
import { ACTIVATION_NUMBERS } from "../matMul/wasm.ts";
import { given, sizeOf, wasmKernel } from "../wasm/module.ts";
import { ACTIVATION_GRADIENT } from "./contract.ts";

export const activationWasm: readonly tf.KernelConfig[] = [
  wasmKernel(ACTIVATION_GRADIENT, (wasm, inputs, { activation }) => {
    const y = given(inputs, "y");
    const output = wasm.output(y.shape);
    const addresses = [given(inputs, "dy"), y, output].map((tensor) => wasm.address(tensor));
    const number = ACTIVATION_NUMBERS[activation as Activation];
    wasm.kernels.activationGradient(...addresses, sizeOf(y.shape), number, LEAKY_SLOPE);
    return output;
  }),
];
