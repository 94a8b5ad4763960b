import type { TorchOptimizer } from "../../export/torch/training.ts";

export const torch: TorchOptimizer = {
  name: "RMSprop",
  options: ({ decay, epsilon }) => [
    [`alpha=${decay}`, "decay"],
    [`eps=${epsilon}`, "epsilon"],
  ],
  slots: { meanSquare: "square_avg" },
};
