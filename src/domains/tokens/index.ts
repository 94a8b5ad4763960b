import type { DomainCode, SequenceDomain } from "../contract.ts";
import type { TokenDataset } from "../dataset.ts";
import { browse } from "./browse.ts";
import { tokens as traits } from "./domain.ts";
import { ngramBaselines } from "./ngram.ts";
import { source } from "./source.ts";
import { textDomain, vocabularyOf } from "./writing.ts";

export const tokens: DomainCode<TokenDataset, SequenceDomain> = {
  traits,
  ...source,
  browse,
  baselines: ({ facts, train, validation }) => ngramBaselines(train, validation, vocabularyOf(facts).length),
  has: ({ has }, text) => has(text),
  model: textDomain,
};
