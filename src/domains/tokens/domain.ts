import type { DatasetFacts, Domain, DomainTraits } from "../../schema/domain.ts";

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

/** Documents longer than this on average go over many lines: a newline does not end them. */
const LONGEST_LINE = 100;

/** Whether every document is one line, such as a name. */
export const isLines = ({ characters, counts }: DatasetFacts): boolean =>
  characters !== undefined && characters.train <= LONGEST_LINE * counts.train;
