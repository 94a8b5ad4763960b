import type * as tf from "@tensorflow/tfjs";
import { runIndexed, sizeOf } from "../webgl/elementwise.ts";
import { activationFunctions } from "../webgl/functions.ts";
import { given, webglKernel } from "../webgl/kernel.ts";
import { runSums } from "../webgl/sums.ts";
import { SIGMOID_CROSS_ENTROPY, SIGMOID_CROSS_ENTROPY_GRADIENT } from "./contract.ts";

export const sigmoidCrossEntropyWebgl: readonly tf.KernelConfig[] = [
  webglKernel(SIGMOID_CROSS_ENTROPY, (gpu, inputs, { target }) => {
    const [logits, targets] = [given(inputs, "logits"), inputs.targets];
    const B = logits.shape[0] as number;
    const length = sizeOf(logits.shape) / Math.max(1, B);
    const at = `group * ${length} + l`;
    const sums = {
      key: `sigmoid cross-entropy ${targets !== undefined}`,
      inputs: targets ? ["logits", "targets"] : ["logits"],
      uniforms: { target: "float" } as const,
      declarations: `
float lossOf(float l, float t) {
  float e = exp(-abs(l));
  // ln(1 + e) by its series where 1 + e would round e away.
  return max(l, 0.0) - l * t + (e < 0.0001 ? e : log(1.0 + e));
}`,
      terms: [`lossOf(logits(${at}), ${targets ? `targets(${at})` : "target"})`],
    };
    const tensors = targets ? [logits, targets] : [logits];
    return runSums(gpu, sums, tensors, { groups: B, length, shape: [B] }, [target as number])[0] as tf.TensorInfo;
  }),
  webglKernel(SIGMOID_CROSS_ENTROPY_GRADIENT, (gpu, inputs, { target }) => {
    const [logits, gradient, targets] = [given(inputs, "logits"), given(inputs, "gradient"), inputs.targets];
    const length = sizeOf(logits.shape) / Math.max(1, logits.shape[0] as number);
    const gradients = {
      key: `gradient of sigmoid cross-entropy ${length} ${targets !== undefined}`,
      inputs: ["logits", "gradient", ...(targets ? ["targets"] : [])],
      uniforms: { target: "float" } as const,
      declarations: activationFunctions("float"),
      body: `y0 = (sigmoid(logits(i)) - ${targets ? "targets(i)" : "target"}) * gradient(i / ${length});`,
    };
    const tensors = [logits, gradient, ...(targets ? [targets] : [])];
    return runIndexed(gpu, gradients, tensors, { shape: logits.shape, packed: logits.shape.length === 2 }, [
      target as number,
    ])[0] as tf.TensorInfo;
  }),
];
