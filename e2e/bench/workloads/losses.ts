/** Losses of several workloads: by Inkling's engine, and with "stock" before the name as stock TensorFlow.js has them. */
import * as tf from "@tensorflow/tfjs";

/** Sum over the pixels, mean over the batch, in nats. */
export function binaryCrossEntropy(labels: tf.Tensor, logits: tf.Tensor): tf.Scalar {
  const each = tf.sub(tf.softplus(logits), tf.mul(labels, logits));
  return tf.div(tf.sum(each), labels.shape[0] as number);
}

/** KL(q(z|x) ‖ N(0, I)), mean over the batch, in nats. Kingma & Welling 2013, appendix B. */
export function klDivergence(mean: tf.Tensor, logVariance: tf.Tensor): tf.Scalar {
  const each = tf.sub(tf.add(tf.square(mean), tf.exp(logVariance)), tf.add(logVariance, 1));
  return tf.mul(tf.sum(each), 0.5 / (mean.shape[0] as number));
}

/** Mean of softplus(−logit) for real pictures, of softplus(logit) for others. Goodfellow et al. 2014. */
export function judged(logits: tf.Tensor, real: boolean): tf.Scalar {
  return tf.mean(tf.softplus(real ? tf.neg(logits) : logits));
}

export function stockBinaryCrossEntropy(labels: tf.Tensor, logits: tf.Tensor): tf.Scalar {
  const pixels = labels.size / (labels.shape[0] as number);
  return tf.mul(tf.losses.sigmoidCrossEntropy(labels, logits), pixels);
}

export function stockKlDivergence(mean: tf.Tensor, logVariance: tf.Tensor): tf.Scalar {
  const inner = logVariance.add(1).sub(mean.square()).sub(logVariance.exp());
  return inner.sum(-1).mean().mul(-0.5);
}

export function stockJudged(logits: tf.Tensor, real: boolean): tf.Scalar {
  return tf.losses.sigmoidCrossEntropy(real ? tf.onesLike(logits) : tf.zerosLike(logits), logits);
}
