/** How much work a step hands on: calls of the GPU, or kernels of TensorFlow.js. */
import * as tf from "@tensorflow/tfjs";
import { countCalls } from "./gpuCalls.ts";

export interface Counted {
  /** Kernels of TensorFlow.js, ours among them; null on GPUs. */
  readonly kernels: number | null;
  /** Calls of the GPU: dispatches (WebGPU) or draws (WebGL); null elsewhere. */
  readonly dispatches: number | null;
}

/** Does the work and counts what it hands on. `peakBytes`: the most that tensors held meanwhile, 0 on GPUs. */
export async function counting<Value>(
  work: () => Promise<Value>,
): Promise<Counted & { readonly value: Value; readonly peakBytes: number }> {
  if (tf.getBackend() === "webgpu" || tf.getBackend() === "webgl") {
    const { value, calls } = await countCalls(work);
    return { value, kernels: null, dispatches: calls, peakBytes: 0 };
  }
  const values: Value[] = [];
  const { kernels, peakBytes } = await tf.profile(async () => {
    values.push(await work());
  });
  return { value: values[0] as Value, kernels: kernels.length, dispatches: null, peakBytes };
}
