/** What the trainer and the families do around a loss, for workloads that have neither. */
import * as tf from "@tensorflow/tfjs";
import { type RandomStream, randomStream, substream } from "../../../src/core/random.ts";
import { matMul } from "../../../src/engine/kernels/matMul/index.ts";
import { normal } from "../../../src/engine/kernels/random/index.ts";
import { glorotUniform } from "../../../src/engine/layers/index.ts";
import { create as createAdam } from "../../../src/optimizers/adam/optimizer.ts";

const ADAM = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;

export const weightStream = (name: string): RandomStream => randomStream(1, `weights/${name}`);

/** Standard normals that differ from call to call. */
export function noiseOf(name: string): (shape: readonly number[]) => tf.Tensor {
  let draws = 0;
  return (shape) => normal(substream(randomStream(1, name), draws++), shape);
}

/** Steps of Adam on a loss of these variables: loss → gradients → optimizer, as the trainer has it. */
export function adam(variables: readonly tf.Variable[], learningRate: number): (loss: () => tf.Scalar) => tf.Scalar {
  const optimizer = createAdam(variables);
  let update = 0;
  return (loss) =>
    tf.tidy(() => {
      const { value, grads } = tf.variableGrads(loss, [...variables]);
      const gradients = variables.map((variable) => ({ variable, gradient: grads[variable.name] as tf.Tensor }));
      optimizer.apply(gradients, { learningRate, gradientScale: null, update: ++update, values: ADAM });
      return value;
    });
}

type Activation = NonNullable<Parameters<typeof matMul>[2]>["activation"];

/** A dense layer whose product ends in bias and activation. */
export interface Dense {
  (x: tf.Tensor, activation?: Activation): tf.Tensor;
  readonly variables: readonly [tf.Variable, tf.Variable];
}

export function dense(inputs: number, units: number, name: string): Dense {
  const kernel = tf.tidy(() => tf.variable(glorotUniform(weightStream(name)).apply([inputs, units])));
  const bias = tf.tidy(() => tf.variable(tf.zeros([units]))) as tf.Variable<tf.Rank.R1>;
  const layer = (x: tf.Tensor, activation: Activation = "linear") => matMul(x, kernel, { bias, activation });
  return Object.assign(layer, { variables: [kernel, bias] as const });
}

export const variablesOf = (...layers: readonly { readonly variables: readonly tf.Variable[] }[]) =>
  layers.flatMap((layer) => layer.variables);

/** The trainable variables of a network of `tf.layers`. */
export const weightsOf = (...networks: readonly tf.LayersModel[]) =>
  networks.flatMap((network) => network.trainableWeights.map((weight) => weight.read() as tf.Variable));

export const weightsOfLayer = (layer: tf.layers.Layer) => layer.weights.map((weight) => weight.read() as tf.Variable);
