import type { ManifestWords } from "../../../schema/words.ts";

export const words = {
  name: "Your own",
  help: "Names or a text that you bring. They stay on this machine, and in links that you share.",
  parameters: { content: { name: "Your text" }, steps: { name: "Cleaning" } },
} satisfies ManifestWords;
