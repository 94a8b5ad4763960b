import type * as tf from "@tensorflow/tfjs";
import { newTensor } from "../webgpu/dispatch.ts";
import { activationFunctions } from "../webgpu/functions.ts";
import { elementwise, given, rowSums, runElementwise, sizeOf, webgpuKernel } from "../webgpu/kernel.ts";
import { SIGMOID_CROSS_ENTROPY, SIGMOID_CROSS_ENTROPY_GRADIENT } from "./contract.ts";

/** With targets of their own, and with one number for all. */
const variants = [true, false].map((each) => {
  const targets = each ? { targets: "f32" as const } : {};
  const target = each ? "targets[i]" : "uniforms.label";
  const name = each ? "" : " with one target";
  return {
    losses: rowSums(
      {
        key: `sigmoid cross entropy${name}`,
        inputs: { logits: "f32", ...targets },
        uniforms: { label: "f32" },
        // ln(1 + e) by its series where 1 + e would round e away.
        declarations: `
fn loss(l: f32, t: f32) -> f32 {
  let e = exp(-abs(l));
  return max(l, 0.0) - l * t + select(log(1.0 + e), e * (1.0 - 0.5 * e), e < 1e-3);
}`,
      },
      `loss(logits[i], ${target})`,
    ),
    gradient: elementwise(
      {
        key: `gradient of sigmoid cross entropy${name}`,
        outputs: ["result"],
        inputs: { logits: "f32", gradient: "f32", ...targets },
        uniforms: { columns: "u32", label: "f32" },
        declarations: activationFunctions,
      },
      `result[i] = (sigmoid(logits[i]) - ${target}) * gradient[i / uniforms.columns];`,
    ),
  };
});

type Variant = (typeof variants)[number];
const variantFor = (targets: tf.TensorInfo | undefined) => variants[targets ? 0 : 1] as Variant;
const withTargets = (tensors: tf.TensorInfo[], targets: tf.TensorInfo | undefined) =>
  targets ? [...tensors, targets] : tensors;

export const sigmoidCrossEntropyWebgpu: readonly tf.KernelConfig[] = [
  webgpuKernel(SIGMOID_CROSS_ENTROPY, (gpu, inputs, { target }) => {
    const logits = given(inputs, "logits");
    const [rows, ...rest] = logits.shape as [number, ...number[]];
    const output = newTensor(gpu, [rows]);
    const read = withTargets([logits], inputs.targets);
    variantFor(inputs.targets).losses(gpu, output, read, [rows, sizeOf(rest)], [target as number]);
    return output;
  }),
  webgpuKernel(SIGMOID_CROSS_ENTROPY_GRADIENT, (gpu, inputs, { target }) => {
    const logits = given(inputs, "logits");
    const output = newTensor(gpu, logits.shape);
    const read = withTargets([logits, given(inputs, "gradient")], inputs.targets);
    const size = sizeOf(logits.shape);
    const columns = size / (logits.shape[0] as number);
    const { gradient } = variantFor(inputs.targets);
    runElementwise(gpu, gradient, { outputs: [output], inputs: read }, size, [columns, target as number]);
    return output;
  }),
];
