import type { ManifestWords } from "../../../schema/words.ts";

export const words = {
  name: "Your own",
  help: "Points that you paint, while it trains if you like.",
  parameters: { content: { name: "Your points" } },
} satisfies ManifestWords;
