import * as tf from "@tensorflow/tfjs";
import type {
  AdamSlots,
  AdamWOptions,
  MomentumOptions,
  MomentumSlots,
  RmsPropOptions,
  RmsPropSlots,
  UpdateOptions,
} from "./contract.ts";

const scaled = (gradient: tf.Tensor, { gradientScale }: UpdateOptions) =>
  gradientScale ? tf.mul(gradient, gradientScale) : gradient;

export function sgdReference(variable: tf.Variable, gradient: tf.Tensor, options: UpdateOptions): void {
  tf.tidy(() => variable.assign(tf.sub(variable, tf.mul(scaled(gradient, options), options.learningRate))));
}

export function momentumReference(
  variable: tf.Variable,
  gradient: tf.Tensor,
  { velocity }: MomentumSlots,
  options: MomentumOptions,
): void {
  tf.tidy(() => {
    velocity.assign(tf.add(tf.mul(velocity, options.momentum), scaled(gradient, options)));
    variable.assign(tf.sub(variable, tf.mul(velocity, options.learningRate)));
  });
}

export function rmsPropReference(
  variable: tf.Variable,
  gradient: tf.Tensor,
  { meanSquare }: RmsPropSlots,
  options: RmsPropOptions,
): void {
  tf.tidy(() => {
    const g = scaled(gradient, options);
    meanSquare.assign(tf.add(tf.mul(meanSquare, options.decay), tf.mul(tf.square(g), 1 - options.decay)));
    const change = tf.div(tf.mul(g, options.learningRate), tf.add(tf.sqrt(meanSquare), options.epsilon));
    variable.assign(tf.sub(variable, change));
  });
}

export function adamReference(
  variable: tf.Variable,
  gradient: tf.Tensor,
  { firstMoment, secondMoment }: AdamSlots,
  options: AdamWOptions,
): void {
  const { learningRate, beta1, beta2, epsilon, step, weightDecay } = options;
  tf.tidy(() => {
    const g = scaled(gradient, options);
    firstMoment.assign(tf.add(tf.mul(firstMoment, beta1), tf.mul(g, 1 - beta1)));
    secondMoment.assign(tf.add(tf.mul(secondMoment, beta2), tf.mul(tf.square(g), 1 - beta2)));
    const first = tf.div(firstMoment, 1 - beta1 ** step);
    const spread = tf.add(tf.sqrt(tf.div(secondMoment, 1 - beta2 ** step)), epsilon);
    const kept = tf.mul(variable, 1 - learningRate * weightDecay);
    variable.assign(tf.sub(kept, tf.mul(tf.div(first, spread), learningRate)));
  });
}

export function globalNormReference(gradients: readonly tf.Tensor[]): tf.Scalar {
  return tf.tidy(() => tf.sqrt(tf.addN(gradients.map((gradient) => tf.sum(tf.square(gradient))))) as tf.Scalar);
}
