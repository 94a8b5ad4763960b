/** How much work a step hands on: calls of the GPU, or kernels of TensorFlow.js. */
import * as tf from "@tensorflow/tfjs";

export interface Counted {
  /** Kernels of TensorFlow.js, ours among them; null on GPUs. */
  readonly kernels: number | null;
  /** Calls of the GPU: dispatches (WebGPU) or draws (WebGL); null elsewhere. */
  readonly dispatches: number | null;
}

/** The prototypes whose methods reach the GPU, where the host has them. */
const gpuCalls = (): (readonly [object | undefined, string])[] => {
  const host = globalThis as {
    GPUComputePassEncoder?: { prototype: object };
    WebGL2RenderingContext?: { prototype: object };
  };
  return [
    [host.GPUComputePassEncoder?.prototype, "dispatchWorkgroups"],
    [host.WebGL2RenderingContext?.prototype, "drawElements"],
  ];
};

async function countCalls<Value>(work: () => Promise<Value>): Promise<{ value: Value; calls: number }> {
  let calls = 0;
  const restore = gpuCalls().flatMap(([prototype, name]) => {
    if (!prototype) return [];
    const methods = prototype as Record<string, (...given: unknown[]) => unknown>;
    const original = methods[name] as (...given: unknown[]) => unknown;
    methods[name] = function (this: unknown, ...given: unknown[]) {
      calls++;
      return original.apply(this, given);
    };
    const restoring = () => {
      methods[name] = original;
    };
    return [restoring];
  });
  try {
    return { value: await work(), calls };
  } finally {
    for (const each of restore) each();
  }
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
