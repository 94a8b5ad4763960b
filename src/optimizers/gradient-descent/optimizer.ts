import { sgdUpdates } from "../../engine/kernels/optimizers/index.ts";
import { type CreateOptimizer, createOptimizer } from "../optimizer.ts";

/** θ ← θ − learningRate · g. Cauchy 1847. */
export const create: CreateOptimizer = (variables) =>
  createOptimizer(variables, [], (updated, { learningRate, gradientScale }) =>
    sgdUpdates(updated, { learningRate, gradientScale }),
  );
