import type { ManifestWords } from "../../../schema/words.ts";

export const words = {
  name: "Code",
  help: "A fixed piece of this playground's own TypeScript as one long text: brackets and indentation come first, words later.",
  parameters: {},
} satisfies ManifestWords;
