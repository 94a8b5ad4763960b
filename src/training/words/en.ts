import type { ManifestWords } from "../../schema/words.ts";

export const words = {
  name: "Training",
  help: "How the model learns from the data.",
  parameters: {
    batchSize: {
      name: "Batch size",
      help: "How many examples one step learns from together. Larger batches give a steadier direction and cost more time a step.",
    },
    sequenceLength: {
      name: "Sequence length",
      help: "How many characters the gradient travels back through. What lies further back is still remembered, but no longer learned from.",
    },
    clipNorm: {
      name: "Clip gradient norm",
      help: "Shortens a gradient that is longer than this, so that a single bad batch cannot throw the weights far away; 0 never shortens.",
      formula: "g ← g · min(1, c / ‖g‖)",
    },
    schedule: {
      name: "Schedule",
      help: "How the learning rate changes as training goes on.",
      choices: { constant: "Constant", cosine: "Cosine decay", warmup: "Warm-up" },
    },
    scheduleSteps: {
      name: "Schedule length",
      help: "Cosine: the rate falls to zero along half a wave until this step. Warm-up: the rate rises in a straight line until this step.",
      formula: "Cosine: η·½(1 + cos(π·t/N))\nWarm-up: η·t/N",
    },
    stopAt: {
      name: "Stop at",
      help: "Training stops by itself after this many steps; 0 goes on until you press Pause.",
    },
  },
} satisfies ManifestWords;
