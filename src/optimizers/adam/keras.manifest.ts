import type { KerasOptimizer } from "../../export/keras/training.ts";

export const keras: KerasOptimizer = {
  name: "Adam",
  options: ({ beta1, beta2, epsilon }) => [
    { code: `beta_1=${beta1}`, keys: ["beta1"] },
    { code: `beta_2=${beta2}`, keys: ["beta2"] },
    { code: `epsilon=${epsilon}`, keys: ["epsilon"], note: "Keras adds it before it corrects the moments" },
  ],
};
