import type { DatasetManifest } from "../../schema/manifest.ts";
import { choice } from "../../schema/parameter.ts";

const PREVIEWS = {
  tunes: [
    "④E2E2E4|E2E2E4|E2G2C3D|E8|F2F2F3F|F2E2E2EE|G2G2F2D2|C8",
    "③d2GABc|d2G2G2|e2cdeḟ|g2G2G2|c2dcBA|B2cBAG|A2BAGḞ|G6",
    "⑥GEEBEE|GEEBAG|ḞDDADD|dċdAGḞ|GEEBEE|GEEB2ċ|dċBAGḞ|GEEE3",
    "④A2Acdffd|c2cdc4|A2Acdffd|c2cdc4",
  ],
  phrases: ["④B2B2c2d2|d2c2B2A2", "③D3ED2|G4G2", "⑥GḞGGAB|ABAABd", "④G3AG2F2|E2F2G4", "③c4d2|e3fe2"],
} as const;

export const manifest: DatasetManifest = {
  id: "melodies",
  order: 28,
  domain: "tokens",
  notation: "melody",
  parameters: { form: choice("tunes", ["tunes", "phrases"]) },
  labels: ["dorian", "major", "minor", "mixolydian", "pentatonic"],
  preview: ({ form }) => (form === "phrases" ? PREVIEWS.phrases : PREVIEWS.tunes),
  origin: { source: "Composed by this project's rules from a fixed seed, and 52 traditional tunes", licence: "MIT" },
};
