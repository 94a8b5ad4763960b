import { modelValues, type RunConfig, section } from "../../../catalog/config.ts";
import { randomStream, substream } from "../../../core/random.ts";
import type { TokenDataset, TokenPart } from "../../../domains/dataset.ts";
import { trainLabelClassifier } from "../../../domains/tokens/classifier.ts";
import { vocabularyOf } from "../../../domains/tokens/writing.ts";
import type { TextSample } from "../../../schema/view.ts";
import { type Built, seedOf } from "../../../worker/build.ts";

/** Samples of every label, as many of each, at temperature 1. */
export async function conditionedSamples(built: Built, config: RunConfig, rounds: number): Promise<TextSample[]> {
  const { dataset, model, examples } = built;
  const { labels } = dataset.facts;
  const known = dataset.kind === "tokens" ? dataset.has : () => false;
  const values = { ...section(config, "sampling"), temperature: 1, count: Math.max(labels.length, 20) };
  const all: TextSample[] = [];
  for (let round = 0; round < rounds; round++) {
    const stream = substream(randomStream(seedOf(config), "sampling"), round);
    const request = { values, model: modelValues(config), stream, known, examples };
    let last: readonly TextSample[] = [];
    for await (const view of model.sample(request, new AbortController().signal))
      if (view.kind === "text") last = view.samples;
    all.push(...last);
  }
  return all;
}

type Labelled = readonly (readonly [tokens: ArrayLike<number>, label: number])[];

const documentsOf = ({ tokens, starts, labels }: TokenPart): Labelled =>
  Array.from(starts, (start, i) => [tokens.subarray(start, starts[i + 1]), labels?.[i] as number]);

/**
 * How often a character-bigram classifier, trained on the real texts, tells the label of samples, and of held-out real texts:
 * it is no oracle, and what it tells of those is the most that samples can be held to.
 */
export function labelsTold(
  { facts, train, validation }: TokenDataset,
  samples: readonly TextSample[],
): { readonly ofSamples: number; readonly ofReal: number } {
  const { tokens, starts, labels } = train;
  if (!labels) throw new Error(`${facts.id} has no labels`);
  const vocabulary = vocabularyOf(facts);
  const classifier = trainLabelClassifier({ tokens, starts, labels }, facts.labels.length, vocabulary.length);
  const share = (texts: Labelled) =>
    texts.filter(([text, label]) => classifier.classify(text) === label).length / texts.length;
  const written = samples.map(({ text, label }): Labelled[number] => [
    [...Array.from(text, (character) => vocabulary.indexOf(character)), 0],
    facts.labels.indexOf(label as string),
  ]);
  return { ofSamples: share(written), ofReal: share(documentsOf(validation)) };
}
