import type * as tf from "@tensorflow/tfjs";
import { given, wasmKernel } from "../wasm/module.ts";
import { CROSS_ENTROPY_BACKWARD, CROSS_ENTROPY_FORWARD } from "./contract.ts";

export const crossEntropyWasm: readonly tf.KernelConfig[] = [
  wasmKernel(CROSS_ENTROPY_FORWARD, (wasm, inputs) => {
    const logits = given(inputs, "logits");
    const [N, V] = logits.shape as [number, number];
    const outputs = [wasm.output([N]), wasm.output([N])]; // losses, ln Σ e^logit
    const addresses = [logits, inputs.labels, ...outputs].map((tensor) => wasm.address(tensor));
    wasm.kernels.crossEntropyForward(...addresses, N, V);
    return outputs;
  }),
  wasmKernel(CROSS_ENTROPY_BACKWARD, (wasm, inputs) => {
    const logits = given(inputs, "logits");
    const [N, V] = logits.shape as [number, number];
    const output = wasm.output([N, V]);
    const { labels, reserve0, gradient } = inputs;
    const addresses = [logits, labels, reserve0, gradient, output].map((tensor) => wasm.address(tensor));
    wasm.kernels.crossEntropyBackward(...addresses, N, V);
    return output;
  }),
];
