/** Single blanks of texts, guessed by counting: the line that a model has to beat that fills blanks. */
import { type RandomStream, randomBelow, randomWords } from "../../core/random.ts";
import type { TokenPart } from "../dataset.ts";
import { endOf } from "./batches.ts";
import type { NgramModel } from "./ngram.ts";

/** A text of which one character is not known. */
export interface BlankedText {
  /** With the newline that ends it. */
  readonly tokens: Int32Array;
  readonly place: number;
  readonly label: number | null;
}

/** One blank in each text of a part, at a place drawn for it; none of them is the text's end. */
export function blanksOf(part: TokenPart, stream: RandomStream): readonly BlankedText[] {
  const words = randomWords(stream, part.starts.length);
  return [...part.starts].flatMap((start, document): BlankedText[] => {
    const tokens = part.tokens.slice(start, endOf(part, document));
    if (tokens.length < 2) return [];
    const place = randomBelow(words[document] as number, tokens.length - 1);
    return [{ tokens, place, label: part.labels?.[document] ?? null }];
  });
}

/**
 * The character with which the whole text is likeliest by a model of n-grams: for one of trigrams it is seen from two
 * characters on either side, P(c | a b) · P(d | b c) · P(e | c d).
 */
export function likeliestByNgrams(
  model: NgramModel,
  vocabularySize: number,
  { tokens, place }: Pick<BlankedText, "tokens" | "place">,
): number {
  const { order } = model;
  // What is further away is as surprising with every character.
  const from = Math.max(0, place - order + 1);
  const text = tokens.slice(from, Math.min(tokens.length, place + order));
  let [best, least] = [0, Number.POSITIVE_INFINITY];
  for (let candidate = 1; candidate < vocabularySize; candidate++) {
    text[place - from] = candidate;
    const surprise = model.surprise(text)[order - 1] as number;
    if (surprise < least) [best, least] = [candidate, surprise];
  }
  return best;
}
