import type { OptimizerManifest } from "../../schema/manifest.ts";
import { number } from "../../schema/parameter.ts";

export const manifest = {
  id: "adamw",
  order: 20,
  parameters: {
    learningRate: number(0.003, { min: 0.00001, max: 1, scale: "log", live: true }),
    weightDecay: number(0.01, { min: 0, max: 1, scale: "log", live: true }),
    beta1: number(0.9, { min: 0, max: 0.99, live: true }),
    beta2: number(0.999, { min: 0.9, max: 0.9999, step: 0.0001, live: true }),
    epsilon: number(1e-8, { min: 1e-10, max: 0.01, scale: "log", live: true }),
  },
  fullBatch: false,
} satisfies OptimizerManifest;
