import * as tf from "@tensorflow/tfjs";

/** Of x³ beside x, within √(2/π)·(x + 0.044715 x³); twice over, for tanh u = 2σ(2u) − 1. */
const LINEAR = 2 * Math.sqrt(2 / Math.PI);
const CUBIC = LINEAR * 0.044715;

/**
 * GELU by its tanh, as the `gelu` kernel has it, from stock layers: x · σ(x · (a·x² + b)). The stock activation of this form,
 * `gelu_new`, cannot be loaded again once it was saved.
 */
export function geluLayers(x: tf.SymbolicTensor, name: string): tf.SymbolicTensor {
  const times = (a: tf.SymbolicTensor, b: tf.SymbolicTensor, part: string) =>
    tf.layers.multiply({ name: `${name}${part}` }).apply([a, b]) as tf.SymbolicTensor;
  const rescaled = (a: tf.SymbolicTensor, scale: number, offset: number, part: string) =>
    tf.layers.rescaling({ name: `${name}${part}`, scale, offset }).apply(a) as tf.SymbolicTensor;
  // A layer that is given the same input twice has it freed too early.
  const square = times(x, rescaled(x, CUBIC, 0, "Cubic"), "Square");
  const gate = tf.layers
    .activation({ name: `${name}Gate`, activation: "sigmoid" })
    .apply(times(x, rescaled(square, 1, LINEAR, "Linear"), "Argument")) as tf.SymbolicTensor;
  return times(x, gate, "");
}
