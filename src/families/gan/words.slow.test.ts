import { afterEach, beforeAll, expect, it } from "vitest";
import { withChanges } from "../../catalog/change.ts";
import { modelValues } from "../../catalog/config.ts";
import { defaultConfig } from "../../catalog/presets.ts";
import { shortNames } from "../../domains/tokens/testing/shortNames.ts";
import type { Values } from "../../schema/parameter.ts";
import { type BareRun, bareRun, readPublic } from "../../worker/testing/train.ts";
import { open } from "./testing/fixture.ts";
import { wordsDrawn } from "./testing/words.ts";

beforeAll(() => open("wasm"));

let run: BareRun | undefined;
afterEach(() => {
  run?.built.dispose();
  run = undefined;
});

const STEPS = 450;
/** Smaller networks on names of few letters; `npm run quality` trains the preset to its end. */
const SHORT: Values = {
  "model.layers": 1,
  "model.latent": 48,
  "training.learningRate": 0.008,
  "training.batchSize": 32,
  "training.scheduleSteps": STEPS,
};

it.each([1, 2, 3])(
  "letters follow one another as in names, which are new and differ, from seed %i",
  async (seed) => {
    const config = withChanges(defaultConfig("names-gan"), { ...SHORT, seed });
    run = await bareRun(config, await shortNames(readPublic));
    await run.train(STEPS);
    const { variation, unigram, distinct, copied } = await wordsDrawn(run.built, modelValues(config));
    expect(variation).toBeLessThan(0.75 * unigram);
    expect(distinct).toBeGreaterThan(0.85);
    expect(copied).toBeLessThan(0.1);
    expect([...run.raised.keys()]).toEqual([]);
  },
  120_000,
);
