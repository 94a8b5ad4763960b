import * as tf from "@tensorflow/tfjs";
import { type Activation, LEAKY_SLOPE, type MatMulOptions } from "./contract.ts";

/** The activation from core ops. */
export function activate(x: tf.Tensor, activation: Activation): tf.Tensor {
  switch (activation) {
    case "linear":
      return x;
    case "relu":
      return tf.relu(x);
    case "leakyRelu":
      return tf.leakyRelu(x, LEAKY_SLOPE);
    case "tanh":
      return tf.tanh(x);
    case "sigmoid":
      return tf.sigmoid(x);
    case "elu":
      return tf.elu(x);
    default:
      return activation satisfies never;
  }
}

/** activation(a · b + bias) from core ops, differentiable by their own gradients. */
export function matMulReference(a: tf.Tensor, b: tf.Tensor, options: MatMulOptions = {}): tf.Tensor {
  const { transposeA = false, transposeB = false, bias = null, activation = "linear" } = options;
  const product = tf.matMul(a, b, transposeA, transposeB);
  return activate(bias ? tf.add(product, bias) : product, activation);
}
