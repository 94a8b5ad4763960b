import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { defaultConfig } from "../../catalog/presets.ts";
import { cloudDistances } from "../../domains/points/testing/clouds.ts";
import { type BareRun, bareRun } from "../../worker/testing/train.ts";
import { open } from "./testing/fixture.ts";

/** The first few hundred steps; `npm run quality` trains to the end. */
beforeAll(() => open("wasm"));

let run: BareRun | undefined;
afterEach(() => {
  run?.built.dispose();
  run = undefined;
});

describe("on points", () => {
  it("the preset of eight Gaussians finds all of them within 300 steps, nearer by exact transport than a Gaussian fit", async () => {
    const config = defaultConfig("eight-diffusion");
    run = await bareRun(config);
    await run.train(300);
    // From three seeds: all of them, and 0.17 to 0.20 of the fit's.
    expect(run.latest["samples.modes"]).toBe(8);
    const { ofModel, ofGaussian } = await cloudDistances(run.built, config);
    expect(ofModel).toBeLessThan(0.4 * ofGaussian);
    expect([...run.raised.keys()]).toEqual([]);
  }, 300_000);
});

it("makes drums that an apart classifier hears as far nearer to held-out ones than waves of a Gaussian are", async () => {
  run = await bareRun(defaultConfig("drums-diffusion"));
  await run.train(350);
  const { latest } = run;
  const gaussian = latest["samples.fid.gaussian"] as number;
  // 217 of the Gaussian and 59 of the model; three in four labels are recognised, of which chance gives a sixth.
  expect(gaussian).toBeGreaterThan(100);
  expect(latest["samples.fid"]).toBeLessThan(0.6 * gaussian);
  expect(latest["samples.recognised"]).toBeGreaterThan(3 / 6);
}, 300_000);
