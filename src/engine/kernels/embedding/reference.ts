import * as tf from "@tensorflow/tfjs";

/** Rows of zeros and a one, [N, classes], without the stock one-hot and its casts (wrong on WebGPU or on wasm). */
export function indicator(indices: tf.Tensor1D, classes: number): tf.Tensor2D {
  const same = tf.equal(indices.expandDims(1), tf.range(0, classes, 1, "int32").expandDims(0));
  return tf.where(same, tf.ones([indices.size, classes]), tf.zeros([indices.size, classes])) as tf.Tensor2D;
}

/** [V, E], [...] → [..., E] from core ops. */
export function embeddingReference(table: tf.Tensor2D, indices: tf.Tensor): tf.Tensor {
  const flat = indices.reshape([-1]) as tf.Tensor1D;
  return tf.gather(table, flat).reshape([...indices.shape, table.shape[1]]);
}

/** The table's gradient as a product with rows of indicators, so that it runs where scatter-add is missing. */
export function embeddingGradientReference(indices: tf.Tensor, gradient: tf.Tensor, rows: number): tf.Tensor2D {
  const flat = indices.reshape([-1]) as tf.Tensor1D;
  const width = gradient.shape[gradient.rank - 1] as number;
  return tf.matMul(indicator(flat, rows), gradient.reshape([-1, width]) as tf.Tensor2D, true);
}
