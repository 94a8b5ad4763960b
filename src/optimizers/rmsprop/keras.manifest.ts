import type { KerasOptimizer } from "../../export/keras/training.ts";

export const keras: KerasOptimizer = {
  name: "RMSprop",
  options: ({ decay, epsilon }) => [
    { code: `rho=${decay}`, keys: ["decay"] },
    { code: `epsilon=${epsilon}**2`, keys: ["epsilon"], note: "Keras adds it under the root" },
  ],
};
