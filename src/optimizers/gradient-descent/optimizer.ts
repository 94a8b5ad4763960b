import { sgdUpdate } from "../../engine/kernels/optimizers/index.ts";
import { type CreateOptimizer, createOptimizer } from "../optimizer.ts";

/** θ ← θ − learningRate · g. Cauchy 1847. */
export const create: CreateOptimizer = (variables) =>
  createOptimizer(variables, [], ({ variable, gradient }, _, { learningRate, gradientScale }) =>
    sgdUpdate(variable, gradient, { learningRate, gradientScale }),
  );
