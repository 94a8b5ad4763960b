import { rmsPropUpdate } from "../../engine/kernels/optimizers/index.ts";
import type { ValuesOf } from "../../spec/parameter.ts";
import { type CreateOptimizer, createOptimizer } from "../optimizer.ts";
import type { manifest } from "./manifest.ts";

/**
 * As PyTorch's RMSprop: s ← decay · s + (1 − decay) · g², then θ ← θ − learningRate · g / (√s + epsilon).
 * Tieleman & Hinton 2012.
 */
export const create: CreateOptimizer = (variables) =>
  createOptimizer(variables, ["meanSquare"], ({ variable, gradient }, slots, settings) => {
    const { learningRate, gradientScale } = settings;
    const { decay, epsilon } = settings.values as ValuesOf<typeof manifest.parameters>;
    rmsPropUpdate(variable, gradient, slots, { learningRate, gradientScale, decay, epsilon });
  });
