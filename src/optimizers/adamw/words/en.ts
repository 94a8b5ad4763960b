import type { ManifestWords } from "../../../schema/words.ts";

export const words = {
  name: "AdamW",
  help: "Adam that also lets every weight shrink a little, which keeps the model from memorising small data.",
  parameters: {
    learningRate: {
      name: "Learning rate",
      help: "How far one step moves the weights. Too high and the loss jumps or climbs; too low and learning crawls.",
      formula: "θ ← θ − η·m̂ / (√v̂ + ε)",
    },
    weightDecay: {
      name: "Weight decay",
      help: "How strongly the weights shrink towards zero, apart from the gradient.",
      formula: "θ ← θ·(1 − η·λ)",
    },
    beta1: {
      name: "β₁",
      help: "How slowly the running mean of the gradient forgets: it remembers about 1 / (1 − β₁) steps.",
      formula: "m ← β₁·m + (1 − β₁)·g",
    },
    beta2: {
      name: "β₂",
      help: "How slowly the running mean of the squared gradient forgets: it remembers about 1 / (1 − β₂) steps.",
      formula: "v ← β₂·v + (1 − β₂)·g²",
    },
    epsilon: {
      name: "ε",
      help: "Keeps the division safe where gradients are tiny; larger values damp the steps of rarely used weights.",
    },
  },
} satisfies ManifestWords;
