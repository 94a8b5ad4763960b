import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { modelValues, section } from "../../catalog/config.ts";
import { defaultConfig } from "../../catalog/presets.ts";
import { randomStream, substream } from "../../core/random.ts";
import type { TokenDataset, TokenPart } from "../../domains/dataset.ts";
import { openBackend } from "../../engine/index.ts";
import { type LabelClassifier, trainLabelClassifier } from "../../evaluation/classifier.ts";
import { ngramBaselines } from "../../evaluation/ngram.ts";
import { validate } from "../../evaluation/validation.ts";
import type { TextSample } from "../../schema/view.ts";
import { type Built, build, loadData, seedOf } from "../../worker/build.ts";
import { manifest } from "./manifest.ts";
import { examples } from "./testing/fixture.ts";
import { vocabularyOf } from "./text.ts";

/** What the page opens with: Latin-script given names, conditioned on their language. */
const config = defaultConfig();
const STEPS = 450;

let run: Built;
let dataset: TokenDataset;
/** Nats per character of the trained model and of the simple ones, by id. */
let crossEntropy: number;
let baselines: Readonly<Record<string, number>>;

beforeAll(async () => {
  await openBackend("wasm", { onFault: () => {}, onLost: () => {} });
  const read = async (path: string) =>
    new Uint8Array(await readFile(new URL(`../../../public/${path}`, import.meta.url)));
  const loaded = await loadData(config, read, () => {});
  if (loaded.kind !== "tokens") return expect.fail("names are tokens");
  dataset = loaded;
  const { facts, train, validation } = dataset;
  baselines = Object.fromEntries(
    ngramBaselines(train, validation, vocabularyOf(facts).length).map(({ id, value }) => [id, value]),
  );
  run = await build(dataset, () => config, Number.POSITIVE_INFINITY);
  for (let step = 0; step < STEPS; step++) run.trainer.advance()?.row.dispose();
  const { reading } = await validate(run.model, run.batches.validation, modelValues(config), STEPS, async () => {});
  crossEntropy = (await reading).values[0] as number;
}, 240_000);

afterAll(() => run.dispose());

/** Samples of every label, as many of each: token numbers with the newline that ends them, and the label's number. */
async function conditionedSamples(rounds: number): Promise<readonly (readonly [number[], number])[]> {
  const { labels } = dataset.facts;
  const vocabulary = vocabularyOf(dataset.facts);
  const sampling = { ...section(config, "sampling"), temperature: 1, count: labels.length };
  const all: TextSample[] = [];
  for (let round = 0; round < rounds; round++) {
    const request = {
      values: sampling,
      model: modelValues(config),
      stream: substream(randomStream(seedOf(config), "sampling"), round),
      known: dataset.has,
      examples,
    };
    let last: readonly TextSample[] = [];
    for await (const view of run.model.sample(request, new AbortController().signal))
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

describe(`the model that the page opens with, after ${STEPS} steps`, () => {
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
    const classifier = trainLabelClassifier(
      { tokens, starts, labels: numbers },
      labels.length,
      vocabularyOf(dataset.facts).length,
    );
    const told = accuracy(classifier, await conditionedSamples(30));
    expect(told).toBeGreaterThanOrEqual(2 / labels.length);
    // The classifier itself is no oracle: what real names it tells is the most that samples can be held to.
    expect(told).toBeGreaterThan(0.5 * accuracy(classifier, documentsOf(dataset.validation)));
  });

  it("invents: most of what it writes stands in no list", async () => {
    const texts = await conditionedSamples(10);
    const vocabulary = vocabularyOf(dataset.facts);
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
