import { sgdMomentumUpdates, sgdUpdates } from "../../engine/kernels/optimizers/index.ts";
import type { ValuesOf } from "../../schema/parameter.ts";
import { type CreateOptimizer, createOptimizer } from "../optimizer.ts";
import type { manifest } from "./manifest.ts";

/**
 * As PyTorch's SGD: v ← momentum · v + g, then θ ← θ − learningRate · v, or with Nesterov's look ahead
 * θ ← θ − learningRate · (g + momentum · v). Polyak 1964; Sutskever et al. 2013.
 */
export const create: CreateOptimizer = (variables) =>
  createOptimizer(variables, ["velocity"], (updated, settings) => {
    const { learningRate, gradientScale } = settings;
    const { momentum, nesterov } = settings.values as ValuesOf<typeof manifest.parameters>;
    if (!nesterov) {
      sgdMomentumUpdates(updated, { learningRate, gradientScale, momentum });
      return;
    }
    // The look ahead is a step along the new velocity, shortened by the momentum, and one along the gradient.
    sgdMomentumUpdates(updated, { learningRate: learningRate * momentum, gradientScale, momentum });
    sgdUpdates(updated, { learningRate, gradientScale });
  });
