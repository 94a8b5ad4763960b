import { product } from "../../../domains/sizes.ts";
import { BITS } from "../../../domains/testing/toy/domain.ts";
import type { BuildModelGraph, FamilyManifest } from "../../../schema/manifest.ts";
import { integer } from "../../../schema/parameter.ts";

/** Each number of a sample by itself: as many weights as a sample has numbers. */
export const manifest: FamilyManifest = {
  id: "marginals",
  order: 10,
  accepts: [BITS],
  parameters: {},
  sampling: { count: integer(4, { min: 1, max: 64, live: true }) },
  objectives: ({ likelihoods }) => likelihoods,
  series: () => [{ id: "loss", chart: "losses", role: "generator" }],
  figures: [],
  views: (_, { view }) => [
    { id: "samples", kind: view, source: "sampling" },
    { id: "marginals", kind: view, source: "model" },
  ],
  estimate: (_, { facts, traits }) => {
    const weights = product(traits.shape(facts.domain));
    return { weights, bytes: 16 * weights, flops: 2 * weights };
  },
};

export const modelGraph: BuildModelGraph = (_, { facts, traits }, batch) => ({
  nodes: [
    {
      id: "output",
      role: "generator",
      column: 0,
      row: 0,
      picture: traits.picture,
      shape: `${batch.size}`,
      weights: product(traits.shape(facts.domain)),
      parameters: [],
    },
  ],
  edges: [],
});
