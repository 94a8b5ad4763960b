import * as tf from "@tensorflow/tfjs";

/** The numbers of a tensor, which is freed. */
export async function read(tensor: tf.Tensor): Promise<Float32Array> {
  try {
    return (await tensor.data()) as Float32Array;
  } finally {
    tensor.dispose();
  }
}

/** The numbers of what is made inside a tidy. */
export function readMade<T extends readonly tf.Tensor[]>(
  make: () => [...T],
): Promise<{ [K in keyof T]: Float32Array }> {
  const tensors = tf.tidy(make);
  return Promise.all(tensors.map(read)) as Promise<{ [K in keyof T]: Float32Array }>;
}
