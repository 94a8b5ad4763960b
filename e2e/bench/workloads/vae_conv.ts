/** A variational autoencoder of convolutions. Kingma & Welling 2013. */
import * as tf from "@tensorflow/tfjs";
import { gaussianDraw, gaussianKl } from "../../../src/engine/kernels/gaussian/index.ts";
import { sigmoidCrossEntropy } from "../../../src/engine/kernels/sigmoidCrossEntropy/index.ts";
import { pictures } from "./data.ts";
import { adam, noiseOf, variablesOf } from "./inkling.ts";
import { downward, passes, stockDownward, stockUpward, upward } from "./pictureNetworks.ts";
import { stockBinaryCrossEntropy, stockKlDivergence } from "./stock.ts";
import { workload } from "./workload.ts";

const halves = (moments: tf.Tensor) => tf.split(moments, 2, 1) as [tf.Tensor2D, tf.Tensor2D];

export const vae_conv = workload({
  summary: "B=64, 28×28: conv 32, 64 (k4 s2), latent 16, mirrored",
  sizes: { batch: 64, side: 28, narrow: 32, wide: 64, latent: 16 },
  tiny: { batch: 3, side: 8, narrow: 3, wide: 5, latent: 2 },

  operations: ({ batch, side, narrow, wide, latent }) => {
    const down = passes(batch, side, [narrow, wide], 2 * latent);
    const up = passes(batch, side, [narrow, wide], latent);
    // The picture needs no gradient.
    return 2 * down.first + 3 * (down.second + down.dense) + 3 * (up.first + up.second + up.dense);
  },

  inkling: ({ batch, side, narrow, wide, latent }) => {
    const x = pictures(batch, side);
    const noise = noiseOf("latent");
    const encode = downward(side, [narrow, wide], 2 * latent, "relu");
    const decode = upward(side, [narrow, wide], latent);
    const learn = adam(variablesOf(encode, decode), 1e-3);
    return {
      step: () =>
        learn(() => {
          const [mean, logVariance] = halves(encode(x)); // [B, Z] each
          const z = gaussianDraw(mean, logVariance, noise([batch, latent]) as tf.Tensor2D);
          const logits = decode(z); // [B, side, side, 1]
          return tf.mean(tf.add(sigmoidCrossEntropy(logits, x), gaussianKl(mean, logVariance)));
        }),
    };
  },

  stock: ({ batch, side, narrow, wide, latent }) => {
    const x = pictures(batch, side);
    const encoder = stockDownward(side, [narrow, wide], 2 * latent, "relu");
    const decoder = stockUpward(side, [narrow, wide], latent);
    const optimizer = tf.train.adam(1e-3);
    return {
      step: () =>
        optimizer.minimize(() => {
          const [mean, logVariance] = halves(encoder.apply(x) as tf.Tensor);
          const z = tf.add(mean, tf.mul(tf.exp(tf.mul(logVariance, 0.5)), tf.randomNormal([batch, latent])));
          const logits = decoder.apply(z) as tf.Tensor;
          return tf.add(stockBinaryCrossEntropy(x, logits), stockKlDivergence(mean, logVariance));
        }, true) as tf.Scalar,
    };
  },
});
