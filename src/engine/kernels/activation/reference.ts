import * as tf from "@tensorflow/tfjs";
import { type Activation, LEAKY_SLOPE } from "../matMul/contract.ts";

/** The gradient before the activation, from the activation's value `y` and the gradient `dy` behind it. */
export function activationGradientReference(dy: tf.Tensor, y: tf.Tensor, activation: Activation): tf.Tensor {
  switch (activation) {
    case "linear":
      return dy;
    case "relu":
      return tf.mul(dy, tf.step(y));
    case "leakyRelu":
      return tf.mul(dy, tf.step(y, LEAKY_SLOPE));
    case "tanh":
      return tf.mul(dy, tf.sub(1, tf.square(y)));
    case "sigmoid":
      return tf.mul(dy, tf.mul(y, tf.sub(1, y)));
    case "elu":
      // The value itself is exp(x) − 1 below zero.
      return tf.mul(dy, tf.add(tf.minimum(y, 0), 1));
    default:
      return activation satisfies never;
  }
}
