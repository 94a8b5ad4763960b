/** A convolutional GAN: one step of the critic, then one of the generator. Radford et al. 2015. */
import * as tf from "@tensorflow/tfjs";
import { pictures } from "./data.ts";
import { adam, judged, noiseOf } from "./inkling.ts";
import { downward, passes, stockDownward, stockUpward, upward } from "./pictureNetworks.ts";
import { stockJudged, weightsOf } from "./stock.ts";
import { workload } from "./workload.ts";

export const gan_conv = workload({
  summary: "B=64, 28×28: 64 → 7·7·64 → convT 32 → convT 1; conv 32, 64 → 1; one critic and one generator step",
  sizes: { batch: 64, side: 28, narrow: 32, wide: 64, noise: 64 },
  tiny: { batch: 3, side: 8, narrow: 3, wide: 5, noise: 4 },

  operations: ({ batch, side, narrow, wide, noise }) => {
    const critic = passes(batch, side, [narrow, wide], 1);
    const generator = passes(batch, side, [narrow, wide], noise);
    // The critic learns from two batches that need no gradient themselves, drawn by one pass of the generator.
    const critically = 2 * (2 * critic.first + 3 * (critic.second + critic.dense));
    const drawing = generator.first + generator.second + generator.dense;
    // The generator learns through the critic, whose own weights need none; its noise needs none either.
    const through = 2 * (critic.first + critic.second + critic.dense);
    return critically + drawing + through + 3 * (generator.first + generator.second) + 2 * generator.dense;
  },

  inkling: ({ batch, side, narrow, wide, noise }) => {
    const real = pictures(batch, side);
    const draw = noiseOf("latent");
    const generate = upward(side, [narrow, wide], noise);
    const judge = downward(side, [narrow, wide], 1, "leakyRelu"); // → [B, 1]
    const learnToJudge = adam(judge.variables, 2e-4);
    const learnToDraw = adam(generate.variables, 2e-4);
    const drawn = () => generate(draw([batch, noise]), "sigmoid"); // [B, side, side, 1]
    return {
      step: () =>
        tf.tidy(() => {
          const fake = drawn();
          const loss = learnToJudge(() => tf.add(judged(judge(real), true), judged(judge(fake), false)));
          learnToDraw(() => judged(judge(drawn()), true));
          return loss;
        }),
    };
  },

  stock: ({ batch, side, narrow, wide, noise }) => {
    const real = pictures(batch, side);
    const generator = stockUpward(side, [narrow, wide], noise);
    const critic = stockDownward(side, [narrow, wide], 1, "leakyRelu");
    const [judging, drawing] = [tf.train.adam(2e-4), tf.train.adam(2e-4)];
    const drawn = () => tf.sigmoid(generator.apply(tf.randomNormal([batch, noise])) as tf.Tensor);
    const judge = (x: tf.Tensor) => critic.apply(x) as tf.Tensor;
    return {
      step: () =>
        tf.tidy(() => {
          const fake = drawn();
          const both = () => tf.add(stockJudged(judge(real), true), stockJudged(judge(fake), false)) as tf.Scalar;
          const loss = judging.minimize(both, true, weightsOf(critic)) as tf.Scalar;
          drawing.minimize(() => stockJudged(judge(drawn()), true), false, weightsOf(generator));
          return loss;
        }),
    };
  },
});
