/** Sounds read sample by sample, as levels of mu-law. */
import { MU_LAW_SAMPLES, MU_LAW_SILENCE } from "../../../core/signal/mulaw.ts";
import { softmaxCrossEntropy } from "../../../engine/kernels/crossEntropy/index.ts";
import { type DatasetFacts, exactTraits } from "../../../schema/domain.ts";
import type { DomainCode, SequenceDomain, Writing } from "../../contract.ts";
import { ngramBaselines } from "../../tokens/ngram.ts";
import type { WaveDataset } from "../dataset.ts";
import { type Audio, SYMBOLS, audio as traits } from "../domain.ts";
import { levelSource, tokensOf } from "./source.ts";

/** Symbol 0 is the end of a sound, after which the next one begins; symbol n the level n − 1. */
const END = 0;
/** Levels that are made before they are shown. */
const AT_ONCE = 64;
/** What a sound may be asked of before it is written: nothing can be typed. */
const NOTHING: readonly number[] = [];

export const soundsInSequence: Pick<
  DomainCode<WaveDataset, SequenceDomain>,
  "batches" | "examples" | "arrays" | "baselines" | "model"
> = {
  ...levelSource,
  baselines: (dataset) => ngramBaselines(tokensOf(dataset, "train"), tokensOf(dataset, "validation"), SYMBOLS.length),
  model: soundDomain,
};

function soundDomain(facts: DatasetFacts): SequenceDomain {
  const domain = facts.domain as Audio;
  const { rate, length } = domain;
  return {
    ...{ facts, length, symbols: SYMBOLS, lines: true },
    traits: exactTraits(traits, domain),
    start: END,
    judgedLength: length,
    atOnce: AT_ONCE,
    encode: () => [...NOTHING],
    properties: () => [],
    surprise: softmaxCrossEntropy,
    writing: (_, label) => growing(length, label),
    samples: (writings) => {
      const values = new Float32Array(writings.length * length);
      const labels: string[] = [];
      for (const [n, sample] of writings.entries()) {
        if (!("levels" in sample)) continue;
        sample.levels.forEach((level, t) => {
          values[n * length + t] = MU_LAW_SAMPLES[level] as number;
        });
        if (sample.label !== undefined) labels.push(sample.label);
      }
      const labelled = labels.length === writings.length && labels.length > 0;
      return { kind: "waves", rate, length, count: writings.length, values, ...(labelled ? { labels } : {}) };
    },
  };
}

/** A sound as it grows: silent where it has not come to, or has ended before. */
function growing(length: number, label: string | undefined): Writing {
  const levels = new Uint8Array(length).fill(MU_LAW_SILENCE);
  let at = 0;
  let over = false;
  return {
    ended: () => over || at === length,
    add: (symbol) => {
      over ||= symbol === END;
      if (over || at === length) return;
      levels[at] = symbol - 1;
      at++;
    },
    sample: () => ({ levels, ...(label === undefined ? {} : { label }) }),
  };
}
