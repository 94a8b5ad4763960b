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

const STEPS = 900;
/** Smaller networks on names of few letters; `npm run quality` trains the preset to its end. */
const SHORT: Values = {
  "model.layers": 1,
  "model.width": 48,
  "model.latent": 32,
  "training.learningRate": 0.004,
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
    // 0.60 to 0.62 of it; 0.91 to 0.92 are distinct, 0.07 to 0.08 copied.
    expect(variation).toBeLessThan(0.75 * unigram);
    expect(distinct).toBeGreaterThan(0.85);
    expect(copied).toBeLessThan(0.1);
    expect([...run.raised.keys()]).toEqual([]);
  },
  120_000,
);
