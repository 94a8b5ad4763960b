import { method, type TfjsOptimizer } from "../../export/tfjs/training.ts";

export const tfjs: TfjsOptimizer = {
  make: ({ momentum }) => (momentum === 0 ? "tf.train.sgd" : "tf.train.momentum"),
  options: ({ momentum, nesterov }) =>
    momentum === 0
      ? []
      : [
          [String(momentum), "momentum"],
          [String(nesterov === true), "nesterov"],
        ],
  rate: method,
  slots: ["velocity"],
};
