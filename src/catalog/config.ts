import type { ModelValues, Values } from "../schema/parameter.ts";

/**
 * A whole set-up, flat, by link key: `data.set`, `data.language`, `model.family`, `model.units`, `training.optimizer`,
 * `training.objective`, `training.learningRate`, `sampling.temperature`, `seed`, … Always complete and within bounds:
 * only `defaultConfig`, `withChange` and `decode` make one.
 */
export type RunConfig = Values & { readonly __runConfig?: never };

/** A family's values as it and its manifest get them: `model.*`, and the `objective` that it is to minimise. */
export const modelValues = (config: RunConfig): ModelValues =>
  ({ ...section(config, "model"), objective: config["training.objective"] ?? "" }) as unknown as ModelValues;

/** The parameters of a section without their prefix: `section(config, "model").units`. */
export function section(config: RunConfig, name: "data" | "model" | "training" | "sampling"): Values {
  const prefix = `${name}.`;
  return Object.fromEntries(
    Object.entries(config)
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, value]) => [key.slice(prefix.length), value]),
  );
}
