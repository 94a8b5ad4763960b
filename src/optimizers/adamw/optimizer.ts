import { adamWUpdates } from "../../engine/kernels/optimizers/index.ts";
import type { ValuesOf } from "../../schema/parameter.ts";
import { type CreateOptimizer, createOptimizer } from "../optimizer.ts";
import type { manifest } from "./manifest.ts";

/**
 * As PyTorch's AdamW: θ ← θ · (1 − learningRate · weightDecay), then Adam's step, whose moments never see the decay.
 * Loshchilov & Hutter 2019.
 */
export const create: CreateOptimizer = (variables) =>
  createOptimizer(variables, ["firstMoment", "secondMoment"], (updated, settings) => {
    const { learningRate, gradientScale, update: step } = settings;
    const { beta1, beta2, epsilon, weightDecay } = settings.values as ValuesOf<typeof manifest.parameters>;
    const options = { learningRate, gradientScale, beta1, beta2, epsilon, weightDecay, step };
    adamWUpdates(updated, options);
  });
