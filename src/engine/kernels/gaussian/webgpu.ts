import type * as tf from "@tensorflow/tfjs";
import { newTensor } from "../webgpu/dispatch.ts";
import { elementwise, given, rowSums, runElementwise, sizeOf, webgpuKernel } from "../webgpu/kernel.ts";
import { GAUSSIAN_DRAW, GAUSSIAN_DRAW_GRADIENT, GAUSSIAN_KL, GAUSSIAN_KL_GRADIENT } from "./contract.ts";

const divergence = rowSums(
  { key: "gaussian divergence", inputs: { means: "f32", logVariances: "f32" } },
  "0.5 * (means[i] * means[i] + exp(logVariances[i]) - 1.0 - logVariances[i])",
);

const divergenceGradient = elementwise(
  {
    key: "gradient of gaussian divergence",
    outputs: ["ofMean", "ofLogVariance"],
    inputs: { means: "f32", logVariances: "f32", gradient: "f32" },
    uniforms: { columns: "u32" },
  },
  `
  let dy = gradient[i / uniforms.columns];
  ofMean[i] = means[i] * dy;
  ofLogVariance[i] = 0.5 * (exp(logVariances[i]) - 1.0) * dy;`,
);

const draw = elementwise(
  { key: "gaussian draw", outputs: ["result"], inputs: { means: "f32", logVariances: "f32", noise: "f32" } },
  "result[i] = means[i] + exp(0.5 * logVariances[i]) * noise[i];",
);

const drawGradient = elementwise(
  {
    key: "gradient of gaussian draw",
    outputs: ["result"],
    inputs: { logVariances: "f32", noise: "f32", gradient: "f32" },
  },
  "result[i] = 0.5 * exp(0.5 * logVariances[i]) * noise[i] * gradient[i];",
);

export const gaussianWebgpu: readonly tf.KernelConfig[] = [
  webgpuKernel(GAUSSIAN_KL, (gpu, inputs) => {
    const mean = given(inputs, "mean");
    const [rows, columns] = mean.shape as [number, number];
    const output = newTensor(gpu, [rows]);
    divergence(gpu, output, [mean, given(inputs, "logVariance")], [rows, columns]);
    return output;
  }),
  webgpuKernel(GAUSSIAN_KL_GRADIENT, (gpu, inputs) => {
    const mean = given(inputs, "mean");
    const outputs = [newTensor(gpu, mean.shape), newTensor(gpu, mean.shape)];
    const read = [mean, given(inputs, "logVariance"), given(inputs, "gradient")];
    const columns = mean.shape[1] as number;
    runElementwise(gpu, divergenceGradient, { outputs, inputs: read }, sizeOf(mean.shape), [columns]);
    return outputs;
  }),
  webgpuKernel(GAUSSIAN_DRAW, (gpu, inputs) => {
    const mean = given(inputs, "mean");
    const output = newTensor(gpu, mean.shape);
    const read = [mean, given(inputs, "logVariance"), given(inputs, "noise")];
    runElementwise(gpu, draw, { outputs: [output], inputs: read }, sizeOf(mean.shape));
    return output;
  }),
  webgpuKernel(GAUSSIAN_DRAW_GRADIENT, (gpu, inputs) => {
    const logVariance = given(inputs, "logVariance");
    const output = newTensor(gpu, logVariance.shape);
    const read = [logVariance, given(inputs, "noise"), given(inputs, "gradient")];
    runElementwise(gpu, drawGradient, { outputs: [output], inputs: read }, sizeOf(logVariance.shape));
    return output;
  }),
];
