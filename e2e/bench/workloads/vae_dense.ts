/** A variational autoencoder of dense layers on flat pictures. Kingma & Welling 2013. */
import * as tf from "@tensorflow/tfjs";
import { gaussianDraw, gaussianKl } from "../../../src/engine/kernels/gaussian/index.ts";
import { sigmoidCrossEntropy } from "../../../src/engine/kernels/sigmoidCrossEntropy/index.ts";
import { pictures } from "./data.ts";
import { adam, dense, noiseOf, variablesOf } from "./inkling.ts";
import { stockBinaryCrossEntropy, stockKlDivergence } from "./stock.ts";
import { product, workload } from "./workload.ts";

export const vae_dense = workload({
  summary: "B=128, 784 → 256 → 2 → 256 → 784",
  sizes: { batch: 128, side: 28, hidden: 256, latent: 2 },
  tiny: { batch: 5, side: 4, hidden: 7, latent: 3 },

  operations: ({ batch, side, hidden, latent }) =>
    2 * product(batch, side * side, hidden) +
    3 * product(batch, hidden, 2 * latent) +
    3 * product(batch, latent, hidden) +
    3 * product(batch, hidden, side * side),

  inkling: ({ batch, side, hidden, latent }) => {
    const pixels = side * side;
    const x = pictures(batch, side).reshape([batch, pixels]);
    const noise = noiseOf("latent");
    const encode = dense(pixels, hidden, "encode");
    const moments = dense(hidden, 2 * latent, "moments");
    const decode = dense(latent, hidden, "decode");
    const draw = dense(hidden, pixels, "draw");
    const learn = adam(variablesOf(encode, moments, decode, draw), 1e-3);
    return {
      step: () =>
        learn(() => {
          const [mean, logVariance] = tf.split(moments(encode(x, "relu")), 2, 1) as [tf.Tensor2D, tf.Tensor2D]; // [B, Z]
          const z = gaussianDraw(mean, logVariance, noise([batch, latent]) as tf.Tensor2D);
          const logits = draw(decode(z, "relu"));
          return tf.mean(tf.add(sigmoidCrossEntropy(logits, x), gaussianKl(mean, logVariance)));
        }),
    };
  },

  stock: ({ batch, side, hidden, latent }) => {
    const pixels = side * side;
    const x = pictures(batch, side).reshape([batch, pixels]);
    const input = tf.input({ shape: [pixels] });
    const features = tf.layers.dense({ units: hidden, activation: "relu" }).apply(input) as tf.SymbolicTensor;
    const moments = [0, 1].map(() => tf.layers.dense({ units: latent }).apply(features) as tf.SymbolicTensor);
    const encoder = tf.model({ inputs: input, outputs: moments });
    const decoder = tf.sequential();
    decoder.add(tf.layers.dense({ units: hidden, activation: "relu", inputShape: [latent] }));
    decoder.add(tf.layers.dense({ units: pixels }));
    const optimizer = tf.train.adam(1e-3);
    return {
      step: () =>
        optimizer.minimize(() => {
          const [mean, logVariance] = encoder.apply(x) as [tf.Tensor2D, tf.Tensor2D];
          const z = tf.add(mean, tf.mul(tf.exp(tf.mul(logVariance, 0.5)), tf.randomNormal([batch, latent])));
          const logits = decoder.apply(z) as tf.Tensor;
          return tf.add(stockBinaryCrossEntropy(x, logits), stockKlDivergence(mean, logVariance));
        }, true) as tf.Scalar,
    };
  },
});
