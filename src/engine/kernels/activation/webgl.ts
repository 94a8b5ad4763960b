import type * as tf from "@tensorflow/tfjs";
import type { Activation } from "../matMul/contract.ts";
import { elementwise } from "../webgl/elementwise.ts";
import { activationGradientOf } from "../webgl/functions.ts";
import { given, webglKernel } from "../webgl/kernel.ts";
import { ACTIVATION_GRADIENT } from "./contract.ts";

const gradients = new Map(
  (Object.keys(activationGradientOf) as Activation[]).map((activation) => [
    activation,
    elementwise({
      key: `gradient of ${activation}`,
      inputs: ["y", "dy"],
      body: `y0 = ${activationGradientOf[activation]};`,
    }),
  ]),
);

export const activationWebgl: readonly tf.KernelConfig[] = [
  webglKernel(ACTIVATION_GRADIENT, (gpu, inputs, attributes) => {
    const run = gradients.get(attributes.activation as Activation) as NonNullable<ReturnType<typeof gradients.get>>;
    return run(gpu, [given(inputs, "y"), given(inputs, "dy")])[0] as tf.TensorInfo;
  }),
];
