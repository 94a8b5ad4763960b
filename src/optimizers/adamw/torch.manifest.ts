import type { TorchOptimizer } from "../../export/torch/training.ts";

export const torch: TorchOptimizer = {
  name: "AdamW",
  options: ({ beta1, beta2, epsilon, weightDecay }) => [
    [`betas=(${beta1}, ${beta2})`, "beta1", "beta2"],
    [`eps=${epsilon}`, "epsilon"],
    [`weight_decay=${weightDecay}`, "weightDecay"],
  ],
  slots: { firstMoment: "exp_avg", secondMoment: "exp_avg_sq" },
};
