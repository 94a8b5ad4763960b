import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { modelValues } from "../../catalog/config.ts";
import { defaultConfig } from "../../catalog/presets.ts";
import { cloudDistances } from "../../domains/points/testing/clouds.ts";
import { type BareRun, bareRun } from "../../worker/testing/train.ts";
import { open } from "./testing/fixture.ts";
import { linearError } from "./testing/pictures.ts";

/** The first few hundred steps; `npm run quality` trains to the end. */
beforeAll(() => open("wasm"));

let run: BareRun | undefined;
afterEach(() => {
  run?.built.dispose();
  run = undefined;
});

it("the preset of glyphs in eight numbers brings held-out pictures back better than eight principal components do", async () => {
  const config = defaultConfig("glyphs-vae");
  expect(modelValues(config).latent).toBe(8);
  run = await bareRun(config);
  await run.train(400);
  const linear = await linearError(run.built, 8);
  expect(linear).toBeGreaterThan(25);
  expect(run.latest["validation.squaredError"]).toBeLessThan(0.9 * linear);
}, 240_000);

it("the preset of drums in eight numbers brings held-out spectrograms back better than eight principal components do", async () => {
  const config = defaultConfig("drums-vae");
  expect(modelValues(config).latent).toBe(8);
  run = await bareRun(config);
  await run.train(400);
  const linear = await linearError(run.built, 8);
  // 5.14, and 4.65 of the model after these steps.
  expect(linear).toBeGreaterThan(4);
  expect(run.latest["validation.squaredError"]).toBeLessThan(0.97 * linear);
  expect([...run.raised.keys()]).toEqual([]);
}, 240_000);

describe("the preset of two moons", () => {
  it("draws points far nearer to fresh ones, by exact transport, than a Gaussian fit of all the data does", async () => {
    const config = defaultConfig("moons-vae");
    run = await bareRun(config);
    await run.train(600);
    const { ofModel, ofGaussian } = await cloudDistances(run.built, config);
    // From three seeds: 0.64 to 0.67 of the fit's.
    expect(ofModel).toBeLessThan(0.8 * ofGaussian);
  }, 120_000);
});
