import type { DatasetManifest } from "../../schema/manifest.ts";
import { choice } from "../../schema/parameter.ts";

/** How far a few of them swing: a kick and two that are shorter. */
const WAVES = {
  synthesised: [
    "98776655544433333222222111111110",
    "98643222111000000000000000000000",
    "99654323111100000000000000000000",
  ],
  recorded: [
    "98876654432000000000000000000000",
    "96433322222221111110000000000000",
    "59987875532111111110100000000000",
  ],
};

export const manifest: DatasetManifest = {
  id: "drums",
  order: 70,
  domain: "audio",
  parameters: {
    source: choice("synthesised", ["synthesised", "recorded"]),
    /** What models see of a sound. */
    form: choice("wave", ["wave", "spectrogram"]),
  },
  labels: ["kick", "snare", "clap", "hat", "tom", "cymbal", "tabla", "percussion"],
  preview: () => [],
  thumbnail: ({ source }) => ({ kind: "waves", waves: WAVES[source === "recorded" ? "recorded" : "synthesised"] }),
  origin: {
    source:
      "Made by this project, from a fixed seed; recorded ones from Sonic Pi's samples (supersonic-scsynth-samples 0.84.2)",
    licence: "MIT, CC0-1.0",
    url: "https://github.com/sonic-pi-net/sonic-pi/tree/stable/etc/samples",
  },
};
