import type { DomainCode, WholeDomain } from "../../contract.ts";
import type { ExampleDataset } from "../../dataset.ts";
import { browseExamples } from "../../examples/browse.ts";
import { exampleNetworks } from "../../examples/networks.ts";
import { exampleSource } from "../../examples/source.ts";
import { pictureStage } from "../../image/present.ts";
import { traits } from "./domain.ts";

const stage = pictureStage([1, 8, 1]);
const networks = exampleNetworks({ bounded: true, noisy: false });

/** Bits are drawn as a row of black and white. */
export const bits: DomainCode<ExampleDataset, WholeDomain> = {
  traits,
  ...exampleSource(16),
  browse: browseExamples((pixels) => ({ kind: "image", pixels })),
  model: (facts) => ({ facts, traits, networks, properties: () => [], stage: async () => stage }),
};
