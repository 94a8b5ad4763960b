import type * as tf from "@tensorflow/tfjs";
import { runIndexed } from "../webgl/elementwise.ts";
import { activationFunctions } from "../webgl/functions.ts";
import { given, webglKernel } from "../webgl/kernel.ts";
import { GATED_TANH, GATED_TANH_GRADIENT } from "./contract.ts";

const declarations = activationFunctions("float");

export const gatedTanhWebgl: readonly tf.KernelConfig[] = [
  webglKernel(GATED_TANH, (gpu, inputs) => {
    const x = given(inputs, "x");
    const channels = (x.shape.at(-1) as number) / 2;
    const product = {
      key: `gatedTanh ${channels}`,
      inputs: ["x"],
      declarations,
      body: `
  int left = i + (i / ${channels}) * ${channels};
  y0 = tangent(x(left)) * sigmoid(x(left + ${channels}));`,
    };
    const shape = [...x.shape.slice(0, -1), channels];
    return runIndexed(gpu, product, [x], { shape, packed: true })[0] as tf.TensorInfo;
  }),
  webglKernel(GATED_TANH_GRADIENT, (gpu, inputs) => {
    const [x, dy] = [given(inputs, "x"), given(inputs, "dy")];
    const channels = dy.shape.at(-1) as number;
    const gradients = {
      key: `gradient of gatedTanh ${channels}`,
      inputs: ["x", "gradient"],
      declarations,
      body: `
  int row = i / ${2 * channels};
  int column = i % ${2 * channels};
  bool first = column < ${channels};
  int left = first ? i : i - ${channels};
  float t = tangent(x(left));
  float s = sigmoid(x(left + ${channels}));
  y0 = gradient(left - row * ${channels}) * s * (first ? 1.0 - t * t : t * (1.0 - s));`,
    };
    return runIndexed(gpu, gradients, [x, dy], { shape: x.shape, packed: true })[0] as tf.TensorInfo;
  }),
];
