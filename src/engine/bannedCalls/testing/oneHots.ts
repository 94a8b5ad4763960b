import * as tf from "@tensorflow/tfjs";

/** One-hots of [2, 0, 1, 2] in three classes, cast to floats and transposed: the chain that broke on WebGPU. Doubled. */
export async function transposedOneHots(): Promise<number[]> {
  const result = tf.tidy(() => {
    // A sum, so that the labels lie on the device rather than in JavaScript.
    const labels = tf.add(tf.tensor1d([1, 0, 1, 1], "int32"), tf.tensor1d([1, 0, 0, 1], "int32")) as tf.Tensor1D;
    return tf.mul(tf.transpose(tf.oneHot(labels, 3).cast("float32")), 2);
  });
  const values = Array.from(await result.data());
  result.dispose();
  return values;
}

/** Class 0, 1, 2 of the four labels, twice one each. */
export const expectedOneHots = [0, 2, 0, 0, 0, 0, 2, 0, 2, 0, 0, 2];
