import type { ParameterWords } from "../../../../schema/words.ts";

/** Settings that belong to no dataset, family or optimizer, by link key. */
export const parameters = {
  "data.set": { name: "Dataset", help: "What the model learns from." },
  "model.family": { name: "Family", help: "The kind of model." },
  "training.objective": { name: "Objective", help: "What training minimises." },
  "training.optimizer": {
    name: "Optimizer",
    help: "How a gradient becomes a step. Adam adapts the step of every weight and is a good first choice.",
  },
  seed: { name: "Seed", help: "The number that everything random in a run follows from." },
} satisfies Record<string, ParameterWords>;
