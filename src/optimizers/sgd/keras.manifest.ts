import type { KerasOptimizer } from "../../export/keras/training.ts";
import { bool } from "../../export/program/template.ts";

export const keras: KerasOptimizer = {
  name: "SGD",
  options: ({ momentum, nesterov, schedule }) =>
    momentum === 0
      ? []
      : [
          {
            ...{ code: `momentum=${momentum}`, keys: ["momentum"] },
            ...(schedule === "constant" ? {} : { note: "of steps, in Keras: each keeps the rate of its time" }),
          },
          { code: `nesterov=${bool(nesterov === true)}`, keys: ["nesterov"] },
        ],
};
