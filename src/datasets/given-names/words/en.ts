import { languageNames, type ManifestWords } from "../../../schema/words.ts";
import { LANGUAGES } from "../manifest.ts";

export const words = {
  name: "Given names",
  help: "What people are called, each with its language: short texts, every language with its own sound, learned in seconds.",
  parameters: {
    language: {
      name: "Language",
      help: "Latin: about 10,500 given names in 20 languages. Chinese: 6,000 full names, surname first.",
      choices: { latin: "Latin script", chinese: "Chinese" },
    },
    longest: { name: "Longest name", help: "Names with more characters than this are left out." },
  },
  labels: { ...languageNames(LANGUAGES, "en"), female: "Female", male: "Male", unisex: "Any sex" },
} satisfies ManifestWords;
