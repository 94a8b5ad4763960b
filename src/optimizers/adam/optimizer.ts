import { adamUpdates } from "../../engine/kernels/optimizers/index.ts";
import type { ValuesOf } from "../../schema/parameter.ts";
import { type CreateOptimizer, createOptimizer } from "../optimizer.ts";
import type { manifest } from "./manifest.ts";

/**
 * As PyTorch's Adam: m and v are running means of g and g², m̂ and v̂ corrected for their start at zero, then
 * θ ← θ − learningRate · m̂ / (√v̂ + epsilon). Kingma & Ba 2015, algorithm 1.
 */
export const create: CreateOptimizer = (variables) =>
  createOptimizer(variables, ["firstMoment", "secondMoment"], (updated, settings) => {
    const { learningRate, gradientScale, update: step } = settings;
    const { beta1, beta2, epsilon } = settings.values as ValuesOf<typeof manifest.parameters>;
    adamUpdates(updated, { learningRate, gradientScale, beta1, beta2, epsilon, step });
  });
