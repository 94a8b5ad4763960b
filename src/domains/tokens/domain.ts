import type { DatasetFacts, Domain, DomainTraits } from "../../schema/domain.ts";

type Tokens = Extract<Domain, { kind: "tokens" }>;

/** Characters of a text that is made and seen as a whole; a longer one is cut into pieces. */
const MOST = 24;

/** Texts of any length over a vocabulary. */
export const tokens: DomainTraits<Tokens> = {
  kind: "tokens",
  shownAs: "items",
  view: "text",
  together: "lines",
  picture: "characters",
  shape: ({ longest = MOST }) => [Math.min(longest, MOST)],
  symbols: ({ vocabulary }) => vocabulary,
  typed: true,
  architectures: [],
  likelihoods: ["crossEntropy"],
  bounded: false,
  metrics: [
    "samples.variation",
    "samples.perplexity",
    "samples.distinct",
    "samples.copied",
    "samples.bars",
    "samples.key",
  ],
};

/** Documents longer than this on average go over many lines: a newline does not end them. */
const LONGEST_LINE = 100;

/** Whether every document is one line, such as a name. */
export const isLines = ({ characters, counts }: DatasetFacts): boolean =>
  characters !== undefined && characters.train <= LONGEST_LINE * counts.train;
