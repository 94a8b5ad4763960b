import type { DatasetManifest } from "../../schema/manifest.ts";
import { choice } from "../../schema/parameter.ts";

const GROUPS = ["smileys", "people", "animals", "food", "travel", "activities", "objects", "symbols"] as const;

const PREVIEWS: Readonly<Record<string, readonly string[]>> = {
  all: ["😀", "🐱", "🍓", "🚀", "⚽", "💡", "💜", "🌈"],
  smileys: ["😀", "😍", "🤔", "😎", "😭", "🤖"],
  people: ["👋", "👍", "👀", "🕺", "🧙", "💃"],
  animals: ["🐱", "🦊", "🐢", "🐙", "🌻", "🌲"],
  food: ["🍓", "🥑", "🍕", "🍣", "🍩", "☕"],
  travel: ["🚀", "🚲", "🏠", "🌍", "🌈", "⏰"],
  activities: ["⚽", "🎉", "🏆", "🎨", "🎲", "🪁"],
  objects: ["💡", "🎸", "📷", "🔑", "📚", "🎩"],
  symbols: ["♈", "♻️", "➕", "🔵", "🆗", "⬆️"],
};

export const manifest: DatasetManifest = {
  id: "emoji",
  order: 60,
  domain: "image",
  parameters: {
    group: choice("all", ["all", ...GROUPS]),
    /** Pixels high and wide. */
    side: choice("32", ["32", "16"]),
  },
  labels: GROUPS,
  captioned: true,
  preview: ({ group }) => PREVIEWS[String(group)] ?? [],
  thumbnail: () => ({ kind: "picture", path: "data/emoji-preview.png" }),
  origin: {
    source:
      "Noto Color Emoji (@fontsource/noto-color-emoji 5.3.2), names of unicode-emoji-json 0.9.0, captions of Unicode CLDR 48.2",
    licence: "OFL-1.1, MIT, Unicode-3.0",
    url: "https://github.com/googlefonts/noto-emoji",
  },
};
