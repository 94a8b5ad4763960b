/** Captions of any domain: their words by number, and the vector that a network is given for a bag of them. */
import * as tf from "@tensorflow/tfjs";
import { CAPTION_WORDS, captionWords, knownWord } from "../core/captionWords.ts";
import { Embedding, normalOf } from "../engine/layers/index.ts";
import type { Noise } from "../engine/model.ts";
import type { CaptionFacts } from "../schema/domain.ts";
import type { LabelTable, LabelTableOptions } from "./labels.ts";
import type { NetworkSizes } from "./sizes.ts";

/** A word that fewer captions have is none that could be learned. */
const LEAST = 3;

/** The words that captions have in common: at least three of them each. The most frequent come first. */
export function vocabularyOf(captions: readonly (readonly string[])[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const wordings of captions) {
    for (const word of new Set(wordings.flatMap(captionWords))) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const frequent = [...counts].filter(([, count]) => count >= LEAST);
  return frequent.sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([word]) => word);
}

/** Texts as rows of {@link CAPTION_WORDS} word numbers; where there is no word, or none that is known, as many as there are words. */
export function captionRows(words: readonly string[], texts: readonly string[]): Int32Array {
  const numberOf = numbersOf(words);
  const rows = new Int32Array(texts.length * CAPTION_WORDS).fill(words.length);
  texts.forEach((text, row) => {
    const known = captionWords(text).flatMap((word) => knownWord(word, (each) => numberOf.has(each)) ?? []);
    // A bag: a word that is said twice is in it once.
    [...new Set(known)].slice(0, CAPTION_WORDS).forEach((word, i) => {
      rows[row * CAPTION_WORDS + i] = numberOf.get(word) as number;
    });
  });
  return rows;
}

const cache = new WeakMap<readonly string[], ReadonlyMap<string, number>>();

function numbersOf(words: readonly string[]): ReadonlyMap<string, number> {
  const known = cache.get(words) ?? new Map(words.map((word, i) => [word, i]));
  cache.set(words, known);
  return known;
}

/** What each of `count` samples is to show: what was typed, or captions of held-out examples in turns. */
export function wantedCaptions(
  { examples }: CaptionFacts,
  typed: string,
  count: number,
): readonly CaptionFacts["examples"][number][] {
  const own = captionWords(typed).length > 0 ? [{ text: typed, label: -1 }] : examples;
  return Array.from({ length: count }, (_, i) => own[i % own.length] ?? { text: "", label: -1 });
}

/** The share of a caption's words that a network is not shown while it learns, so that it makes do with a few. */
const HIDDEN = 0.4;

/** Captions [B, W] of `words` words without some of theirs. Call inside a tidy. */
export function someWords(captions: tf.Tensor, words: number, noise: Noise): tf.Tensor {
  const hidden = tf.step(tf.sub(HIDDEN, noise.uniform("words", captions.shape)));
  const rows = tf.cast(captions, "float32");
  return tf.cast(tf.add(rows, tf.mul(hidden, tf.sub(words, rows))), "int32");
}

/** Of a word's first vector: small, so that what few captions taught is not lost in what it began with. */
const SPREAD = 0.1;

/**
 * A vector for each word, of which a caption's are added up and divided by the root of their number, so that a long caption
 * is no louder than a short one; zeros where no word is known. Joins as a `labelTable` does.
 */
export function captionTable(
  { words, labelWidth }: Pick<NetworkSizes, "words" | "labelWidth">,
  { name, input, stream }: LabelTableOptions,
): LabelTable & { readonly vectorOf: (captions: tf.Tensor) => tf.Tensor; readonly vector: tf.SymbolicTensor } {
  const initializer = normalOf(stream, SPREAD);
  const table = new Embedding({ name, inputDim: words + 1, outputDim: labelWidth, stream, initializer });
  const numbers = tf.input({ shape: [CAPTION_WORDS], dtype: "int32", name: input });
  const shares = tf.input({ shape: [CAPTION_WORDS], name: `${input}Shares` });
  const vector = tf.layers
    .dot({ axes: [1, 1], name: `${input}Vector` })
    .apply([shares, table.apply(numbers) as tf.SymbolicTensor]) as tf.SymbolicTensor;
  const vectorOf = (captions: tf.Tensor) => {
    const [B] = captions.shape as [number];
    const vectors = table.call(captions.reshape([-1])).reshape([B, CAPTION_WORDS, labelWidth]);
    return tf.sum(tf.mul(vectors, sharesOf(captions, words).reshape([B, CAPTION_WORDS, 1])), 1); // [B, L]
  };
  return {
    layers: [table],
    inputs: [numbers, shares],
    vector,
    vectorOf,
    connect: (below) => tf.layers.concatenate({ name: `${input}Joined` }).apply([below, vector]) as tf.SymbolicTensor,
    join: (value, captions, tap) => (captions ? tf.concat([value, tap("caption", vectorOf(captions))], 1) : value),
  };
}

/** How much each place of captions counts, [B, W]: 1/√n for each of n words, and nothing where there is none. */
export function sharesOf(captions: tf.Tensor, words: number): tf.Tensor {
  const known = tf.step(tf.sub(words, tf.cast(captions, "float32")));
  return tf.div(known, tf.sqrt(tf.maximum(tf.sum(known, 1, true), 1)));
}
