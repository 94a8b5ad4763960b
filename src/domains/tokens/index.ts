import type { DomainCode, SequenceDomain } from "../contract.ts";
import type { TokenDataset } from "../dataset.ts";
import { browse } from "./browse.ts";
import { tokens as traits } from "./domain.ts";
import { judgeTexts } from "./metrics.ts";
import { ngramBaselines } from "./ngram.ts";
import { source } from "./source.ts";
import { wholeTexts } from "./whole/index.ts";
import { textDomain, vocabularyOf } from "./writing.ts";

export const tokens: DomainCode<TokenDataset, SequenceDomain> = {
  traits,
  ...source,
  whole: wholeTexts,
  browse,
  baselines: ({ facts, train, validation }) => ngramBaselines(train, validation, vocabularyOf(facts).length),
  metrics: judgeTexts,
  has: ({ has }, text) => has(text),
  model: textDomain,
};
