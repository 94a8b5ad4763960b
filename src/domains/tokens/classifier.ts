import { type NgramModel, type TokenSequences, trainNgrams } from "./ngram.ts";

/** Tells the label of a text by its sound: a bigram model for each label, the likeliest wins. */
export interface LabelClassifier {
  /** ln P(document | label) for each label, in nats. */
  readonly scores: (document: ArrayLike<number>) => Float64Array;
  /** The number of the likeliest label, all labels being equally likely beforehand. */
  readonly classify: (document: ArrayLike<number>) => number;
}

/**
 * A naive Bayes classifier over character bigrams (Witten–Bell, see `ngram.ts`) with equal priors, so that chance is
 * 1 / `labelCount`. A document is its tokens without the newline before it, with the one that ends it.
 */
export function trainLabelClassifier(
  { tokens, starts, labels }: TokenSequences & { readonly labels: Int32Array },
  labelCount: number,
  vocabularySize: number,
): LabelClassifier {
  const models = Array.from({ length: labelCount }, (_, label): NgramModel => {
    const documents = [...starts.keys()]
      .filter((document) => labels[document] === label)
      .map((document) => tokens.subarray(starts[document], starts[document + 1]));
    const own = new Int32Array(documents.reduce((length, document) => length + document.length, 0));
    const ownStarts = new Uint32Array(documents.length);
    let end = 0;
    documents.forEach((document, index) => {
      ownStarts[index] = end;
      own.set(document, end);
      end += document.length;
    });
    return trainNgrams({ tokens: own, starts: ownStarts }, vocabularySize, 2);
  });
  const scores = (document: ArrayLike<number>) =>
    Float64Array.from(models, (model) => -(model.surprise(document)[1] as number));
  return {
    scores,
    classify: (document) => {
      const all = scores(document);
      return all.indexOf(Math.max(...all));
    },
  };
}
