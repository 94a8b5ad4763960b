import { javascript } from "../../export/program/template.ts";
import { property, type TfjsOptimizer } from "../../export/tfjs/training.ts";

export const tfjs: TfjsOptimizer = {
  make: () => "new AdamW",
  define: javascript`
    /** Adam with a decay of the weights beside its step (Loshchilov & Hutter 2019), which tf.train lacks. */
    class AdamW extends tf.AdamOptimizer {
      constructor(weights, learningRate, beta1, beta2, epsilon, weightDecay) {
        super(learningRate, beta1, beta2, epsilon);
        Object.assign(this, { weights, weightDecay });
      }

      applyGradients(grads) {
        const kept = 1 - this.learningRate * this.weightDecay;
        for (const weight of this.weights) weight.assign(weight.mul(kept));  //@ training.weightDecay
        super.applyGradients(grads);
      }
    }
  `,
  options: ({ beta1, beta2, epsilon, weightDecay }) => [
    [String(beta1), "beta1"],
    [String(beta2), "beta2"],
    [String(epsilon), "epsilon"],
    [String(weightDecay), "weightDecay"],
  ],
  rate: property,
  slots: ["firstMoment", "secondMoment"],
};
