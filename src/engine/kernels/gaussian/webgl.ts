import type * as tf from "@tensorflow/tfjs";
import { elementwise, runIndexed } from "../webgl/elementwise.ts";
import { given, webglKernel } from "../webgl/kernel.ts";
import { runSums } from "../webgl/sums.ts";
import { GAUSSIAN_DRAW, GAUSSIAN_DRAW_GRADIENT, GAUSSIAN_KL, GAUSSIAN_KL_GRADIENT } from "./contract.ts";

const draw = elementwise({
  key: "gaussian draw",
  inputs: ["mean", "logVariance", "noise"],
  body: "y0 = mean + exp(0.5 * logVariance) * noise;",
});

const drawGradient = elementwise({
  key: "gradient of gaussian draw",
  inputs: ["logVariance", "noise", "gradient"],
  body: "y0 = 0.5 * exp(0.5 * logVariance) * noise * gradient;",
});

export const gaussianWebgl: readonly tf.KernelConfig[] = [
  webglKernel(GAUSSIAN_KL, (gpu, inputs) => {
    const mean = given(inputs, "mean");
    const [B, Z] = mean.shape as [number, number];
    const at = `group * ${Z} + l`;
    const term = `(mean(${at}) * mean(${at}) + exp(logVariance(${at})) - 1.0 - logVariance(${at}))`;
    const sums = { key: "gaussian kl", inputs: ["mean", "logVariance"], terms: [term], finish: "0.5 * sum" };
    const size = { groups: B, length: Z, shape: [B] };
    return runSums(gpu, sums, [mean, given(inputs, "logVariance")], size)[0] as tf.TensorInfo;
  }),
  webglKernel(GAUSSIAN_KL_GRADIENT, (gpu, inputs) => {
    const mean = given(inputs, "mean");
    const Z = mean.shape[1] as number;
    const gradients = {
      key: `gradient of gaussian kl ${Z}`,
      inputs: ["mean", "logVariance", "gradient"],
      outputs: 2,
      body: `
  float dy = gradient(i / ${Z});
  y0 = mean(i) * dy;
  y1 = 0.5 * (exp(logVariance(i)) - 1.0) * dy;`,
    };
    const tensors = [mean, given(inputs, "logVariance"), given(inputs, "gradient")];
    return runIndexed(gpu, gradients, tensors, { shape: mean.shape });
  }),
  webglKernel(GAUSSIAN_DRAW, (gpu, inputs) => {
    const tensors = ["mean", "logVariance", "noise"].map((name) => given(inputs, name));
    return draw(gpu, tensors)[0] as tf.TensorInfo;
  }),
  webglKernel(GAUSSIAN_DRAW_GRADIENT, (gpu, inputs) => {
    const tensors = ["logVariance", "noise", "gradient"].map((name) => given(inputs, name));
    return drawGradient(gpu, tensors)[0] as tf.TensorInfo;
  }),
];
