import { MU_LAW_SAMPLES } from "../../core/signal/mulaw.ts";
import { exactTraits } from "../../schema/domain.ts";
import type { DomainCode, SequenceDomain } from "../contract.ts";
import { browseExamples } from "../examples/browse.ts";
import { exampleNetworks } from "../examples/networks.ts";
import { exampleArrays, exampleSource } from "../examples/source.ts";
import type { WaveDataset } from "./dataset.ts";
import { type Audio, audio as traits } from "./domain.ts";
import { inForm } from "./forms.ts";
import { judgeSounds } from "./metrics.ts";
import { soundStage } from "./present.ts";
import { soundProperties } from "./properties.ts";
import { soundsInSequence } from "./sequence/index.ts";

/** A batch that a step's memory has room for. */
const MOST_VALIDATION = 128;

const source = exampleSource(MOST_VALIDATION);
/** Bytes come as shares of 255. */
const browse = browseExamples((levels) => ({
  kind: "audio",
  wave: levels.map((level) => MU_LAW_SAMPLES[Math.round(255 * level)] as number),
}));

/** To families that take them as a whole. */
export const wholeSounds: NonNullable<DomainCode<WaveDataset>["whole"]> = {
  batches: (dataset, shape, seed) => source.batches(inForm(dataset), shape, seed),
  examples: (dataset, batches) => source.examples(inForm(dataset), batches),
  arrays: (dataset) => exampleArrays()(inForm(dataset)),
  metrics: judgeSounds,
  model: (facts) => {
    const domain = facts.domain as Audio;
    const own = exactTraits(traits, domain);
    const stage = soundStage(domain);
    return {
      ...{ facts, traits: own },
      properties: (values) => soundProperties(values, domain),
      networks: exampleNetworks({ bounded: own.bounded, signed: !own.bounded, noisy: false }),
      stage: async () => stage,
    };
  },
};

/** Taken as a whole by most; read sample by sample, as levels of mu-law, by those that read in sequence. */
export const audio: DomainCode<WaveDataset, SequenceDomain> = {
  ...{ traits, browse, whole: wholeSounds },
  ...soundsInSequence,
};
