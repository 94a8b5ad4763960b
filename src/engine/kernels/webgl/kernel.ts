/** What our WebGL kernels share: how they are registered and get their inputs. */
import * as tf from "@tensorflow/tfjs";
import type { Attributes, Inputs } from "../inputs.ts";
import type { WebglBackend } from "./backend.ts";

export { type Attributes, given, type Inputs } from "../inputs.ts";

export function webglKernel(
  kernelName: string,
  run: (gpu: WebglBackend, inputs: Inputs, attributes: Attributes) => tf.TensorInfo | tf.TensorInfo[],
): tf.KernelConfig {
  return {
    kernelName,
    backendName: "webgl",
    kernelFunc: ({ inputs, backend, attrs }) =>
      run(backend as unknown as WebglBackend, inputs as Inputs, (attrs ?? {}) as unknown as Attributes),
  };
}

/** Ours where it answers, the stock kernel where it gives null. */
export function replaceStock(
  kernelName: string,
  ours: (gpu: WebglBackend, inputs: Inputs, attributes: Attributes) => tf.TensorInfo | null,
): void {
  const stock = tf.getKernel(kernelName, "webgl");
  tf.unregisterKernel(kernelName, "webgl");
  tf.registerKernel({
    ...stock,
    kernelFunc: (call) => {
      const gpu = call.backend as unknown as WebglBackend;
      return ours(gpu, call.inputs as Inputs, (call.attrs ?? {}) as unknown as Attributes) ?? stock.kernelFunc(call);
    },
  });
}
