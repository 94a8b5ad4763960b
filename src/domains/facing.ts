import * as tf from "@tensorflow/tfjs";

/** Drawn pictures, dark on white, the other way round where the data lies on dark. x, examples [N, H, W, C], 0..1. */
export function facing(x: tf.Tensor, examples: tf.Tensor): tf.Tensor {
  const dark = tf.step(tf.sub(0.5, tf.mean(corners(examples))));
  return tf.add(x, tf.mul(dark, tf.sub(1, tf.mul(x, 2))));
}

/** The uppermost row of each picture, where seldom anything stands. */
function corners(pictures: tf.Tensor): tf.Tensor {
  const [N, , ...rest] = pictures.shape as [number, number, ...number[]];
  return pictures.slice([0, 0], [N, 1]).reshape([N, ...rest]);
}
