import type { Domain, DomainTraits } from "../../schema/domain.ts";

type Tokens = Extract<Domain, { kind: "tokens" }>;

/** Texts of any length over a vocabulary. */
export const tokens: DomainTraits<Tokens> = {
  kind: "tokens",
  shownAs: "items",
  view: "text",
  picture: "characters",
  shape: () => [],
  symbols: ({ vocabulary }) => vocabulary,
  architectures: [],
  likelihoods: ["crossEntropy"],
  bounded: false,
  metrics: ["samples.variation", "samples.perplexity", "samples.distinct", "samples.copied"],
};
