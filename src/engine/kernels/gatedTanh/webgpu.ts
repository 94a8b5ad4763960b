import type * as tf from "@tensorflow/tfjs";
import { newTensor } from "../webgpu/dispatch.ts";
import { activationFunctions } from "../webgpu/functions.ts";
import { elementwise, given, runElementwise, sizeOf, webgpuKernel } from "../webgpu/kernel.ts";
import { GATED_TANH, GATED_TANH_GRADIENT } from "./contract.ts";

/** Where lane i finds the two numbers of x that make its number of the gatedTanh. */
const places = `
  let left = i + (i / uniforms.channels) * uniforms.channels;
  let right = left + uniforms.channels;`;

const forward = elementwise(
  {
    key: "gatedTanh",
    outputs: ["result"],
    inputs: { x: "f32" },
    uniforms: { channels: "u32" },
    declarations: activationFunctions,
  },
  `${places}
  result[i] = tangent(x[left]) * sigmoid(x[right]);`,
);

const backward = elementwise(
  {
    key: "gradient of gatedTanh",
    outputs: ["result"],
    inputs: { x: "f32", gradient: "f32" },
    uniforms: { channels: "u32" },
    declarations: activationFunctions,
  },
  `${places}
  let t = tangent(x[left]);
  let s = sigmoid(x[right]);
  let dy = gradient[i] * s;
  result[left] = dy * (1.0 - t * t);
  result[right] = dy * t * (1.0 - s);`,
);

export const gatedTanhWebgpu: readonly tf.KernelConfig[] = [
  webgpuKernel(GATED_TANH, (gpu, inputs) => {
    const x = given(inputs, "x");
    const channels = (x.shape.at(-1) as number) / 2;
    const output = newTensor(gpu, [...x.shape.slice(0, -1), channels]);
    runElementwise(gpu, forward, { outputs: [output], inputs: [x] }, sizeOf(output.shape), [channels]);
    return output;
  }),
  webgpuKernel(GATED_TANH_GRADIENT, (gpu, inputs) => {
    const [x, dy] = [given(inputs, "x"), given(inputs, "dy")];
    const output = newTensor(gpu, x.shape);
    const channels = dy.shape.at(-1) as number;
    runElementwise(gpu, backward, { outputs: [output], inputs: [x, dy] }, sizeOf(dy.shape), [channels]);
    return output;
  }),
];
