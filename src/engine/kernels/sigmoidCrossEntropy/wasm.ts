import type * as tf from "@tensorflow/tfjs";
import { given, sizeOf, wasmKernel } from "../wasm/module.ts";
import { SIGMOID_CROSS_ENTROPY, SIGMOID_CROSS_ENTROPY_GRADIENT } from "./contract.ts";

export const sigmoidCrossEntropyWasm: readonly tf.KernelConfig[] = [
  wasmKernel(SIGMOID_CROSS_ENTROPY, (wasm, inputs, { target }) => {
    const logits = given(inputs, "logits");
    const [B, ...rest] = logits.shape as [number, ...number[]];
    const output = wasm.output([B]);
    const addresses = [logits, inputs.targets, output].map((tensor) => wasm.address(tensor));
    wasm.kernels.sigmoidCrossEntropyForward(...addresses, target as number, B, sizeOf(rest));
    return output;
  }),
  wasmKernel(SIGMOID_CROSS_ENTROPY_GRADIENT, (wasm, inputs, { target }) => {
    const logits = given(inputs, "logits");
    const [B, ...rest] = logits.shape as [number, ...number[]];
    const output = wasm.output(logits.shape);
    const addresses = [logits, inputs.targets, inputs.gradient, output].map((tensor) => wasm.address(tensor));
    wasm.kernels.sigmoidCrossEntropyBackward(...addresses, target as number, B, sizeOf(rest));
    return output;
  }),
];
