import type { DatasetManifest } from "../../schema/manifest.ts";
import { choice } from "../../schema/parameter.ts";

/** How far a string, a bell and an organ swing. */
const WAVES = [
  "97776655444333332222222222222333",
  "58977666655564544443343334222100",
  "48999999999999999999999999987531",
];

export const manifest: DatasetManifest = {
  id: "tones",
  order: 80,
  domain: "audio",
  parameters: {
    /** What a tone is labelled with. */
    told: choice("instrument", ["instrument", "pitch"]),
    /** What models see of a sound. */
    form: choice("wave", ["wave", "spectrogram"]),
  },
  labels: ["string", "bell", "organ", "A", "A♯", "B", "C", "C♯", "D", "D♯", "E", "F", "F♯", "G", "G♯"],
  preview: () => [],
  thumbnail: () => ({ kind: "waves", waves: WAVES }),
  origin: { source: "Made by this project, from a fixed seed", licence: "MIT" },
};
