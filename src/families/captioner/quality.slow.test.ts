import { afterEach, beforeAll, expect, it } from "vitest";
import { withChanges } from "../../catalog/change.ts";
import { defaultConfig } from "../../catalog/presets.ts";
import { openBackend } from "../../engine/index.ts";
import { type BareRun, bareRun } from "../../worker/testing/train.ts";
import { saying } from "./testing/saying.ts";

/** The first steps; `npm run quality` trains to the end. */
beforeAll(() => openBackend("wasm", { onFault: () => {}, onLost: () => {} }));

let run: BareRun | undefined;
afterEach(() => {
  run?.built.dispose();
  run = undefined;
});

it("says the group of held-out emoji, and more of their names than the most frequent text has", async () => {
  const config = defaultConfig("emoji-captioner");
  run = await bareRun(config);
  await run.train(250);
  const { firstWord, chance, bleu, frequentBleu } = await saying(run.built, config);
  expect(firstWord).toBeGreaterThan(1.6 * chance);
  expect(bleu).toBeGreaterThan(frequentBleu);
}, 300_000);

it("reads held-out letters", async () => {
  const config = withChanges(defaultConfig("glyphs-captioner"), { "training.batchSize": 32 });
  run = await bareRun(config);
  await run.train(150);
  const { firstWord, chance } = await saying(run.built, config);
  expect(firstWord).toBeGreaterThan(6 * chance);
}, 300_000);
