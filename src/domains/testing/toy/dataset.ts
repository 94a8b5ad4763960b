import type { DatasetManifest } from "../../../schema/manifest.ts";
import type { ExampleDataset } from "../../dataset.ts";
import { BITS, domain } from "./domain.ts";

export const manifest: DatasetManifest = {
  id: "palindromes",
  order: 10,
  domain: BITS,
  parameters: {},
  labels: ["even", "odd"],
  preview: () => [],
  origin: { source: "worked out", licence: "MIT" },
};

/** The sixteen patterns that read the same from both ends, the first fourteen to learn from. */
const PATTERNS = Array.from({ length: 16 }, (_, n) => [0, 1, 2, 3, 3, 2, 1, 0].map((bit) => (n >> bit) & 1));

const part = (from: number, to: number) => ({
  count: to - from,
  values: Float32Array.from(PATTERNS.slice(from, to).flat()),
  labels: Int32Array.from({ length: to - from }, (_, i) => (from + i) % 2),
});

export const dataset: ExampleDataset = {
  kind: "examples",
  facts: {
    id: "palindromes",
    domain,
    labels: ["even", "odd"],
    counts: { train: 14, validation: 2 },
    baselines: [],
  },
  shape: [8],
  train: part(0, 14),
  validation: part(14, 16),
};
