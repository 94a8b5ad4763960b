import { type DatasetFacts, exactTraits } from "../schema/domain.ts";
import type { Estimate } from "../schema/manifest.ts";
import { modelValues, type RunConfig } from "./config.ts";
import { batchShapeOf, chosen } from "./parameters.ts";
import { registry as everything, type Registry } from "./registry.ts";

/**
 * What one training step of a set-up costs on this data: the one truth that the page shows and that the worker refuses by. A
 * full-batch optimizer goes through all of the data in each step, batch by batch: more work, and no more memory.
 */
export function stepCost(config: RunConfig, facts: DatasetFacts, registry: Registry = everything): Estimate {
  const { domain: traits, family, optimizer } = chosen(config, registry);
  const shape = batchShapeOf(config);
  const estimate = family.estimate(modelValues(config), { facts, traits: exactTraits(traits, facts.domain) }, shape);
  if (!optimizer.fullBatch) return estimate;
  const perBatch = shape.size * shape.length;
  const batches = Math.max(1, Math.ceil((facts.characters ?? facts.counts).train / perBatch));
  return { ...estimate, flops: batches * estimate.flops };
}

/** Of the speed of a plain product, what the products, sums and bookkeeping of a training step reach together. */
const SHARE_OF_PRODUCT = 0.5;

/** Milliseconds that so many operations should take where a plain product ran at this speed. */
export const expectedMs = (flops: number, flopsPerSecond: number): number =>
  (1000 * flops) / (SHARE_OF_PRODUCT * flopsPerSecond);
