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

/** A layer as a function of tensors; it is built by the first. */
const applied =
  (layer: tf.layers.Layer) =>
  (x: tf.Tensor): tf.Tensor =>
    layer.apply(x) as tf.Tensor;

export const stockDense = (_inputs: number, units: number) => applied(tf.layers.dense({ units }));

export const stockConvolution = (
  _channels: number,
  filters: number,
  _name: string,
  kernelSize: number,
  strides: number,
) => applied(tf.layers.conv2d({ filters, kernelSize, strides, padding: "same" }));

/**
 * Mean 0 and variance 1 within each group of channels of x [B, H, W, C], then a scale and an offset, from core ops: there is
 * no such stock layer. Wu & He 2018.
 */
export function stockGroupNorm(channels: number, groups: number) {
  const [scale, offset] = [tf.variable(tf.ones([channels])), tf.variable(tf.zeros([channels]))];
  return (x: tf.Tensor): tf.Tensor => {
    const [B, H, W, C] = x.shape as [number, number, number, number];
    const grouped = x.reshape([B, H * W, groups, C / groups]);
    const { mean, variance } = tf.moments(grouped, [1, 3], true);
    const normal = tf.mul(tf.sub(grouped, mean), tf.rsqrt(tf.add(variance, 1e-5)));
    return tf.add(tf.mul(normal.reshape([B, H, W, C]), scale), offset);
  };
}

/**
 * Mean 0 and variance 1 over the last axis, then a scale and an offset. Ba et al. 2016. From core ops, to be fair: the
 * gradient of `tf.layers.layerNormalization` takes a slice for each repetition of its tiles, 80,000 kernels a step here.
 */
export function stockLayerNorm(width: number) {
  const [scale, offset] = [tf.variable(tf.ones([width])), tf.variable(tf.zeros([width]))];
  return (x: tf.Tensor): tf.Tensor => {
    const { mean, variance } = tf.moments(x, -1, true);
    const normal = tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, 1e-5)));
    return tf.add(tf.mul(normal, scale), offset);
  };
}

/** x · Φ(x) by its tanh, from core ops. Hendrycks & Gimpel 2016. */
export function stockGelu(x: tf.Tensor): tf.Tensor {
  const inner = tf.mul(tf.add(x, tf.mul(tf.pow(x, 3), 0.044715)), Math.sqrt(2 / Math.PI));
  return tf.mul(tf.mul(x, 0.5), tf.add(tf.tanh(inner), 1));
}

/** Zeros where a place may look, −10⁹ where it lies ahead: [T, T]. */
export const maskAhead = (time: number): tf.Tensor =>
  tf.tidy(() => tf.mul(tf.sub(1, tf.linalg.bandPart(tf.ones([time, time]), -1, 0)), -1e9));

/** Queries, keys and values side by side, [B, T, 3C] → [B, T, C], from core ops. Vaswani et al. 2017. */
export function stockCausalAttention(mixed: tf.Tensor3D, heads: number, mask: tf.Tensor): tf.Tensor {
  const [B, T, C3] = mixed.shape;
  const [C, D] = [C3 / 3, C3 / 3 / heads];
  const apart = (x: tf.Tensor) => tf.transpose(x.reshape([B, T, heads, D]), [0, 2, 1, 3]); // [B, heads, T, D]
  const [queries, keys, values] = tf.split(mixed, 3, 2).map(apart) as [tf.Tensor, tf.Tensor, tf.Tensor];
  const scores = tf.div(tf.matMul(queries, keys, false, true), Math.sqrt(D)); // [B, heads, T, T]
  const weights = tf.softmax(tf.add(scores, mask));
  return tf.transpose(tf.matMul(weights, values), [0, 2, 1, 3]).reshape([B, T, C]);
}

/** Runs a loss once, so that every layer in it has its variables before an optimizer looks for them. */
export function built(loss: () => tf.Tensor): void {
  tf.dispose(tf.tidy(loss));
}
