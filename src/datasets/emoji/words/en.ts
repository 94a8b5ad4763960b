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
  help: "1,643 emoji as small pictures in colour, each with its name and group.",
  parameters: {
    group: {
      name: "Group",
      help: "All of them, or one group: what looks alike is learned sooner.",
      choices: { all: "All", ...groups },
    },
  },
  labels: groups,
} satisfies ManifestWords;
