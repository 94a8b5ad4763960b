import { randomStream } from "../../../core/random.ts";
import type { TokenPart } from "../../../domains/dataset.ts";
import { endOf } from "../../../domains/tokens/batches.ts";
import { documentsOf, independentPairs, pairShares, totalVariation } from "../../../domains/tokens/metrics.ts";
import { vocabularyOf } from "../../../domains/tokens/writing.ts";
import type { Values } from "../../../schema/parameter.ts";
import type { Built } from "../../../worker/build.ts";

/** So many that chance adds little to the distance of pairs: of as many real names it is 0.18. */
const WORDS = 2048;

export interface DrawnWords {
  /** How differently characters follow one another in new words and in held-out ones: total variation, 0..1. */
  readonly variation: number;
  /** The same of characters that come as often as in held-out words, but do not hang on one another. */
  readonly unigram: number;
  /** Shares of new words. */
  readonly distinct: number;
  readonly copied: number;
}

/** Draws many words from a model that makes whole texts, and holds them against the data. */
export async function wordsDrawn({ dataset, model }: Built, values: Values): Promise<DrawnWords> {
  if (dataset.kind !== "tokens") throw new Error("only texts have characters");
  const symbols = vocabularyOf(dataset.facts);
  const drawn = model.generate?.(WORDS, randomStream(7, "words"), values);
  if (!drawn) throw new Error("this model makes no samples");
  const documents = documentsOf(await drawn.data(), drawn.shape[1] as number);
  drawn.dispose();
  const held = pairShares(documentsIn(dataset.validation), symbols.length);
  const texts = documents.map((document) =>
    Array.from(document, (symbol) => symbols[symbol])
      .join("")
      .trim(),
  );
  return {
    variation: totalVariation(pairShares(documents, symbols.length), held),
    unigram: totalVariation(independentPairs(held, symbols.length), held),
    distinct: new Set(texts).size / texts.length,
    copied: texts.filter((text) => dataset.has(text)).length / texts.length,
  };
}

const documentsIn = (part: TokenPart): Int32Array[] =>
  Array.from(part.starts, (start, document) => part.tokens.subarray(start, endOf(part, document)));
