import type { DomainCode, WholeDomain } from "../contract.ts";
import type { ExampleDataset } from "../dataset.ts";
import { browseExamples } from "../examples/browse.ts";
import { exampleNetworks } from "../examples/networks.ts";
import { exampleArrays, exampleSource } from "../examples/source.ts";
import { FINE_SPREAD, points as traits } from "./domain.ts";
import { judgePoints } from "./metrics.ts";
import { planeStage } from "./present.ts";
import { pointProperties } from "./properties.ts";

/** As many as mode coverage is counted on. */
const MOST_VALIDATION = 2500;

const networks = exampleNetworks({ bounded: traits.bounded, noisy: true, fineSpread: FINE_SPREAD });

export const points: DomainCode<ExampleDataset, WholeDomain> = {
  traits,
  ...exampleSource(MOST_VALIDATION),
  arrays: exampleArrays(),
  browse: browseExamples(([x = 0, y = 0]) => ({ kind: "points", x, y })),
  metrics: judgePoints,
  model: (facts) => ({
    ...{ facts, traits, networks, properties: pointProperties },
    stage: (examples) => planeStage(facts, examples),
  }),
};
