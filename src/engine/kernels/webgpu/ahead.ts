import * as tf from "@tensorflow/tfjs";
import type { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu";
import { collectCompilations } from "./pipelines.ts";

type Pipelines = Record<string, GPUComputePipeline | Promise<GPUComputePipeline>>;

/**
 * Compiles every shader that `work` will use, all of them at once and in the background, where stock TensorFlow.js compiles
 * them one by one when they are first needed. `work` is called once, at once, and nothing of it is computed: what it reads is
 * of no meaning, and what it writes into `variables` is undone. It must not wait for the device. Nothing else may run on
 * the backend until the promise resolves. Does nothing on other backends than WebGPU. Rejects where a shader is refused.
 */
export async function compileAhead(
  variables: readonly tf.Variable[],
  work: () => void,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<void> {
  if (tf.getBackend() !== "webgpu") return;
  const backend = tf.backend() as unknown as WebGPUBackend;
  const started = [...whileCompilingOnly(variables, work), ...stockCompilations(backend)];
  let done = 0;
  onProgress(done, started.length);
  const counted = started.map(async (compilation) => {
    await compilation;
    done++;
    onProgress(done, started.length);
  });
  await Promise.all(counted);
}

function whileCompilingOnly(variables: readonly tf.Variable[], work: () => void): Promise<void>[] {
  // A variable that shares its data is given other data before it is written, so a clone keeps what it holds.
  const kept = variables.map((variable) => variable.clone());
  tf.env().set("WEBGPU_ENGINE_COMPILE_ONLY", true);
  try {
    return collectCompilations(() =>
      tf.tidy(() => {
        work();
      }),
    );
  } finally {
    tf.env().set("WEBGPU_ENGINE_COMPILE_ONLY", false);
    variables.forEach((variable, i) => {
      variable.assign(kept[i] as tf.Tensor);
    });
    tf.dispose(kept);
  }
}

/** Those that stock programs have begun; a pipeline takes its promise's place when it is there. */
function stockCompilations(backend: WebGPUBackend): Promise<void>[] {
  const { pipelineCache } = backend as unknown as { readonly pipelineCache: Pipelines };
  return Object.entries(pipelineCache).flatMap(([key, pipeline]) =>
    pipeline instanceof Promise
      ? [
          pipeline.then((ready) => {
            pipelineCache[key] = ready;
          }),
        ]
      : [],
  );
}
