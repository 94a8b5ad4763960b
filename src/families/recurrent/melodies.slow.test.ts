import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withChanges } from "../../catalog/change.ts";
import { defaultConfig } from "../../catalog/presets.ts";
import { finish } from "../../core/sliced.ts";
import { ngramBaselines } from "../../domains/tokens/ngram.ts";
import { vocabularyOf } from "../../domains/tokens/writing.ts";
import { type BareRun, bareRun } from "../../worker/testing/train.ts";
import { open } from "./testing/fixture.ts";

/** The preset `melodies-gru`, smaller and in larger steps; `npm run quality` trains it as it is, to its end. */
const config = withChanges(defaultConfig("melodies-gru"), {
  "model.units": 96,
  "model.dropout": 0,
  "training.learningRate": 0.006,
});
const STEPS = 350;

let run: BareRun;

beforeAll(async () => {
  await open("wasm");
  run = await bareRun(config);
  await run.train(STEPS);
}, 240_000);

afterAll(() => run.built.dispose());

describe(`a network that has read tunes for ${STEPS} steps`, () => {
  it("has fewer validation bits than the best Witten–Bell 2- to 6-gram model of the same split", () => {
    const { dataset } = run.built;
    if (dataset.kind !== "tokens") return expect.fail("melodies are tokens");
    const baselines = finish(ngramBaselines(dataset.train, dataset.validation, vocabularyOf(dataset.facts).length));
    const best = baselines.find(({ id }) => id === "bestNgram")?.value as number;
    expect(run.latest["validation.loss"]).toBeLessThan(0.8 * best);
  });

  it("writes nine in ten bars of the right length, and keeps keys better than a model of pairs", () => {
    const { latest } = run;
    expect(latest["samples.bars.real"]).toBe(1);
    expect(latest["samples.bars"]).toBeGreaterThanOrEqual(0.9);
    expect(latest["samples.bars.bigram"]).toBeLessThan(0.2);
    expect(latest["samples.key"]).toBeGreaterThan((latest["samples.key.bigram"] as number) + 0.05);
  });
});
