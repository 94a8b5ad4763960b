import * as tf from "@tensorflow/tfjs";
import type { ParityCase } from "../parity.ts";
import type { UpdateOptions } from "./contract.ts";
import {
  adamWUpdate,
  adamWUpdates,
  globalNorm,
  rmsPropUpdate,
  rmsPropUpdates,
  sgdMomentumUpdate,
  sgdMomentumUpdates,
  sgdUpdate,
  sgdUpdates,
} from "./index.ts";
import { adamReference, globalNormReference, momentumReference, rmsPropReference, sgdReference } from "./reference.ts";

type Update = (
  variable: tf.Variable,
  gradient: tf.Tensor,
  slots: readonly [tf.Variable, tf.Variable],
  options: UpdateOptions,
  step: number,
) => void;

/** Three updates with a falling learning rate; outputs are the weights and both slots. */
const threeUpdates =
  (update: Update, clipped: boolean) =>
  ({ weights, gradient }: Record<string, tf.Tensor>): tf.Tensor[] => {
    const w = weights as tf.Tensor;
    const variables = [w, tf.zerosLike(w), tf.zerosLike(w)].map((start) => tf.variable(start, false));
    const [variable, ...slots] = variables as [tf.Variable, tf.Variable, tf.Variable];
    const gradientScale = clipped ? tf.scalar(0.25) : null;
    for (let step = 1; step <= 3; step++) {
      const g = tf.mul(gradient as tf.Tensor, step - 1.5);
      update(variable, g, slots, { learningRate: 0.1 / step, gradientScale }, step);
    }
    const results = variables.map((each) => each.mul(1));
    tf.dispose(variables);
    return results;
  };

function updateCases(name: string, update: Update, reference: Update): ParityCase[] {
  return [[1], [7], [5, 13], [64]].flatMap((shape) =>
    [true, false].map((clipped) => ({
      name: `${name}, [${shape}]${clipped ? ", clipped" : ""}`,
      inputs: { weights: { shape }, gradient: { shape } },
      run: threeUpdates(update, clipped),
      reference: threeUpdates(reference, clipped),
      gradients: false,
      vectors: shape.length === 1,
    })),
  );
}

const momentum = { momentum: 0.9 };
const rmsProp = { decay: 0.9, epsilon: 1e-7 };
const adam = { beta1: 0.9, beta2: 0.99, epsilon: 1e-7, weightDecay: 0.1 };

/** Every optimizer over three updates, and the norm over tensors of odd sizes. */
export const optimizerParity: readonly ParityCase[] = [
  ...updateCases(
    "gradient descent",
    (v, g, _, options) => sgdUpdate(v, g, options),
    (v, g, _, options) => sgdReference(v, g, options),
  ),
  ...updateCases(
    "momentum",
    (v, g, [velocity], options) => sgdMomentumUpdate(v, g, { velocity }, { ...options, ...momentum }),
    (v, g, [velocity], options) => momentumReference(v, g, { velocity }, { ...options, ...momentum }),
  ),
  ...updateCases(
    "RMSProp",
    (v, g, [meanSquare], options) => rmsPropUpdate(v, g, { meanSquare }, { ...options, ...rmsProp }),
    (v, g, [meanSquare], options) => rmsPropReference(v, g, { meanSquare }, { ...options, ...rmsProp }),
  ),
  ...updateCases(
    "AdamW",
    (v, g, [firstMoment, secondMoment], options, step) =>
      adamWUpdate(v, g, { firstMoment, secondMoment }, { ...options, ...adam, step }),
    (v, g, [firstMoment, secondMoment], options, step) =>
      adamReference(v, g, { firstMoment, secondMoment }, { ...options, ...adam, step }),
  ),
  ...updateCases(
    "AdamW over two weights at once",
    (variable, gradient, [firstMoment, secondMoment], options, step) => {
      const other = tf.variable(tf.zeros([3]), false);
      const [m, v] = [tf.variable(tf.zeros([3]), false), tf.variable(tf.zeros([3]), false)];
      adamWUpdates(
        [
          { variable: other, gradient: tf.ones([3]), slots: { firstMoment: m, secondMoment: v } },
          { variable, gradient, slots: { firstMoment, secondMoment } },
        ],
        { ...options, ...adam, step },
      );
      tf.dispose([other, m, v]);
    },
    (v, g, [firstMoment, secondMoment], options, step) =>
      adamReference(v, g, { firstMoment, secondMoment }, { ...options, ...adam, step }),
  ),
  ...updateCases(
    "momentum by the call for many",
    (variable, gradient, [velocity], options) =>
      sgdMomentumUpdates([{ variable, gradient, slots: { velocity } }], { ...options, ...momentum }),
    (v, g, [velocity], options) => momentumReference(v, g, { velocity }, { ...options, ...momentum }),
  ),
  ...updateCases(
    "RMSProp by the call for many",
    (variable, gradient, [meanSquare], options) =>
      rmsPropUpdates([{ variable, gradient, slots: { meanSquare } }], { ...options, ...rmsProp }),
    (v, g, [meanSquare], options) => rmsPropReference(v, g, { meanSquare }, { ...options, ...rmsProp }),
  ),
  ...updateCases(
    "gradient descent by the call for many",
    (variable, gradient, _, options) => sgdUpdates([{ variable, gradient, slots: {} }], options),
    (v, g, _, options) => sgdReference(v, g, options),
  ),
  {
    name: "norm over three tensors",
    inputs: { a: { shape: [3, 5] }, b: { shape: [1] }, c: { shape: [2, 2, 9] } },
    run: ({ a, b, c }) => [globalNorm([a, b, c] as tf.Tensor[])],
    reference: ({ a, b, c }) => [globalNormReference([a, b, c] as tf.Tensor[])],
    gradients: false,
  },
  {
    // More than one draw reads on WebGL, or a dispatch on WebGPU.
    name: "norm over twenty tensors",
    inputs: Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`g${i}`, { shape: [i + 1, 3] }])),
    run: (given) => [globalNorm(Object.values(given))],
    reference: (given) => [globalNormReference(Object.values(given))],
    gradients: false,
  },
];
