import type * as tf from "@tensorflow/tfjs";
import { newTensor } from "../webgpu/dispatch.ts";
import { activationFunctions } from "../webgpu/functions.ts";
import { elementwise, given, runElementwise, sizeOf, webgpuKernel } from "../webgpu/kernel.ts";
import { GELU, GELU_GRADIENT } from "./contract.ts";

const declarations = `${activationFunctions}
const ROOT = 0.7978845608028654;
const CUBE = 0.044715;
fn bend(x: f32) -> f32 { return tangent(ROOT * (x + CUBE * x * x * x)); }`;

const forward = elementwise(
  { key: "gelu", outputs: ["result"], inputs: { x: "f32" }, declarations },
  "result[i] = 0.5 * x[i] * (1.0 + bend(x[i]));",
);

const backward = elementwise(
  { key: "gradient of gelu", outputs: ["result"], inputs: { x: "f32", gradient: "f32" }, declarations },
  `
  let z = x[i];
  let t = bend(z);
  let slope = 0.5 * (1.0 + t) + 0.5 * z * (1.0 - t * t) * ROOT * (1.0 + 3.0 * CUBE * z * z);
  result[i] = gradient[i] * slope;`,
);

export const geluWebgpu: readonly tf.KernelConfig[] = [
  webgpuKernel(GELU, (gpu, inputs) => {
    const x = given(inputs, "x");
    const output = newTensor(gpu, x.shape);
    runElementwise(gpu, forward, { outputs: [output], inputs: [x] }, sizeOf(x.shape));
    return output;
  }),
  webgpuKernel(GELU_GRADIENT, (gpu, inputs) => {
    const x = given(inputs, "x");
    const output = newTensor(gpu, x.shape);
    runElementwise(gpu, backward, { outputs: [output], inputs: [x, given(inputs, "dy")] }, sizeOf(x.shape));
    return output;
  }),
];
