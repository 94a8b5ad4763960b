import type { TorchOptimizer } from "../../export/torch/training.ts";

export const torch: TorchOptimizer = {
  name: "Adam",
  options: ({ beta1, beta2, epsilon }) => [
    [`betas=(${beta1}, ${beta2})`, "beta1", "beta2"],
    [`eps=${epsilon}`, "epsilon"],
  ],
  slots: { firstMoment: "exp_avg", secondMoment: "exp_avg_sq" },
};
