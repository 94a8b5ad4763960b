/** Losses of several workloads, from the stock operations that TensorFlow.js has for them. */
import * as tf from "@tensorflow/tfjs";

/** Sum over the pixels, mean over the batch, in nats. */
export function stockBinaryCrossEntropy(labels: tf.Tensor, logits: tf.Tensor): tf.Scalar {
  const pixels = labels.size / (labels.shape[0] as number);
  return tf.mul(tf.losses.sigmoidCrossEntropy(labels, logits), pixels);
}

/** KL(q(z|x) ‖ N(0, I)), mean over the batch, in nats. Kingma & Welling 2013, appendix B. */
export function stockKlDivergence(mean: tf.Tensor, logVariance: tf.Tensor): tf.Scalar {
  const inner = logVariance.add(1).sub(mean.square()).sub(logVariance.exp());
  return inner.sum(-1).mean().mul(-0.5);
}

/** −ln σ(logit) for real pictures, −ln(1 − σ(logit)) for others; mean. Goodfellow et al. 2014. */
export function stockJudged(logits: tf.Tensor, real: boolean): tf.Scalar {
  return tf.losses.sigmoidCrossEntropy(real ? tf.onesLike(logits) : tf.zerosLike(logits), logits);
}

/** The trainable variables of a network of `tf.layers`. */
export const weightsOf = (...networks: readonly tf.LayersModel[]) =>
  networks.flatMap((network) => network.trainableWeights.map((weight) => weight.read() as tf.Variable));
