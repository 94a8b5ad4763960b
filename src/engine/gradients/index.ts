/**
 * Gradients that TensorFlow.js lacks or has wrong. What saves its output is mended in `tape.ts`; here are the
 * operations whose gradient ran into one that does not exist.
 */
import * as tf from "@tensorflow/tfjs";
import { mendTape } from "./tape.ts";

type Registered = Omit<tf.GradConfig, "kernelName">;

/** A comparison is flat wherever it is smooth: its gradient is zero in both inputs, whatever was broadcast. */
const flat: Registered = {
  inputsToSave: ["a", "b"],
  gradFunc: (_, saved) => {
    const [a, b] = saved as [tf.Tensor, tf.Tensor];
    return { a: () => tf.zeros(a.shape), b: () => tf.zeros(b.shape) };
  },
};

const gradients: Readonly<Record<string, Registered>> = {
  [tf.Greater]: flat,
  [tf.GreaterEqual]: flat,
  [tf.Less]: flat,
  [tf.LessEqual]: flat,
  [tf.Equal]: flat,
  [tf.NotEqual]: flat,
  [tf.LogicalAnd]: flat,
  [tf.LogicalOr]: flat,
  [tf.LogicalNot]: {
    inputsToSave: ["x"],
    gradFunc: (_, saved) => ({ x: () => tf.zeros((saved[0] as tf.Tensor).shape) }),
  },
  // With y = exp(x) − 1 below zero the slope is y + 1 there and 1 above; stock calls a kernel that wasm lacks.
  [tf.Elu]: {
    outputsToSave: [true],
    gradFunc: (dy, saved) => ({
      x: () => tf.mul(dy as tf.Tensor, tf.add(tf.minimum(saved[0] as tf.Tensor, 0), 1)),
    }),
  },
  // One pass: stock spreads the slope over the numbers and then divides all of them.
  [tf.Mean]: {
    inputsToSave: ["x"],
    gradFunc: (dy, saved, attributes) => {
      const { shape } = saved[0] as tf.Tensor;
      const axes = tf.util.parseAxisParam((attributes as unknown as { axis: number | number[] }).axis, shape);
      const kept = shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
      const count = axes.reduce((product, axis) => product * (shape[axis] as number), 1);
      const shares = new Float32Array(tf.util.sizeFromShape(shape)).fill(1 / count);
      const each = dy as tf.Tensor;
      return { x: () => tf.mul(each.rank === 0 ? each : each.reshape(kept), tf.tensor(shares, shape)) };
    },
  },
  // Stock takes the root again.
  [tf.Sqrt]: {
    outputsToSave: [true],
    gradFunc: (dy, saved) => ({ x: () => tf.div(dy as tf.Tensor, tf.mul(saved[0] as tf.Tensor, 2)) }),
  },
  // One pass over the numbers instead of a comparison, a product and a choice.
  [tf.LeakyRelu]: {
    inputsToSave: ["x"],
    gradFunc: (dy, saved, attributes) => {
      const { alpha } = attributes as unknown as { alpha: number };
      return { x: () => tf.mul(dy as tf.Tensor, tf.step(saved[0] as tf.Tensor, alpha)) };
    },
  },
};

let installed = false;

/** Puts right gradients in the place of missing and wrong ones, on every backend; a second call changes nothing. */
export function installGradients(): void {
  mendTape();
  if (installed) return;
  installed = true;
  for (const [kernelName, gradient] of Object.entries(gradients)) {
    if (tf.getGradient(kernelName)) tf.unregisterGradient(kernelName);
    tf.registerGradient({ kernelName, ...gradient });
  }
}
