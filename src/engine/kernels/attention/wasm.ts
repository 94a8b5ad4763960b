import type * as tf from "@tensorflow/tfjs";
import { type Attributes, given, type Inputs, sizeOf, type Wasm, wasmKernel } from "../wasm/module.ts";
import { ATTENTION, ATTENTION_GRADIENT } from "./contract.ts";

interface Settings {
  /** [batch, queries, keys, channels]. */
  readonly sizes: readonly [B: number, T: number, S: number, C: number];
  readonly heads: number;
  readonly depth: number;
  /** As the assembly takes them, after the batch. */
  readonly numbers: readonly number[];
  readonly work: number;
}

function settingsOf(inputs: Inputs, attributes: Attributes): Settings {
  const [B, T, C] = given(inputs, "q").shape as [number, number, number];
  const S = given(inputs, "k").shape[1] as number;
  const heads = attributes.heads as number;
  const depth = C / heads;
  const numbers = [T, S, heads, depth, 1 / Math.sqrt(depth), Number(attributes.causal)];
  return { sizes: [B, T, S, C], heads, depth, numbers, work: 4 * B * T * S * C };
}

/** Members of the batch are independent of each other: a part is some of them. */
function spreadBatch(
  wasm: Wasm,
  kernel: "attentionForward" | "attentionBackward",
  { sizes: [batch], numbers, work }: Settings,
  tensors: readonly (tf.TensorInfo | undefined)[],
  scratch: number,
): void {
  wasm.spread({ count: batch, work, scratch: () => scratch }, (first, size, room) => {
    const addresses = tensors.map((tensor) => {
      const { shape } = tensor as tf.TensorInfo;
      return wasm.address(tensor) + (4 * first * sizeOf(shape)) / batch;
    });
    return [[kernel, ...addresses, size, ...numbers, room]];
  });
}

export const attentionWasm: readonly tf.KernelConfig[] = [
  wasmKernel(ATTENTION, (wasm, inputs, attributes) => {
    const settings = settingsOf(inputs, attributes);
    const { sizes, heads, depth } = settings;
    const [B, T, S, C] = sizes;
    const outputs = [wasm.output([B, T, C]), wasm.output([B, heads, T])]; // out, ln Σ e^score
    const tensors = [inputs.q, inputs.k, inputs.v, ...outputs];
    spreadBatch(wasm, "attentionForward", settings, tensors, wasm.kernels.attentionForwardScratch(S, depth));
    return outputs;
  }),
  wasmKernel(ATTENTION_GRADIENT, (wasm, inputs, attributes) => {
    const settings = settingsOf(inputs, attributes);
    const { sizes, depth } = settings;
    const [B, T, S, C] = sizes;
    const outputs = [wasm.output([B, T, C]), wasm.output([B, S, C]), wasm.output([B, S, C])];
    const { q, k, v, out, reserve0, dy } = inputs;
    const tensors = [q, k, v, out, reserve0, dy, ...outputs];
    spreadBatch(wasm, "attentionBackward", settings, tensors, wasm.kernels.attentionBackwardScratch(S, depth));
    return outputs;
  }),
];
