import type { DatasetManifest } from "../../schema/manifest.ts";
import { content } from "../../schema/parameter.ts";

/** Pictures that a visitor brings. */
export const manifest: DatasetManifest = {
  id: "own-pictures",
  order: 920,
  domain: "image",
  own: "brought",
  parameters: { content: content() },
  labels: null,
  preview: () => [],
  origin: { source: "—", licence: "—" },
};
