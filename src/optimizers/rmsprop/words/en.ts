import type { ManifestWords } from "../../../schema/words.ts";

export const words = {
  name: "RMSProp",
  help: "Divides each gradient by its usual size, so that every weight moves at its own pace.",
  parameters: {
    learningRate: {
      name: "Learning rate",
      help: "How far one step moves the weights. Too high and the loss jumps or climbs; too low and learning crawls.",
      formula: "θ ← θ − η·g / (√s + ε)",
    },
    decay: {
      name: "Decay",
      help: "How slowly the running mean of the squared gradient forgets.",
      formula: "s ← α·s + (1 − α)·g²",
    },
    epsilon: {
      name: "ε",
      help: "Keeps the division safe where gradients are tiny; larger values damp the steps of rarely used weights.",
    },
  },
} satisfies ManifestWords;
