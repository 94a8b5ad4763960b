/** The networks of `gan_conv` as a Wasserstein GAN whose critic pays for slopes other than 1. Gulrajani et al. 2017. */
import * as tf from "@tensorflow/tfjs";
import { randomStream } from "../../../src/core/random.ts";
import { uniform } from "../../../src/engine/kernels/random/index.ts";
import { pictures } from "./data.ts";
import { adam, noiseOf } from "./inkling.ts";
import { downward, passes, stockDownward, stockUpward, upward } from "./pictureNetworks.ts";
import { weightsOf } from "./stock.ts";
import { workload } from "./workload.ts";

const PENALTY = 10;

type Critic = (x: tf.Tensor) => tf.Tensor;

/** mean (‖∇ₓ judge(x)‖ − 1)² at pictures between real and drawn ones; `share` [B, 1, 1, 1] says where. */
function gradientPenalty(judge: Critic, real: tf.Tensor, fake: tf.Tensor, share: tf.Tensor): tf.Scalar {
  const between = tf.add(real, tf.mul(share, tf.sub(fake, real)));
  const slopes = tf.grad((x: tf.Tensor) => tf.sum(judge(x)))(between);
  const norms = tf.sqrt(tf.add(tf.sum(tf.square(slopes), [1, 2, 3]), 1e-12));
  return tf.mean(tf.square(tf.sub(norms, 1)));
}

const criticLoss = (judge: Critic, real: tf.Tensor, fake: tf.Tensor, share: tf.Tensor): tf.Scalar =>
  tf.add(
    tf.sub(tf.mean(judge(fake)), tf.mean(judge(real))),
    tf.mul(gradientPenalty(judge, real, fake, share), PENALTY),
  );

export const wgan_gp_conv = workload({
  summary: "the networks of gan_conv, gradient penalty; one critic and one generator step",
  sizes: { batch: 64, side: 28, narrow: 32, wide: 64, noise: 64 },
  tiny: { batch: 3, side: 8, narrow: 3, wide: 5, noise: 4 },

  operations: ({ batch, side, narrow, wide, noise }) => {
    const critic = passes(batch, side, [narrow, wide], 1);
    const generator = passes(batch, side, [narrow, wide], noise);
    const judging = 2 * (2 * critic.first + 3 * (critic.second + critic.dense));
    // Forward, the slope, and the gradients of both in the weights and in what lies between.
    const penalty = 5 * (critic.first + critic.second + critic.dense);
    const drawing = generator.first + generator.second + generator.dense;
    const through = 2 * (critic.first + critic.second + critic.dense);
    return judging + penalty + drawing + through + 3 * (generator.first + generator.second) + 2 * generator.dense;
  },

  inkling: ({ batch, side, narrow, wide, noise }) => {
    const real = pictures(batch, side);
    const draw = noiseOf("latent");
    const share = uniform(randomStream(1, "share"), [batch, 1, 1, 1]);
    const generate = upward(side, [narrow, wide], noise);
    const judge = downward(side, [narrow, wide], 1, "leakyRelu"); // → [B, 1]
    const learnToJudge = adam(judge.variables, 1e-4);
    const learnToDraw = adam(generate.variables, 1e-4);
    const drawn = () => generate(draw([batch, noise]), "sigmoid"); // [B, side, side, 1]
    return {
      step: () =>
        tf.tidy(() => {
          const fake = drawn();
          const loss = learnToJudge(() => criticLoss(judge, real, fake, share));
          learnToDraw(() => tf.neg(tf.mean(judge(drawn()))));
          return loss;
        }),
    };
  },

  stock: ({ batch, side, narrow, wide, noise }) => {
    const real = pictures(batch, side);
    const share = tf.randomUniform([batch, 1, 1, 1]);
    const generator = stockUpward(side, [narrow, wide], noise);
    // The stock gradient of leakyRelu has no gradient; relu's has.
    const critic = stockDownward(side, [narrow, wide], 1, "relu");
    const [judging, drawing] = [tf.train.adam(1e-4), tf.train.adam(1e-4)];
    const drawn = () => tf.sigmoid(generator.apply(tf.randomNormal([batch, noise])) as tf.Tensor);
    const judge = (x: tf.Tensor) => critic.apply(x) as tf.Tensor;
    return {
      step: () =>
        tf.tidy(() => {
          const fake = drawn();
          const loss = judging.minimize(
            () => criticLoss(judge, real, fake, share),
            true,
            weightsOf(critic),
          ) as tf.Scalar;
          drawing.minimize(() => tf.neg(tf.mean(judge(drawn()))) as tf.Scalar, false, weightsOf(generator));
          return loss;
        }),
    };
  },
});
