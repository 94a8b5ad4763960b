import type { OptimizerManifest } from "../../spec/manifest.ts";
import { number } from "../../spec/parameter.ts";

export const manifest = {
  id: "gradient-descent",
  parameters: { learningRate: number(1, { min: 0.0001, max: 10, scale: "log", live: true }) },
  fullBatch: true,
} satisfies OptimizerManifest;
