/** A GAN of points in the plane: one step of the critic, then one of the generator. Goodfellow et al. 2014. */
import * as tf from "@tensorflow/tfjs";
import { points } from "./data.ts";
import { adam, chain, dense, judged, noiseOf } from "./inkling.ts";
import { stockJudged, weightsOf } from "./stock.ts";
import { product, workload } from "./workload.ts";

/** inputs → hidden → hidden → outputs, by matrix products that end in bias and activation. */
function perceptron(inputs: number, hidden: number, outputs: number, name: string) {
  const widths = [inputs, hidden, hidden, outputs];
  const layers = [0, 1, 2].map((i) => dense(widths[i] as number, widths[i + 1] as number, `${name}${i}`));
  return chain(layers, "leakyRelu");
}

function stockPerceptron(inputs: number, hidden: number, outputs: number) {
  const model = tf.sequential();
  model.add(tf.layers.dense({ units: hidden, inputShape: [inputs] }));
  model.add(tf.layers.leakyReLU({ alpha: 0.2 }));
  model.add(tf.layers.dense({ units: hidden }));
  model.add(tf.layers.leakyReLU({ alpha: 0.2 }));
  model.add(tf.layers.dense({ units: outputs }));
  return model;
}

export const gan_points = workload({
  summary: "z2 → 32 → 32 → 2, 2 → 32 → 32 → 1, B=128, both steps",
  sizes: { batch: 128, noise: 2, hidden: 32 },
  tiny: { batch: 5, noise: 3, hidden: 7 },

  operations: ({ batch, noise, hidden }) => {
    const critic = product(batch, 2, hidden) + product(batch, hidden, hidden) + product(batch, hidden, 1);
    const generator = product(batch, noise, hidden) + product(batch, hidden, hidden) + product(batch, hidden, 2);
    return 6 * critic + generator + 2 * critic + 3 * generator;
  },

  inkling: ({ batch, noise, hidden }) => {
    const real = points(batch); // [B, 2]
    const draw = noiseOf("latent");
    const generate = perceptron(noise, hidden, 2, "generator");
    const judge = perceptron(2, hidden, 1, "critic");
    const learnToJudge = adam(judge.variables, 1e-3);
    const learnToDraw = adam(generate.variables, 1e-3);
    return {
      step: () =>
        tf.tidy(() => {
          const fake = generate(draw([batch, noise]));
          const loss = learnToJudge(() => tf.add(judged(judge(real), true), judged(judge(fake), false)));
          learnToDraw(() => judged(judge(generate(draw([batch, noise]))), true));
          return loss;
        }),
    };
  },

  stock: ({ batch, noise, hidden }) => {
    const real = points(batch);
    const generator = stockPerceptron(noise, hidden, 2);
    const critic = stockPerceptron(2, hidden, 1);
    const [judging, drawing] = [tf.train.adam(1e-3), tf.train.adam(1e-3)];
    const drawn = () => generator.apply(tf.randomNormal([batch, noise])) as tf.Tensor;
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
