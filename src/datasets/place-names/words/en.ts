import type { ManifestWords } from "../../../schema/words.ts";

export const words = {
  name: "Place names",
  help: "Countries, regions and cities. A small set: a large network soon memorises it, and the validation loss shows it.",
  parameters: {
    language: {
      name: "Language",
      help: "English: 643 names. Chinese: 477 names.",
      choices: { en: "English", zh: "Chinese" },
    },
  },
} satisfies ManifestWords;
