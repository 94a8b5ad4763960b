import { javascript } from "../../export/program/template.ts";
import { property, type TfjsOptimizer } from "../../export/tfjs/training.ts";

export const tfjs: TfjsOptimizer = {
  make: () => "new RMSProp",
  define: javascript`
    /** RMSprop with ε beside the root (Tieleman & Hinton 2012); tf.train.rmsprop has it below. */
    class RMSProp {
      constructor(weights, learningRate, decay, epsilon) {
        const meanSquares = weights.map((weight) => tf.variable(tf.zerosLike(weight), false));
        Object.assign(this, { weights, learningRate, decay, epsilon, meanSquares });
      }

      applyGradients(grads) {
        this.weights.forEach((weight, i) => {
          const gradient = grads[weight.name];
          const mean = this.meanSquares[i];
          mean.assign(mean.mul(this.decay).add(gradient.square().mul(1 - this.decay)));  //@ training.decay
          weight.assign(weight.sub(gradient.div(mean.sqrt().add(this.epsilon)).mul(this.learningRate)));
        });
      }
    }
  `,
  options: ({ decay, epsilon }) => [
    [String(decay), "decay"],
    [String(epsilon), "epsilon"],
  ],
  rate: property,
  slots: ["meanSquare"],
};
