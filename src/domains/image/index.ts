import type { DomainCode, WholeDomain } from "../contract.ts";
import type { ExampleDataset } from "../dataset.ts";
import { browseExamples } from "../examples/browse.ts";
import { exampleNetworks } from "../examples/networks.ts";
import { exampleArrays, exampleSource } from "../examples/source.ts";
import { image as traits } from "./domain.ts";
import { judgePictures } from "./metrics.ts";
import { pictureStage } from "./present.ts";
import { pictureProperties } from "./properties.ts";

/** A batch that a step's memory has room for. */
const MOST_VALIDATION = 256;

export const image: DomainCode<ExampleDataset, WholeDomain> = {
  traits,
  ...exampleSource(MOST_VALIDATION),
  arrays: exampleArrays(),
  browse: browseExamples((pixels) => ({ kind: "image", pixels })),
  metrics: judgePictures,
  model: (facts) => {
    const shape = traits.shape(facts.domain as Parameters<typeof traits.shape>[0]) as [number, number, number];
    const stage = pictureStage(shape);
    return {
      ...{ facts, traits },
      properties: (values) => pictureProperties(values, shape),
      networks: exampleNetworks({ bounded: traits.bounded, noisy: false }),
      stage: async () => stage,
    };
  },
};
