import type * as tf from "@tensorflow/tfjs";
import { runIndexed } from "../webgl/elementwise.ts";
import { given, webglKernel } from "../webgl/kernel.ts";
import { CROSS_ENTROPY_BACKWARD, CROSS_ENTROPY_FORWARD } from "./contract.ts";

export const crossEntropyWebgl: readonly tf.KernelConfig[] = [
  // Keeps the logarithm of each row's sum of exponentials for the backward pass.
  webglKernel(CROSS_ENTROPY_FORWARD, (gpu, inputs) => {
    const logits = given(inputs, "logits");
    const [N, V] = logits.shape as [number, number];
    const losses = {
      key: `cross-entropy ${V}`,
      inputs: ["logits", "labels"],
      outputs: 2,
      body: `
  int row = i * ${V};
  float greatest = logits(row);
  for (int c = 1; c < ${V}; c++) { greatest = max(greatest, logits(row + c)); }
  float total = 0.0;
  for (int c = 0; c < ${V}; c++) { total += exp(logits(row + c) - greatest); }
  y0 = log(total) - (logits(row + int(labels(i))) - greatest);
  y1 = log(total) + greatest;`,
    };
    return runIndexed(gpu, losses, [logits, given(inputs, "labels")], { shape: [N] });
  }),
  webglKernel(CROSS_ENTROPY_BACKWARD, (gpu, inputs) => {
    const logits = given(inputs, "logits");
    const V = logits.shape[1] as number;
    const gradient = {
      key: `gradient of cross-entropy ${V}`,
      inputs: ["logits", "labels", "logTotals", "gradient"],
      body: `
  int row = i / ${V};
  float likely = exp(logits(i) - logTotals(row));
  y0 = (likely - (int(labels(row)) == i - row * ${V} ? 1.0 : 0.0)) * gradient(row);`,
    };
    const tensors = ["logits", "labels", "reserve0", "gradient"].map((name) => given(inputs, name));
    return runIndexed(gpu, gradient, tensors, { shape: logits.shape, packed: true })[0] as tf.TensorInfo;
  }),
];
