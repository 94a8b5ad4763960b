/** What our WebGL kernels share: how they are registered and get their inputs. */
import * as tf from "@tensorflow/tfjs";
import type { WebglBackend } from "./backend.ts";

export type Inputs = Readonly<Record<string, tf.TensorInfo | undefined>>;
export type Attributes = Readonly<Record<string, unknown>>;

export function registerKernel(
  kernelName: string,
  run: (gpu: WebglBackend, inputs: Inputs, attributes: Attributes) => tf.TensorInfo | tf.TensorInfo[],
): void {
  tf.registerKernel({
    kernelName,
    backendName: "webgl",
    kernelFunc: ({ inputs, backend, attrs }) =>
      run(backend as unknown as WebglBackend, inputs as Inputs, (attrs ?? {}) as unknown as Attributes),
  });
}

/** An input that must be there. */
export function given(inputs: Inputs, name: string): tf.TensorInfo {
  const tensor = inputs[name];
  if (!tensor) throw new Error(`The kernel was not given ${name}`);
  return tensor;
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
