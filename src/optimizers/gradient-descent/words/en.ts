import type { ManifestWords } from "../../../schema/words.ts";

export const words = {
  name: "Gradient descent",
  help: "The textbook method: each step looks at all of the training data, then goes straight downhill. Exact and smooth, but one step costs a whole pass over the data.",
  parameters: {
    learningRate: {
      name: "Learning rate",
      help: "How far one step moves the weights. Too high and the loss jumps or climbs; too low and learning crawls.",
      formula: "θ ← θ − η·g",
    },
  },
} satisfies ManifestWords;
