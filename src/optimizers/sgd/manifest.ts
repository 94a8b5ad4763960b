import type { OptimizerManifest } from "../../schema/manifest.ts";
import { number, toggle } from "../../schema/parameter.ts";

export const manifest = {
  id: "sgd",
  order: 40,
  parameters: {
    learningRate: number(0.2, { min: 0.0001, max: 10, scale: "log", live: true }),
    momentum: number(0.9, { min: 0, max: 0.99, live: true }),
    nesterov: toggle(false, { live: true, applies: (values) => values.momentum !== 0 }),
  },
  fullBatch: false,
} satisfies OptimizerManifest;
