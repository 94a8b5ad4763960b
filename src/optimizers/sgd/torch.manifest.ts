import { bool } from "../../export/program/template.ts";
import type { TorchOptimizer } from "../../export/torch/training.ts";

export const torch: TorchOptimizer = {
  name: "SGD",
  options: ({ momentum, nesterov }) =>
    momentum === 0
      ? []
      : [
          [`momentum=${momentum}`, "momentum"],
          [`nesterov=${bool(nesterov === true)}`, "nesterov"],
        ],
  slots: { velocity: "momentum_buffer" },
};
