/** Judges new texts: whether their letters follow one another as in held-out ones, whether they differ, and whether they are copies. */
import type * as tf from "@tensorflow/tfjs";
import { randomStream, randomUniforms, substream } from "../../core/random.ts";
import type { DomainCode } from "../contract.ts";
import type { TokenDataset, TokenPart } from "../dataset.ts";
import { endOf } from "./batches.ts";
import { isLines } from "./domain.ts";
import { type NgramModel, trainNgrams } from "./ngram.ts";
import { NEWLINE, vocabularyOf } from "./writing.ts";

/** As many as figures are worked out from. */
const TEXTS = 128;
/** The model that says how plausible a text is counts pairs and triples: longer ones would know the training texts by heart. */
const ORDER = 3;

/** How often each symbol follows each other one, as shares of all pairs. [V × V], row: the first. */
export function pairShares(documents: Iterable<ArrayLike<number>>, vocabulary: number): Float64Array {
  const shares = new Float64Array(vocabulary * vocabulary);
  let total = 0;
  for (const document of documents) {
    let before = NEWLINE;
    for (let i = 0; i < document.length; i++) {
      const at = before * vocabulary + (document[i] as number);
      shares[at] = (shares[at] as number) + 1;
      before = document[i] as number;
      total++;
    }
  }
  return shares.map((count) => count / Math.max(1, total));
}

/** Of pairs whose symbols have nothing to do with each other, but come as often as in these. */
export function independentPairs(shares: Float64Array, vocabulary: number): Float64Array {
  const single = new Float64Array(vocabulary);
  shares.forEach((share, at) => {
    single[at % vocabulary] = (single[at % vocabulary] as number) + share;
  });
  return shares.map((_, at) => (single[Math.floor(at / vocabulary)] as number) * (single[at % vocabulary] as number));
}

/** The total variation distance of two distributions: half the sum of the differences, 0..1. */
export function totalVariation(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + Math.abs(value - (b[i] as number)), 0) / 2;
}

/** Rows up to their first newline, which is kept. int32 [N, T] */
export function documentsOf(tokens: ArrayLike<number>, length: number): Int32Array[] {
  const rows = Int32Array.from(tokens);
  return Array.from({ length: rows.length / length }, (_, row) => {
    const own = rows.subarray(row * length, (row + 1) * length);
    const end = own.indexOf(NEWLINE);
    return end < 0 ? own : own.subarray(0, end + 1);
  });
}

function* documentsIn(part: TokenPart, most = part.starts.length): Generator<Int32Array> {
  for (let document = 0; document < Math.min(most, part.starts.length); document++) {
    yield part.tokens.subarray(part.starts[document], endOf(part, document));
  }
}

/** As many texts as a model of pairs writes, of a length at most: each symbol by the one before it. */
export function bigramTexts(shares: Float64Array, vocabulary: number, count: number, longest: number): Int32Array[] {
  const stream = randomStream(2026, "bigram");
  return Array.from({ length: count }, (_, text) => {
    const uniforms = randomUniforms(substream(stream, text), longest);
    const written: number[] = [];
    let before = NEWLINE;
    while (written.length < longest) {
      const row = shares.subarray(before * vocabulary, (before + 1) * vocabulary);
      let left = (uniforms[written.length] as number) * row.reduce((sum, share) => sum + share, 0);
      const found = row.findIndex((share) => {
        left -= share;
        return left < 0;
      });
      before = Math.max(0, found);
      written.push(before);
      if (before === NEWLINE) break;
    }
    return Int32Array.from(written);
  });
}

interface RealTexts {
  readonly pairs: Float64Array;
  readonly plausible: NgramModel;
  /** What independent symbols, and real texts in the place of new ones, have. */
  readonly ends: Readonly<Record<string, number>>;
}

const perplexity = (model: NgramModel, documents: readonly Int32Array[]) => {
  const characters = documents.reduce((sum, { length }) => sum + length, 0);
  const nats = documents.reduce((sum, document) => sum + (model.surprise(document)[ORDER - 1] as number), 0);
  return Math.exp(nats / Math.max(1, characters));
};

type Rule = (documents: readonly Int32Array[]) => Readonly<Record<string, number>>;

function realTexts({ train, validation, facts }: TokenDataset, vocabulary: number, rule: Rule | null): RealTexts {
  const pairs = pairShares(documentsIn(validation), vocabulary);
  const plausible = trainNgrams(train, vocabulary, ORDER);
  const asMany = [...documentsIn(train, TEXTS)];
  const longest = facts.domain.kind === "tokens" ? (facts.domain.longest ?? TEXTS) : TEXTS;
  const named = (figures: Readonly<Record<string, number>>, of: string) =>
    Object.fromEntries(Object.entries(figures).map(([series, value]) => [`${series}.${of}`, value]));
  return {
    pairs,
    plausible,
    ends: {
      "samples.variation.real": totalVariation(pairShares(asMany, vocabulary), pairs),
      "samples.variation.unigram": totalVariation(independentPairs(pairs, vocabulary), pairs),
      "samples.perplexity.real": perplexity(plausible, [...documentsIn(validation, TEXTS)]),
      ...(rule
        ? {
            ...named(rule([...documentsIn(validation, TEXTS)]), "real"),
            ...named(
              rule(bigramTexts(pairShares(documentsIn(train), vocabulary), vocabulary, TEXTS, longest)),
              "bigram",
            ),
          }
        : {}),
    },
  };
}

/** Figures of texts, each with the newline that ends it where it came to an end. `has`: whether one stands in the data; `null` where texts are pieces of a long one. */
export function textMetrics(
  documents: readonly Int32Array[],
  { pairs, plausible }: Pick<RealTexts, "pairs" | "plausible">,
  vocabulary: number,
  has: ((document: Int32Array) => boolean) | null,
): Readonly<Record<string, number>> {
  const count = documents.length;
  const shared = {
    "samples.variation": totalVariation(pairShares(documents, vocabulary), pairs),
    "samples.perplexity": perplexity(plausible, documents),
  };
  if (!has) return shared;
  return {
    ...shared,
    "samples.distinct": new Set(documents.map(String)).size / count,
    "samples.copied": documents.filter(has).length / count,
  };
}

export const judgeTexts: NonNullable<DomainCode<TokenDataset>["metrics"]> = (dataset) => {
  const symbols = vocabularyOf(dataset.facts);
  if (dataset.validation.starts.length === 0) return null;
  const textOf = (document: Int32Array) =>
    Array.from(document, (token) => (token === NEWLINE ? "" : symbols[token])).join("");
  const { rules } = dataset;
  const rule: Rule | null = rules
    ? (documents) => rules.of(documents.map((text) => ({ text: textOf(text), ended: text.at(-1) === NEWLINE })))
    : null;
  const has = isLines(dataset.facts) ? (document: Int32Array) => dataset.has(textOf(document)) : null;
  let real: RealTexts | null = null;
  return {
    count: TEXTS,
    judge: async (samples: tf.Tensor) => {
      const tokens = await samples.data().finally(() => samples.dispose());
      real ??= realTexts(dataset, symbols.length, rule);
      const documents = documentsOf(tokens, samples.shape[1] as number);
      return { ...textMetrics(documents, real, symbols.length, has), ...rule?.(documents), ...real.ends };
    },
    dispose: () => {},
  };
};
