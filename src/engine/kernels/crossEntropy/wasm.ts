import type * as tf from "@tensorflow/tfjs";
import { given, type Wasm, wasmKernel } from "../wasm/module.ts";
import { CROSS_ENTROPY_BACKWARD, CROSS_ENTROPY_FORWARD } from "./contract.ts";

/** Operations of a logit, about. */
const OPERATIONS = 40;

/** A part is some of the rows: of V numbers in tensors of two dimensions, of one in others. */
function spreadRows(
  wasm: Wasm,
  kernel: "crossEntropyForward" | "crossEntropyBackward",
  N: number,
  V: number,
  tensors: readonly (tf.TensorInfo | undefined)[],
): void {
  wasm.spread({ count: N, multiple: 16, work: OPERATIONS * N * V }, (first, rows) => {
    const addresses = tensors.map((tensor) => wasm.address(tensor) + 4 * first * (tensor?.shape.length === 2 ? V : 1));
    return [[kernel, ...addresses, rows, V]];
  });
}

export const crossEntropyWasm: readonly tf.KernelConfig[] = [
  wasmKernel(CROSS_ENTROPY_FORWARD, (wasm, inputs) => {
    const logits = given(inputs, "logits");
    const [N, V] = logits.shape as [number, number];
    const outputs = [wasm.output([N]), wasm.output([N])]; // losses, ln Σ e^logit
    spreadRows(wasm, "crossEntropyForward", N, V, [logits, inputs.labels, ...outputs]);
    return outputs;
  }),
  wasmKernel(CROSS_ENTROPY_BACKWARD, (wasm, inputs) => {
    const logits = given(inputs, "logits");
    const [N, V] = logits.shape as [number, number];
    const output = wasm.output([N, V]);
    const { labels, reserve0, gradient } = inputs;
    spreadRows(wasm, "crossEntropyBackward", N, V, [logits, labels, reserve0, gradient, output]);
    return output;
  }),
];
