import * as tf from "@tensorflow/tfjs";
import { type Activation, LEAKY_SLOPE } from "../matMul/contract.ts";
import { flatIndex, newTensor, runShader, type Shader, variant } from "../webgpu/dispatch.ts";
import { webgpuKernel } from "../webgpu/kernel.ts";
import { ACTIVATION_GRADIENT } from "./contract.ts";

const LANES = 64;

/** dy · slope, from the activation's value y. */
const gradients: Readonly<Record<Activation, string>> = {
  linear: "dy",
  relu: "select(0.0, dy, y > 0.0)",
  leakyRelu: `dy * select(${LEAKY_SLOPE}, 1.0, y > 0.0)`,
  tanh: "dy * (1.0 - y * y)",
  sigmoid: "dy * y * (1.0 - y)",
  elu: "dy * (min(y, 0.0) + 1.0)",
};

const shaderOf = variant(
  (activation: Activation): Shader => ({
    key: `gradient of ${activation}`,
    lanes: LANES,
    outputs: ["result"],
    inputs: { gradients: "f32", values: "f32" },
    uniforms: { size: "u32" },
    body: `
  let i = ${flatIndex(LANES)};
  if (i >= uniforms.size) { return; }
  let dy = gradients[i];
  let y = values[i];
  result[i] = ${gradients[activation]};`,
  }),
);

export const activationWebgpu: readonly tf.KernelConfig[] = [
  webgpuKernel(ACTIVATION_GRADIENT, (gpu, inputs, attributes) => {
    const { dy, y } = inputs as Record<"dy" | "y", tf.TensorInfo>;
    const { activation } = attributes as unknown as { activation: Activation };
    const output = newTensor(gpu, y.shape);
    const size = tf.util.sizeFromShape(y.shape);
    if (size === 0) return output;
    const tensors = { outputs: [output], inputs: [dy, y] };
    runShader(gpu, shaderOf(activation), tensors, [size], [Math.ceil(size / LANES)]);
    return output;
  }),
];
