/**
 * Character n-gram models with interpolated Witten–Bell smoothing: the lines that a network has to beat.
 *
 *     P(w | h) = (c(h w) + T(h) · P(w | h′)) / (c(h) + T(h))
 *
 * c counts, T(h) is the number of different characters seen after h, h′ is h without its oldest character, and below the
 * empty context stands the uniform 1 / V. A context that was never seen passes on its shorter one's probability. Witten &
 * Bell 1991, "The zero-frequency problem", method C; interpolated as in Chen & Goodman 1998, section 2.
 *
 * A document begins after a newline, and no context reaches back beyond it: what stood before is another document.
 */
import { finish, type Sliced } from "../../core/sliced.ts";
import type { Baseline } from "../../schema/domain.ts";
import { PairTable } from "./ngramTable.ts";

/** Documents one after the other; `starts` says where each begins. Each ends with token 0, the newline. */
export interface TokenSequences {
  readonly tokens: Int32Array;
  readonly starts: Uint32Array;
}

export interface NgramModel {
  readonly order: number;
  /** Mean cross-entropy by order: `[n − 1]` is that of the n-gram model, in nats per character. */
  readonly crossEntropy: (sequences: TokenSequences) => Float64Array;
  /** −ln P(document) by order, in nats; the document's closing newline counts where it is given. */
  readonly surprise: (document: ArrayLike<number>) => Float64Array;
}

interface SlicedNgrams extends NgramModel {
  readonly slicedCrossEntropy: (sequences: TokenSequences) => Sliced<Float64Array>;
}

/** Of longer texts the beginning is counted: the tables of ten times as many would fill the memory. */
const MOST_COUNTED = 2 ** 20;

const beginning = ({ tokens, starts }: TokenSequences): TokenSequences =>
  tokens.length <= MOST_COUNTED
    ? { tokens, starts }
    : { tokens: tokens.subarray(0, MOST_COUNTED), starts: starts.filter((start) => start < MOST_COUNTED) };

/** Characters that are counted or judged before others may work: a few milliseconds, whatever the text. */
const SLICE = 2 ** 13;

/** Counts all orders 1 … `order` in one pass. */
export const trainNgrams = (sequences: TokenSequences, vocabularySize: number, order: number): NgramModel =>
  finish(countNgrams(sequences, vocabularySize, order));

function* countNgrams(sequences: TokenSequences, vocabularySize: number, order: number): Sliced<SlicedNgrams> {
  // Contexts are nodes of a tree that grows into the past: the child of h by character a is the context a h.
  const children = new PairTable();
  const counts = new PairTable();
  const totals: number[] = [0];
  const types: number[] = [0];

  const counted = beginning(sequences);
  const { tokens } = counted;
  yield* inSlices(counted, (start, from, to) => {
    for (let i = from; i < to; i++) {
      const token = tokens[i] as number;
      let node = 0;
      for (let depth = 0; ; depth++) {
        const count = counts.get(node, token);
        counts.set(node, token, count + 1);
        totals[node] = (totals[node] as number) + 1;
        if (count === 0) types[node] = (types[node] as number) + 1;
        const older = depth + 1 < order ? characterBefore(tokens, start, i - depth) : NONE;
        if (older === NONE) break;
        let child = children.get(node, older);
        if (child === 0) {
          child = totals.length;
          children.set(node, older, child);
          totals.push(0);
          types.push(0);
        }
        node = child;
      }
    }
  });

  /** Adds what the characters from `from` to `to` of a document that begins at `start` cost. */
  const addSurprise = (
    tokens: ArrayLike<number>,
    sums: Float64Array,
    start: number,
    from: number,
    to: number,
  ): void => {
    for (let i = from; i < to; i++) {
      const token = tokens[i] as number;
      let probability = 1 / vocabularySize;
      let node = 0;
      for (let depth = 0; depth < order; depth++) {
        if (node !== NONE) {
          const distinct = types[node] as number;
          const seen = (totals[node] as number) + distinct;
          if (seen > 0) probability = (counts.get(node, token) + distinct * probability) / seen;
          const older = characterBefore(tokens, start, i - depth);
          node = older === NONE ? NONE : children.get(node, older) || NONE;
        }
        sums[depth] = (sums[depth] as number) - Math.log(probability);
      }
    }
  };

  function* slicedCrossEntropy(evaluated: TokenSequences): Sliced<Float64Array> {
    const sums = new Float64Array(order);
    yield* inSlices(evaluated, (start, from, to) => addSurprise(evaluated.tokens, sums, start, from, to));
    return sums.map((sum) => sum / evaluated.tokens.length);
  }

  return {
    order,
    slicedCrossEntropy,
    crossEntropy: (evaluated) => finish(slicedCrossEntropy(evaluated)),
    surprise: (document) => {
      const sums = new Float64Array(order);
      addSurprise(document, sums, 0, 0, document.length);
      return sums;
    },
  };
}

/**
 * What simple models reach on the validation part, in nats per character: `unigram`, `bigram`, `trigram` and
 * `bestNgram`, the best of the orders 2 to 6. Empty where either part is.
 */
export function* ngramBaselines(
  train: TokenSequences,
  validation: TokenSequences,
  vocabularySize: number,
): Sliced<readonly Baseline[]> {
  if (train.tokens.length === 0 || validation.tokens.length === 0) return [];
  const model = yield* countNgrams(train, vocabularySize, 6);
  const [unigram, ...higher] = yield* model.slicedCrossEntropy(validation);
  const [bigram, trigram] = higher;
  return [
    { id: "unigram", value: unigram as number },
    { id: "bigram", value: bigram as number },
    { id: "trigram", value: trigram as number },
    { id: "bestNgram", value: Math.min(...higher) },
  ];
}

const NONE = -1;

/** The character before position `i` of a document that begins at `start`; before the first stands the newline alone. */
function characterBefore(tokens: ArrayLike<number>, start: number, i: number): number {
  if (i > start) return tokens[i - 1] as number;
  return i === start ? 0 : NONE;
}

/** Visits all characters, from one to another of a document that begins at `start`; long documents in parts. */
function* inSlices(
  { tokens, starts }: TokenSequences,
  visit: (start: number, from: number, to: number) => void,
): Sliced<void> {
  let visited = 0;
  for (const [document, start] of starts.entries()) {
    const end = starts[document + 1] ?? tokens.length;
    for (let from = start; from < end; from += SLICE) {
      const to = Math.min(end, from + SLICE);
      visit(start, from, to);
      visited += to - from;
      if (visited < SLICE) continue;
      visited = 0;
      yield;
    }
  }
}
