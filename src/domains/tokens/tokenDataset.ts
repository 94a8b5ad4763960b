import type { TokenDataset, TokenPart } from "../dataset.ts";
import { endOf } from "./batches.ts";
import { vocabularyCodec } from "./vocabulary.ts";

/** One text of its own, such as a name; `label` is an id, not its words. */
export interface LabelledDocument {
  readonly text: string;
  readonly label?: string;
}

/** A split of documents, encoded. Each document gets its closing newline; `labels` are the ids in the order of their numbers. */
export function tokenDataset(
  id: string,
  vocabulary: readonly string[],
  labels: readonly string[],
  split: {
    readonly train: readonly LabelledDocument[];
    readonly validation: readonly LabelledDocument[];
    readonly has: (text: string) => boolean;
  },
): TokenDataset {
  const train = tokenPart(vocabulary, split.train, labels);
  const validation = tokenPart(vocabulary, split.validation, labels);
  return {
    kind: "tokens",
    facts: {
      id,
      domain: { kind: "tokens", vocabulary, longest: Math.max(longest(train), longest(validation)) },
      labels,
      counts: { train: train.starts.length, validation: validation.starts.length },
      characters: { train: train.tokens.length, validation: validation.tokens.length },
      baselines: [], // Computed by the worker: metrics stand above data.
    },
    train,
    validation,
    has: split.has,
  };
}

/** Characters of the longest document, its newline included. */
const longest = (part: TokenPart): number =>
  part.starts.reduce((most, start, document) => Math.max(most, endOf(part, document) - start), 0);

function tokenPart(
  vocabulary: readonly string[],
  documents: readonly LabelledDocument[],
  labels: readonly string[],
): TokenPart {
  const codec = vocabularyCodec(vocabulary);
  const encoded = documents.map(({ text }) => codec.encode(`${text}\n`).tokens);
  const tokens = new Int32Array(encoded.reduce((length, document) => length + document.length, 0));
  const starts = new Uint32Array(documents.length);
  let end = 0;
  encoded.forEach((document, index) => {
    starts[index] = end;
    tokens.set(document, end);
    end += document.length;
  });
  if (labels.length === 0) return { tokens, starts };
  return { tokens, starts, labels: Int32Array.from(documents, ({ label }) => labels.indexOf(label ?? "")) };
}
