import { rmsPropUpdates } from "../../engine/kernels/optimizers/index.ts";
import type { ValuesOf } from "../../schema/parameter.ts";
import { type CreateOptimizer, createOptimizer } from "../optimizer.ts";
import type { manifest } from "./manifest.ts";

/**
 * As PyTorch's RMSprop: s ← decay · s + (1 − decay) · g², then θ ← θ − learningRate · g / (√s + epsilon).
 * Tieleman & Hinton 2012.
 */
export const create: CreateOptimizer = (variables) =>
  createOptimizer(variables, ["meanSquare"], (updated, settings) => {
    const { learningRate, gradientScale } = settings;
    const { decay, epsilon } = settings.values as ValuesOf<typeof manifest.parameters>;
    rmsPropUpdates(updated, { learningRate, gradientScale, decay, epsilon });
  });
