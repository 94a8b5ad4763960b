import type { ManifestWords } from "../../../schema/words.ts";

export const words = {
  name: "SGD with momentum",
  help: "Steps along the gradient of a small batch, with a velocity that smooths the way like a rolling ball.",
  parameters: {
    learningRate: {
      name: "Learning rate",
      help: "How far one step moves the weights. Too high and the loss jumps or climbs; too low and learning crawls.",
      formula: "θ ← θ − η·v",
    },
    momentum: {
      name: "Momentum",
      help: "How much of the last step lives on: 0.9 averages over about ten steps, 0 is plain SGD.",
      formula: "v ← μ·v + g",
    },
    nesterov: {
      name: "Nesterov",
      help: "Takes the gradient as if the step along the velocity were already made, which brakes earlier before a bend.",
      formula: "θ ← θ − η·(g + μ·v)",
    },
  },
} satisfies ManifestWords;
