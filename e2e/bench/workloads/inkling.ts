/** What the trainer and the families do around a loss, for workloads that have neither. */
import * as tf from "@tensorflow/tfjs";
import { type RandomStream, randomStream, substream } from "../../../src/core/random.ts";
import { conv2d, conv2dTranspose } from "../../../src/engine/kernels/convolution/index.ts";
import { matMul } from "../../../src/engine/kernels/matMul/index.ts";
import { groupNorm, layerNorm } from "../../../src/engine/kernels/normalization/index.ts";
import { normal } from "../../../src/engine/kernels/random/index.ts";
import { sigmoidCrossEntropy } from "../../../src/engine/kernels/sigmoidCrossEntropy/index.ts";
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
      const gradients = variables.flatMap((variable) => {
        const gradient = grads[variable.name];
        return gradient ? [{ variable, gradient }] : [];
      });
      optimizer.apply(gradients, { learningRate, gradientScale: null, update: ++update, values: ADAM });
      return value;
    });
}

type Activation = NonNullable<NonNullable<Parameters<typeof matMul>[2]>["activation"]>;

/** A layer whose product ends in bias and activation. */
export interface Layer {
  (x: tf.Tensor, activation?: Activation): tf.Tensor;
  readonly variables: readonly tf.Variable[];
}

export const variablesOf = (...layers: readonly { readonly variables: readonly tf.Variable[] }[]) =>
  layers.flatMap((layer) => layer.variables);

/** A weight drawn by Glorot's rule, the same on every backend. */
export const weight = (name: string, shape: number[]): tf.Variable =>
  tf.tidy(() => tf.variable(glorotUniform(weightStream(name)).apply(shape)));

export const filled = (value: number, shape: number[]): tf.Variable =>
  tf.tidy(() => tf.variable(tf.fill(shape, value)));

const biasOf = (size: number) => filled(0, [size]) as tf.Variable<tf.Rank.R1>;

/** [..., inputs] → [..., units]. */
export function dense(inputs: number, units: number, name: string): Layer {
  const [kernel, bias] = [weight(name, [inputs, units]), biasOf(units)];
  const layer = (x: tf.Tensor, activation: Activation = "linear") => matMul(x, kernel, { bias, activation });
  return Object.assign(layer, { variables: [kernel, bias] });
}

/** [B, H, W, channels] → [B, H / stride, W / stride, filters], by a square window. */
export function convolution(channels: number, filters: number, name: string, window = 4, strides = 2): Layer {
  const filter = weight(name, [window, window, channels, filters]) as tf.Variable<tf.Rank.R4>;
  const bias = biasOf(filters);
  const layer = (x: tf.Tensor, activation: Activation = "linear") =>
    conv2d(x as tf.Tensor4D, filter, { strides, bias, activation });
  return Object.assign(layer, { variables: [filter, bias] });
}

/** [B, H, W, channels] → [B, 2H, 2W, filters], by a transposed convolution of 4×4. */
export function doubling(channels: number, filters: number, name: string): Layer {
  const filter = weight(name, [4, 4, filters, channels]) as tf.Variable<tf.Rank.R4>;
  const bias = biasOf(filters);
  const layer = (x: tf.Tensor, activation: Activation = "linear") => {
    const [, H, W] = x.shape as [number, number, number, number];
    return conv2dTranspose(x as tf.Tensor4D, filter, [2 * H, 2 * W], { strides: 2, bias, activation });
  };
  return Object.assign(layer, { variables: [filter, bias] });
}

/** Layers one after the other, all but the last ending in `activation`. */
export function chain(layers: readonly Layer[], activation: Activation): Layer {
  const apply = (x: tf.Tensor, ending: Activation = "linear") =>
    layers.reduce((below, layer, i) => layer(below, i === layers.length - 1 ? ending : activation), x);
  return Object.assign(apply, { variables: variablesOf(...layers) });
}

/** The variables of a layer of the engine, once it is built. */
export const weightsOfLayer = (layer: tf.layers.Layer) => layer.weights.map((each) => each.read() as tf.Variable);

/** −ln σ(logit) for real examples, −ln(1 − σ(logit)) for others; mean. logits [B, 1]. Goodfellow et al. 2014. */
export const judged = (logits: tf.Tensor, real: boolean): tf.Scalar =>
  tf.mean(sigmoidCrossEntropy(logits, real ? 1 : 0));

type Affine = readonly [tf.Variable<tf.Rank.R1>, tf.Variable<tf.Rank.R1>];

const affine = (width: number) => [filled(1, [width]), filled(0, [width])] as unknown as Affine;

export function layerNormal(width: number): Layer {
  const [gain, offset] = affine(width);
  return Object.assign((x: tf.Tensor) => layerNorm(x, gain, offset), { variables: [gain, offset] });
}

export function groupNormal(channels: number, groups: number): Layer {
  const [gain, offset] = affine(channels);
  return Object.assign((x: tf.Tensor) => groupNorm(x, gain, offset, groups), { variables: [gain, offset] });
}
