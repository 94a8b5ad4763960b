import type { DatasetManifest } from "../../schema/manifest.ts";
import { choice, content } from "../../schema/parameter.ts";

/** Sounds that a visitor brings. */
export const manifest: DatasetManifest = {
  id: "own-sounds",
  order: 930,
  domain: "audio",
  own: "brought",
  parameters: {
    content: content(),
    /** What models see of a sound. */
    form: choice("wave", ["wave", "spectrogram"]),
  },
  labels: null,
  preview: () => [],
  origin: { source: "—", licence: "—" },
};
