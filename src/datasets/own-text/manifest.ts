import type { DatasetManifest } from "../../schema/manifest.ts";
import { content, text } from "../../schema/parameter.ts";

/** Texts that a visitor brings. */
export const manifest: DatasetManifest = {
  id: "own-text",
  order: 900,
  domain: "tokens",
  own: "brought",
  parameters: {
    content: content(),
    /** How they are cleaned, chosen where they are brought; see `own/text/steps.ts`. */
    steps: text("", { maxLength: 100, applies: () => false }),
  },
  labels: null,
  preview: () => [],
  origin: { source: "—", licence: "—" },
};
