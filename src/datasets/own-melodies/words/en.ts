import type { ManifestWords } from "../../../schema/words.ts";

export const words = {
  name: "Your MIDI files",
  help: "Melodies of MIDI files that you bring. They stay on this machine, and in links that you share.",
  parameters: { content: { name: "Tunes" } },
} satisfies ManifestWords;
