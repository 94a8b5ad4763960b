import { method, type TfjsOptimizer } from "../../export/tfjs/training.ts";

/** Plain steps along the gradient of all of the data. */
export const tfjs: TfjsOptimizer = { make: () => "tf.train.sgd", options: () => [], rate: method, slots: [] };
