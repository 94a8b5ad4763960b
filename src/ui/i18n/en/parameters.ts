import type { ParameterWords } from "../../../spec/words.ts";

/** Settings that belong to no dataset, family or optimizer, by link key. */
export const parameters = {
  "data.set": { name: "Dataset", help: "What the model learns from." },
  "model.family": { name: "Family", help: "The kind of model." },
  "training.objective": { name: "Objective", help: "What training makes small." },
  "training.optimizer": {
    name: "Optimizer",
    help: "How a gradient becomes a step. Adam paces every weight by itself and is a good first choice.",
  },
  "training.batchSize": {
    name: "Batch size",
    help: "How many examples each step learns from at once. Larger batches give steadier steps that cost more time.",
  },
  "training.sequenceLength": {
    name: "Sequence length",
    help: "How many characters the gradient travels back through. Longer ones teach longer memories and cost more time and memory.",
  },
  "training.clipNorm": {
    name: "Gradient clipping",
    help: "A gradient longer than this is shortened to it, so that one odd batch cannot throw the weights far off. 0 switches it off.",
    formula: "g ← g · min(1, c / ‖g‖)",
  },
  "training.schedule": {
    name: "Schedule",
    help: "How the learning rate changes on the way. Cosine falls gently to zero; warm-up begins at zero and rises.",
    choices: { constant: "Constant", cosine: "Cosine", warmup: "Warm-up" },
  },
  "training.scheduleSteps": {
    name: "Schedule length",
    help: "Cosine reaches zero here; warm-up reaches the full learning rate here.",
  },
  "training.stopAt": {
    name: "Stop at",
    help: "Training ends by itself at this step. 0 goes on until you press Pause.",
  },
  seed: { name: "Seed", help: "The number that everything random in a run follows from." },
} satisfies Record<string, ParameterWords>;
