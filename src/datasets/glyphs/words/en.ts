import type { ManifestWords } from "../../../schema/words.ts";

export const words = {
  name: "Letters and digits",
  help: "A–Z, a–z and 0–9 in 75 typefaces, from book faces to handwriting: small grey pictures, each with its character.",
  parameters: {
    characters: {
      name: "Characters",
      help: "All 62, or only some: fewer are learned sooner.",
      choices: { all: "All", upper: "Capitals", lower: "Small letters", digits: "Digits" },
    },
  },
} satisfies ManifestWords;
