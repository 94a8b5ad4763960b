import type * as tf from "@tensorflow/tfjs";
import { elementwise } from "../webgl/elementwise.ts";
import { activationFunctions } from "../webgl/functions.ts";
import { given, webglKernel } from "../webgl/kernel.ts";
import { GELU, GELU_GRADIENT } from "./contract.ts";

const declarations = `${activationFunctions()}
const float ROOT = 0.7978845608028654;
const float CUBE = 0.044715;
V bend(V x) { return tangent(ROOT * (x + CUBE * x * x * x)); }`;

const forward = elementwise({ key: "gelu", inputs: ["x"], declarations, body: "y0 = 0.5 * x * (1.0 + bend(x));" });

const backward = elementwise({
  key: "gradient of gelu",
  inputs: ["x", "dy"],
  declarations,
  body: `
    V t = bend(x);
    y0 = dy * (0.5 * (1.0 + t) + 0.5 * x * (1.0 - t * t) * ROOT * (1.0 + 3.0 * CUBE * x * x));`,
});

export const geluWebgl: readonly tf.KernelConfig[] = [
  webglKernel(GELU, (gpu, inputs) => forward(gpu, [given(inputs, "x")])[0] as tf.TensorInfo),
  webglKernel(
    GELU_GRADIENT,
    (gpu, inputs) => backward(gpu, [given(inputs, "x"), given(inputs, "dy")])[0] as tf.TensorInfo,
  ),
];
