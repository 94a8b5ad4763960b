import type { OptimizerManifest } from "../../schema/manifest.ts";
import { number } from "../../schema/parameter.ts";

export const manifest = {
  id: "rmsprop",
  order: 30,
  parameters: {
    learningRate: number(0.002, { min: 0.00001, max: 1, scale: "log", live: true }),
    decay: number(0.99, { min: 0.5, max: 0.999, step: 0.001, live: true }),
    epsilon: number(1e-8, { min: 1e-10, max: 0.01, scale: "log", live: true }),
  },
  fullBatch: false,
} satisfies OptimizerManifest;
