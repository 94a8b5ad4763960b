import type { ManifestWords } from "../../../schema/words.ts";

const groups = {
  smileys: "Smileys and feelings",
  people: "People and body",
  animals: "Animals and nature",
  food: "Food and drink",
  travel: "Travel and places",
  activities: "Activities",
  objects: "Objects",
  symbols: "Symbols",
};

export const words = {
  name: "Emoji",
  help: "1,643 emoji as small pictures in colour, each with its name, its group and captions in English and Chinese.",
  parameters: {
    group: {
      name: "Group",
      help: "All of them, or one group: what looks alike is learned sooner.",
      choices: { all: "All", ...groups },
    },
    side: {
      name: "Size",
      help: "Pixels high and wide. Small pictures are learned several times as fast.",
      choices: { "32": "32 × 32", "16": "16 × 16" },
    },
  },
  labels: groups,
} satisfies ManifestWords;
