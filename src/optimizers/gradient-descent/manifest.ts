import type { OptimizerManifest } from "../../schema/manifest.ts";
import { number } from "../../schema/parameter.ts";

export const manifest = {
  id: "gradient-descent",
  order: 50,
  parameters: { learningRate: number(1, { min: 0.0001, max: 10, scale: "log", live: true }) },
  fullBatch: true,
} satisfies OptimizerManifest;
