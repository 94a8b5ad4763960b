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

/** The beginning of the minuet, for the card. */
const NOTES = [
  ...[
    [0, 2, 8],
    [2, 1, 1],
    [3, 1, 3],
    [4, 1, 5],
    [5, 1, 6],
    [6, 2, 8],
    [8, 2, 1],
    [10, 2, 1],
  ],
  ...[
    [12, 2, 10],
    [14, 1, 6],
    [15, 1, 8],
    [16, 1, 10],
    [17, 1, 12],
    [18, 2, 13],
    [20, 2, 1],
    [22, 2, 1],
  ],
] as const satisfies readonly (readonly [number, number, number])[];

export const manifest: DatasetManifest = {
  id: "melodies",
  order: 28,
  domain: "tokens",
  notation: "melody",
  parameters: { form: choice("tunes", ["tunes", "phrases"]) },
  labels: ["dorian", "major", "minor", "mixolydian", "pentatonic"],
  preview: ({ form }) => (form === "phrases" ? PREVIEWS.phrases : PREVIEWS.tunes),
  thumbnail: () => ({ kind: "notes", notes: NOTES }),
  origin: {
    source: "Composed by this project's rules from a fixed seed, and 52 traditional tunes",
    licence: "MIT, the traditional tunes public domain",
  },
};
