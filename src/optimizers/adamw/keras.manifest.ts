import type { KerasOptimizer } from "../../export/keras/training.ts";

export const keras: KerasOptimizer = {
  name: "AdamW",
  options: ({ beta1, beta2, epsilon, weightDecay }) => [
    { code: `beta_1=${beta1}`, keys: ["beta1"] },
    { code: `beta_2=${beta2}`, keys: ["beta2"] },
    { code: `epsilon=${epsilon}`, keys: ["epsilon"], note: "Keras adds it before it corrects the moments" },
    { code: `weight_decay=${weightDecay}`, keys: ["weightDecay"], note: "times the learning rate" },
  ],
};
