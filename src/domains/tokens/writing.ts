import { softmaxCrossEntropy } from "../../engine/kernels/crossEntropy/index.ts";
import type { DatasetFacts } from "../../schema/domain.ts";
import type { SequenceDomain, Writing } from "../contract.ts";
import { tokens as traits } from "./domain.ts";
import { vocabularyCodec } from "./vocabulary.ts";

/** Ends a document; a text begins after one. */
const NEWLINE = 0;

/** Documents longer than this on average go over many lines: a newline does not end them. */
const LONGEST_LINE = 100;

export const vocabularyOf = ({ domain }: DatasetFacts): readonly string[] =>
  domain.kind === "tokens" ? domain.vocabulary : [];

/** Whether every document is one line, such as a name. */
const isLines = ({ characters, counts }: DatasetFacts): boolean =>
  characters !== undefined && characters.train <= LONGEST_LINE * counts.train;

/** Texts over the vocabulary of the data, character (code point) by character. */
export function textDomain(facts: DatasetFacts): SequenceDomain {
  const symbols = vocabularyOf(facts);
  const lines = isLines(facts);
  const codec = vocabularyCodec(symbols);
  return {
    ...{ facts, traits, symbols, lines },
    start: NEWLINE,
    encode: (text, as) => {
      const tokens = [...codec.encode(text).tokens];
      return as === "prompt" && lines ? tokens.filter((token) => token !== NEWLINE) : tokens;
    },
    surprise: softmaxCrossEntropy,
    samples: (samples) => ({ kind: "text", samples }),
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
