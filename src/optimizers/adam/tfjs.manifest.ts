import { property, type TfjsOptimizer } from "../../export/tfjs/training.ts";

export const tfjs: TfjsOptimizer = {
  make: () => "tf.train.adam",
  options: ({ beta1, beta2, epsilon }) => [
    [String(beta1), "beta1"],
    [String(beta2), "beta2"],
    [String(epsilon), "epsilon"],
  ],
  rate: property,
  slots: ["firstMoment", "secondMoment"],
};
