import type { ManifestWords } from "../../../schema/words.ts";

export const words = {
  name: "Your own",
  help: "Pictures that you bring. They stay on this machine.",
  parameters: { content: { name: "Your pictures" } },
} satisfies ManifestWords;
