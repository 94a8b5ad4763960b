import type { KerasOptimizer } from "../../export/keras/training.ts";

/** Plain steps along the gradient of all of the data. */
export const keras: KerasOptimizer = { name: "SGD", options: () => [] };
