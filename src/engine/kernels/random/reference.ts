import * as tf from "@tensorflow/tfjs";
import { type RandomStream, randomNormals, randomUniforms } from "../../../core/random.ts";

const sizeOf = (shape: readonly number[]) => shape.reduce((product, size) => product * size, 1);

/** Drawn on the processor and sent to the device. */
export function uniformReference(stream: RandomStream, shape: readonly number[]): tf.Tensor {
  return tf.tensor(randomUniforms(stream, sizeOf(shape)), [...shape]);
}

/** Drawn on the processor and sent to the device. */
export function normalReference(stream: RandomStream, shape: readonly number[]): tf.Tensor {
  return tf.tensor(randomNormals(stream, sizeOf(shape)), [...shape]);
}
