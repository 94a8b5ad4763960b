import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { section } from "../../config/config.ts";
import { defaultConfig } from "../../config/presets.ts";
import { randomStream, substream } from "../../core/random.ts";
import type { Dataset, TokenPart } from "../../data/dataset.ts";
import { load } from "../../data/given-names/load.ts";
import { openBackend } from "../../engine/index.ts";
import type { Model } from "../../engine/model.ts";
import { type LabelClassifier, trainLabelClassifier } from "../../metrics/classifier.ts";
import { ngramBaselines } from "../../metrics/ngram.ts";
import { create as createAdam } from "../../optimizers/adam/optimizer.ts";
import type { TextSample } from "../../spec/view.ts";
import { createBatches } from "../../training/batches.ts";
import { createTrainer } from "../../training/trainer.ts";
import { validate } from "../../training/validation.ts";
import { manifest } from "./manifest.ts";
import { build } from "./model.ts";

/** What the page opens with: Latin-script given names, conditioned on their language. */
const config = defaultConfig();
const values = section(config, "model");
const training = section(config, "training");
const STEPS = 600;
const SEED = 42;

let dataset: Dataset;
let model: Model;
/** Nats per character of the trained model and of the simple ones, by id. */
let crossEntropy: number;
let baselines: Readonly<Record<string, number>>;

beforeAll(async () => {
  await openBackend("wasm", { onFault: () => {}, onLost: () => {} });
  const read = async (path: string) =>
    new Uint8Array(await readFile(new URL(`../../../public/${path}`, import.meta.url)));
  dataset = await load(section(config, "data"), read, () => {});
  const { facts, train, validation } = dataset;
  const vocabularySize = facts.domain.kind === "tokens" ? facts.domain.vocabulary.length : 0;
  baselines = Object.fromEntries(ngramBaselines(train, validation, vocabularySize).map(({ id, value }) => [id, value]));

  const shape = { size: training.batchSize as number, length: training.sequenceLength as number };
  model = build(values, facts, shape, randomStream(SEED, "weights"));
  const batches = createBatches(dataset, shape, SEED);
  const settings = { model: values, training };
  const trainer = createTrainer({
    model,
    batches: batches.training,
    createOptimizer: createAdam,
    fullBatch: false,
    seed: SEED,
    settings: () => settings,
  });
  for (let step = 0; step < STEPS; step++) trainer.advance()?.row.dispose();
  const { reading } = await validate(model, batches.validation, values, STEPS, async () => {});
  crossEntropy = (await reading).values[0] as number;
  trainer.dispose();
}, 240_000);

afterAll(() => model.dispose());

/** Samples of every label, as many of each: token numbers with the newline that ends them, and the label's number. */
async function conditionedSamples(rounds: number): Promise<readonly (readonly [number[], number])[]> {
  const { domain, labels } = dataset.facts;
  const vocabulary = domain.kind === "tokens" ? domain.vocabulary : [];
  const sampling = { ...section(config, "sampling"), temperature: 1, count: labels.length };
  const all: TextSample[] = [];
  for (let round = 0; round < rounds; round++) {
    const request = {
      values: sampling,
      model: values,
      stream: substream(randomStream(SEED, "sampling"), round),
      known: dataset.has,
    };
    let last: readonly TextSample[] = [];
    for await (const view of model.sample(request, new AbortController().signal))
      if (view.kind === "text") last = view.samples;
    all.push(...last);
  }
  return all.map(({ text, label }) => [
    [...Array.from(text, (character) => vocabulary.indexOf(character)), 0],
    labels.indexOf(label as string),
  ]);
}

/** How often the classifier is right. */
const accuracy = (classifier: LabelClassifier, texts: readonly (readonly [ArrayLike<number>, number])[]) =>
  texts.filter(([text, label]) => classifier.classify(text) === label).length / texts.length;

const documentsOf = ({ tokens, starts, labels }: TokenPart) =>
  Array.from(starts, (start, i) => [tokens.subarray(start, starts[i + 1]), labels?.[i] as number] as const);

describe("the model that the page opens with, after 600 steps", () => {
  it("has fewer validation bits per character than the best Witten–Bell 2- to 6-gram model of the same split", () => {
    const bits = manifest.figures.find(({ id }) => id === "bitsPerCharacter")?.of({ "validation.loss": crossEntropy });
    expect(bits).toBeLessThan((baselines.bestNgram as number) / Math.LN2);
    // By no hair's breadth: a tenth of a bit at least.
    expect(bits).toBeLessThan((baselines.bestNgram as number) / Math.LN2 - 0.1);
  });

  it("writes names whose language a character-bigram classifier tells at least twice as often as chance", async () => {
    const { labels } = dataset.facts;
    const { tokens, starts, labels: numbers } = dataset.train;
    if (!numbers) throw new Error("the names have labels");
    const vocabularySize = dataset.facts.domain.kind === "tokens" ? dataset.facts.domain.vocabulary.length : 0;
    const classifier = trainLabelClassifier({ tokens, starts, labels: numbers }, labels.length, vocabularySize);
    const told = accuracy(classifier, await conditionedSamples(30));
    expect(told).toBeGreaterThanOrEqual(2 / labels.length);
    // The classifier itself is no oracle: what real names it tells is the most that samples can be held to.
    expect(told).toBeGreaterThan(0.5 * accuracy(classifier, documentsOf(dataset.validation)));
  });

  it("invents: most of what it writes stands in no list", async () => {
    const texts = await conditionedSamples(10);
    const vocabulary = dataset.facts.domain.kind === "tokens" ? dataset.facts.domain.vocabulary : [];
    const copied = texts.filter(([tokens]) =>
      dataset.has(
        tokens
          .slice(0, -1)
          .map((token) => vocabulary[token])
          .join(""),
      ),
    );
    expect(copied.length / texts.length).toBeLessThan(0.5);
  });
});
