import * as tf from "@tensorflow/tfjs";
import { elementwise, sizeOf } from "../webgl/elementwise.ts";
import { given, webglKernel } from "../webgl/kernel.ts";
import { ADAM_UPDATE, GLOBAL_NORM, MOMENTUM_UPDATE, RMSPROP_UPDATE, SGD_UPDATE } from "./contract.ts";
import { globalNorm } from "./webglNorm.ts";

interface Update {
  /** The optimizer's memory, by the names of its inputs; written after the variable, in this order. */
  readonly slots: readonly string[];
  /** Numbers handed to the shader, worked out from the attributes. */
  readonly numbers: Readonly<Record<string, (attributes: Readonly<Record<string, number>>) => number>>;
  /** Sets `y0`, the new variable, and `y1`, …, the new slots, from `g`, the scaled gradient. */
  readonly body: string;
}

const learningRate = (attributes: Readonly<Record<string, number>>) => attributes.learningRate as number;

const updates: Readonly<Record<string, Update>> = {
  [SGD_UPDATE]: { slots: [], numbers: { learningRate }, body: "y0 = variable - learningRate * g;" },
  [MOMENTUM_UPDATE]: {
    slots: ["velocity"],
    numbers: { learningRate, momentum: ({ momentum }) => momentum as number },
    body: "y1 = momentum * velocity + g; y0 = variable - learningRate * y1;",
  },
  [RMSPROP_UPDATE]: {
    slots: ["meanSquare"],
    numbers: {
      learningRate,
      decay: ({ decay }) => decay as number,
      fresh: ({ decay }) => 1 - (decay as number),
      epsilon: ({ epsilon }) => epsilon as number,
    },
    body: `
    y1 = decay * meanSquare + fresh * g * g;
    y0 = variable - learningRate * g / (sqrt(y1) + epsilon);`,
  },
  [ADAM_UPDATE]: {
    slots: ["firstMoment", "secondMoment"],
    numbers: {
      kept: ({ learningRate: rate, weightDecay }) => 1 - (rate as number) * (weightDecay as number),
      beta1: ({ beta1 }) => beta1 as number,
      fresh1: ({ beta1 }) => 1 - (beta1 as number),
      beta2: ({ beta2 }) => beta2 as number,
      fresh2: ({ beta2 }) => 1 - (beta2 as number),
      // The corrections are worked out in double precision: 1 − 0.999 alone loses four digits in single.
      rate: ({ learningRate: rate, beta1, step }) => (rate as number) / (1 - (beta1 as number) ** (step as number)),
      correction2: ({ beta2, step }) => 1 / (1 - (beta2 as number) ** (step as number)),
      epsilon: ({ epsilon }) => epsilon as number,
    },
    body: `
    y1 = beta1 * firstMoment + fresh1 * g;
    y2 = beta2 * secondMoment + fresh2 * g * g;
    y0 = kept * variable - rate * y1 / (sqrt(y2 * correction2) + epsilon);`,
  },
};

/** The shader of an update, with the gradient scaled by a number on the device or as it is. */
function shaderOf(kernelName: string, { slots, numbers, body }: Update, scaled: boolean) {
  return elementwise({
    key: `${kernelName} ${scaled}`,
    inputs: ["variable", ...slots, "gradient"],
    scalars: scaled ? ["gradientScale"] : [],
    uniforms: Object.fromEntries(Object.keys(numbers).map((name) => [name, "float" as const])),
    outputs: 1 + slots.length,
    body: `V g = gradient${scaled ? " * gradientScale" : ""}; ${body}`,
  });
}

/** A texture can't be read and written at once: the variable gets the data of a new tensor. */
function replace(variable: tf.Variable, made: tf.TensorInfo): void {
  const tensor = tf.engine().makeTensorFromTensorInfo(made);
  variable.assign(tensor);
  tensor.dispose();
}

function updateKernel(kernelName: string, update: Update): tf.KernelConfig {
  const [plain, scaled] = [shaderOf(kernelName, update, false), shaderOf(kernelName, update, true)];
  return webglKernel(kernelName, (gpu, inputs, attributes) => {
    const written = ["variable", ...update.slots].map((name) => given(inputs, name));
    const gradient = given(inputs, "gradient");
    const { gradientScale } = inputs;
    if (sizeOf(gradient.shape) === 0) return [];
    const numbers = Object.values(update.numbers).map((of) => of(attributes as Readonly<Record<string, number>>));
    // Matrices and filters are packed, as products and convolutions like to read them.
    const packed = gradient.shape.length > 1;
    const made = gradientScale
      ? scaled(gpu, [...written, gradient, gradientScale], numbers, { packed })
      : plain(gpu, [...written, gradient], numbers, { packed });
    for (const [i, variable] of written.entries()) replace(variable as tf.Variable, made[i] as tf.TensorInfo);
    return [];
  });
}

export const optimizersWebgl: readonly tf.KernelConfig[] = [
  ...Object.entries(updates).map(([kernelName, update]) => updateKernel(kernelName, update)),
  webglKernel(GLOBAL_NORM, globalNorm),
];
