import type { DatasetManifest } from "../../schema/manifest.ts";
import { content } from "../../schema/parameter.ts";

/** Melodies of MIDI files that a visitor brings. */
export const manifest: DatasetManifest = {
  id: "own-melodies",
  order: 890,
  domain: "tokens",
  notation: "melody",
  own: "brought",
  files: [".mid", ".midi"],
  parameters: { content: content() },
  preview: () => [],
  origin: { source: "—", licence: "—" },
};
