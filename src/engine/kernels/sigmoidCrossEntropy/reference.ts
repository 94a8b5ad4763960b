import * as tf from "@tensorflow/tfjs";

/** One number for each example, in the rank of `like`, so that it broadcasts over it. */
function perExample(gradient: tf.Tensor, like: tf.Tensor): tf.Tensor {
  return gradient.reshape([-1, ...like.shape.slice(1).map(() => 1)]);
}

/** [B, …], the same or a number → [B], from core ops, in nats. */
export function sigmoidCrossEntropyReference(logits: tf.Tensor, targets: tf.Tensor | number): tf.Tensor1D {
  const tail = tf.log1p(tf.exp(tf.neg(tf.abs(logits))));
  const each = tf.add(tf.sub(tf.relu(logits), tf.mul(logits, targets)), tail);
  return tf.sum(each.reshape([logits.shape[0] as number, -1]), 1) as tf.Tensor1D;
}

/** (σ(logits) − targets) · gradient. [B, …], the same or a number, [B] → [B, …]. */
export function sigmoidCrossEntropyGradientReference(
  logits: tf.Tensor,
  targets: tf.Tensor | number,
  gradient: tf.Tensor,
): tf.Tensor {
  return tf.mul(tf.sub(tf.sigmoid(logits), targets), perExample(gradient, logits));
}

/** −logits · gradient. [B, …], [B] → [B, …]. */
export function targetGradientReference(logits: tf.Tensor, gradient: tf.Tensor): tf.Tensor {
  return tf.mul(tf.neg(logits), perExample(gradient, logits));
}
