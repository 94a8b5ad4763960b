import { softmaxCrossEntropy } from "../../engine/kernels/crossEntropy/index.ts";
import type { DatasetFacts } from "../../schema/domain.ts";
import type { SequenceDomain, Writing } from "../contract.ts";
import { isLines, tokens as traits } from "./domain.ts";
import { characterProperties } from "./properties.ts";
import { vocabularyCodec } from "./vocabulary.ts";

/** Ends a document; a text begins after one. */
export const NEWLINE = 0;

export const vocabularyOf = ({ domain }: DatasetFacts): readonly string[] =>
  domain.kind === "tokens" ? domain.vocabulary : [];

/** How long a piece of a long text is that metrics judge. */
const JUDGED_PIECE = 64;

/** Lines come to an end well before three times their average length; of longer texts a piece is judged. */
const judgedLength = (facts: DatasetFacts): number =>
  isLines(facts) ? Math.ceil((3 * (facts.characters?.train ?? 0)) / Math.max(1, facts.counts.train)) : JUDGED_PIECE;

/** Texts over the vocabulary of the data, character (code point) by character. */
export function textDomain(facts: DatasetFacts): SequenceDomain {
  const symbols = vocabularyOf(facts);
  const lines = isLines(facts);
  const codec = vocabularyCodec(symbols);
  return {
    ...{ facts, traits, symbols, lines },
    start: NEWLINE,
    judgedLength: judgedLength(facts),
    encode: (text, as) => {
      const tokens = [...codec.encode(text).tokens];
      return as === "prompt" && lines ? tokens.filter((token) => token !== NEWLINE) : tokens;
    },
    properties: (tokens) => characterProperties(tokens, symbols),
    surprise: softmaxCrossEntropy,
    samples: (samples) => ({ kind: "text", samples: samples.filter((sample) => "text" in sample) }),
    writing: (prompt, label, known) => write(symbols, lines, { prompt, label, known }),
  };
}

interface Given {
  readonly prompt: readonly number[];
  readonly label: string | undefined;
  readonly known: (text: string) => boolean;
}

/** One text as it grows; where texts are lines, a newline ends it. */
function write(symbols: readonly string[], lines: boolean, { prompt, label, known }: Given): Writing {
  const given = prompt.map((token) => symbols[token]).join("");
  const confidence: number[] = [];
  let text = given;
  let ended = false;
  return {
    ended: () => ended,
    add: (token, probability) => {
      if (ended) return;
      ended = lines && token === NEWLINE;
      if (ended) return;
      const character = symbols[token] as string;
      text += character;
      // Rare characters are two units of a string: each gets the probability of the whole.
      for (let unit = 0; unit < character.length; unit++) confidence.push(probability);
    },
    sample: (finished) => ({
      text,
      promptLength: given.length,
      confidence: [...confidence],
      ...(label === undefined ? {} : { label }),
      ...(lines && (ended || finished) ? { copied: known(text) } : {}),
      finished: ended || finished,
    }),
  };
}
