import type * as tf from "@tensorflow/tfjs";
import { newTensor, runShader } from "../webgpu/dispatch.ts";
import { type Attributes, given, type Inputs, webgpuKernel } from "../webgpu/kernel.ts";
import { ATTENTION, ATTENTION_GRADIENT } from "./contract.ts";
import { attentionShader, blocksFor, keyGradientShader, queryGradientShader } from "./webgpuShaders.ts";

function settingsOf(inputs: Inputs, attributes: Attributes) {
  const { heads, causal } = attributes as { readonly heads: number; readonly causal: boolean };
  const [B, T, C] = given(inputs, "q").shape as [number, number, number];
  const S = given(inputs, "k").shape[1] as number;
  const depth = C / heads;
  const { rows } = blocksFor(depth);
  const groups = (length: number) => [Math.ceil(length / rows), B * heads] as const;
  return { B, T, S, C, heads, causal, depth, groups, uniforms: [T, S, heads, 1 / Math.sqrt(depth)] };
}

export const attentionWebgpu: readonly tf.KernelConfig[] = [
  webgpuKernel(ATTENTION, (gpu, inputs, attributes) => {
    const { B, T, C, heads, causal, depth, groups, uniforms } = settingsOf(inputs, attributes);
    const outputs = [newTensor(gpu, [B, T, C]), newTensor(gpu, [B, heads, T])]; // out, ln Σ e^score
    const read = ["q", "k", "v"].map((name) => given(inputs, name));
    runShader(gpu, attentionShader(depth, causal), { outputs, inputs: read }, uniforms, groups(T));
    return outputs;
  }),
  webgpuKernel(ATTENTION_GRADIENT, (gpu, inputs, attributes) => {
    const { B, T, S, C, heads, causal, depth, groups, uniforms } = settingsOf(inputs, attributes);
    const read = (...names: string[]) => names.map((name) => given(inputs, name));
    const ofQueries = newTensor(gpu, [B, T, C]);
    const means = newTensor(gpu, [B, heads, T]);
    const [ofKeys, ofValues] = [newTensor(gpu, [B, S, C]), newTensor(gpu, [B, S, C])];
    const first = { outputs: [ofQueries, means], inputs: read("q", "k", "v", "out", "dy", "reserve0") };
    runShader(gpu, queryGradientShader(depth, causal), first, uniforms, groups(T));
    const second = { outputs: [ofKeys, ofValues], inputs: [...read("q", "k", "v", "dy", "reserve0"), means] };
    runShader(gpu, keyGradientShader(depth, causal), second, uniforms, groups(S));
    gpu.disposeData(means.dataId);
    return [ofQueries, ofKeys, ofValues];
  }),
];
