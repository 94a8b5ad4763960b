import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { defaultConfig } from "../../catalog/presets.ts";
import { finish } from "../../core/sliced.ts";
import type { TokenDataset } from "../../domains/dataset.ts";
import { ngramBaselines } from "../../domains/tokens/ngram.ts";
import { vocabularyOf } from "../../domains/tokens/writing.ts";
import type { TextSample } from "../../schema/view.ts";
import { type BareRun, bareRun } from "../../worker/testing/train.ts";
import { manifest } from "./manifest.ts";
import { open } from "./testing/fixture.ts";
import { conditionedSamples, labelsTold } from "./testing/writing.ts";

/** What the page opens with: Latin-script given names, conditioned on their language. `npm run quality` trains it to its end. */
const config = defaultConfig();
const STEPS = 450;

let run: BareRun;
let dataset: TokenDataset;
let samples: readonly TextSample[];

beforeAll(async () => {
  await open("wasm");
  run = await bareRun(config);
  if (run.built.dataset.kind !== "tokens") return expect.fail("names are tokens");
  dataset = run.built.dataset;
  await run.train(STEPS);
  samples = await conditionedSamples(run.built, config, 30);
}, 240_000);

afterAll(() => run.built.dispose());

describe(`the model that the page opens with, after ${STEPS} steps`, () => {
  it("has fewer validation bits per character than the best Witten–Bell 2- to 6-gram model of the same split", () => {
    const { facts, train, validation } = dataset;
    const baselines = finish(ngramBaselines(train, validation, vocabularyOf(facts).length));
    const best = baselines.find(({ id }) => id === "bestNgram")?.value as number;
    const bits = manifest.figures.find(({ id }) => id === "bitsPerCharacter")?.of(run.latest);
    // By no hair's breadth: a tenth of a bit at least.
    expect(bits).toBeLessThan(best / Math.LN2 - 0.1);
    expect([...run.raised.keys()]).toEqual([]);
  });

  it("writes names whose language a character-bigram classifier tells at least twice as often as chance", () => {
    const { ofSamples, ofReal } = labelsTold(dataset, samples);
    expect(ofSamples).toBeGreaterThanOrEqual(2 / dataset.facts.labels.length);
    expect(ofSamples).toBeGreaterThan(0.5 * ofReal);
  });

  it("invents: most of what it writes stands in no list", () => {
    const copied = samples.filter(({ text }) => dataset.has(text));
    expect(copied.length / samples.length).toBeLessThan(0.5);
  });
});
