import * as tf from "@tensorflow/tfjs";
import type { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu";
import { flatIndex, newTensor, runShader, type Shader } from "./dispatch.ts";

const LANES = 64;

const toFloat: Shader = {
  key: "integers to floats",
  lanes: LANES,
  outputs: ["result"],
  inputs: { x: "i32" },
  uniforms: { size: "u32" },
  body: `
  let i = ${flatIndex(LANES)};
  if (i < uniforms.size) { result[i] = f32(x[i]); }`,
};

/**
 * Stock casts of integers to floats keep the buffer of integers and call it floats; programs that then believe the name
 * fail to compile or read bits. This one converts the numbers, and leaves other casts to the stock kernel.
 */
export function mendCast(): void {
  const stock = tf.getKernel(tf.Cast, "webgpu");
  if (!stock) return;
  tf.unregisterKernel(tf.Cast, "webgpu");
  tf.registerKernel({
    ...stock,
    kernelFunc: (call) => {
      const { x } = call.inputs as { x: tf.TensorInfo };
      const { dtype } = call.attrs as unknown as { dtype: tf.DataType };
      const integers = x.dtype === "int32" || x.dtype === "bool";
      const size = tf.util.sizeFromShape(x.shape);
      if (!integers || dtype !== "float32" || size === 0) return stock.kernelFunc(call);
      const gpu = call.backend as unknown as WebGPUBackend;
      const { values } = gpu.tensorMap.get(x.dataId);
      if (values) return gpu.makeTensorInfo(x.shape, "float32", Float32Array.from(values as Int32Array));
      const output = newTensor(gpu, x.shape);
      runShader(gpu, toFloat, { outputs: [output], inputs: [x] }, [size], [Math.ceil(size / LANES)]);
      return output;
    },
  });
}
