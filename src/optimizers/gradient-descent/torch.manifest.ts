import type { TorchOptimizer } from "../../export/torch/training.ts";

/** Plain steps along the gradient of all of the data. */
export const torch: TorchOptimizer = { name: "SGD", options: () => [], slots: {} };
