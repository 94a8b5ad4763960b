import type * as tf from "@tensorflow/tfjs";
import { type Attributes, given, type Inputs, wasmKernel } from "../wasm/module.ts";
import { ATTENTION, ATTENTION_GRADIENT } from "./contract.ts";

/** [batch, queries, keys, heads, depth, scale, causal] as the assembly takes them. */
function settingsOf(inputs: Inputs, { heads, causal }: Attributes) {
  const [B, T, C] = given(inputs, "q").shape as [number, number, number];
  const S = given(inputs, "k").shape[1] as number;
  const depth = C / (heads as number);
  return { B, T, S, C, depth, numbers: [B, T, S, heads as number, depth, 1 / Math.sqrt(depth), Number(causal)] };
}

export const attentionWasm: readonly tf.KernelConfig[] = [
  wasmKernel(ATTENTION, (wasm, inputs, attributes) => {
    const { B, T, S, C, depth, numbers } = settingsOf(inputs, attributes);
    const outputs = [wasm.output([B, T, C]), wasm.output([B, attributes.heads as number, T])]; // out, ln Σ e^score
    const addresses = [inputs.q, inputs.k, inputs.v, ...outputs].map((tensor) => wasm.address(tensor));
    wasm.scratch(wasm.kernels.attentionForwardScratch(S, depth), (room) => {
      wasm.kernels.attentionForward(...addresses, ...numbers, room);
    });
    return outputs;
  }),
  wasmKernel(ATTENTION_GRADIENT, (wasm, inputs, attributes) => {
    const { B, T, S, C, depth, numbers } = settingsOf(inputs, attributes);
    const outputs = [wasm.output([B, T, C]), wasm.output([B, S, C]), wasm.output([B, S, C])];
    const { q, k, v, out, reserve0, dy } = inputs;
    const addresses = [q, k, v, out, reserve0, dy, ...outputs].map((tensor) => wasm.address(tensor));
    wasm.scratch(wasm.kernels.attentionBackwardScratch(S, depth), (room) => {
      wasm.kernels.attentionBackward(...addresses, ...numbers, room);
    });
    return outputs;
  }),
];
