import type * as tf from "@tensorflow/tfjs";
import { type Activation, LEAKY_SLOPE } from "../matMul/contract.ts";
import { ACTIVATION_NUMBERS } from "../matMul/wasm.ts";
import { given, spreadElements, wasmKernel } from "../wasm/module.ts";
import { ACTIVATION_GRADIENT } from "./contract.ts";

export const activationWasm: readonly tf.KernelConfig[] = [
  wasmKernel(ACTIVATION_GRADIENT, (wasm, inputs, { activation }) => {
    const y = given(inputs, "y");
    const output = wasm.output(y.shape);
    const number = ACTIVATION_NUMBERS[activation as Activation];
    spreadElements(wasm, [given(inputs, "dy"), y, output], (addresses, count) => [
      ...(["activationGradient", ...addresses, count, number, LEAKY_SLOPE] as const),
    ]);
    return output;
  }),
];
