import { afterEach, beforeAll, describe, expect, it } from "vitest";
import type { RunConfig } from "../../catalog/config.ts";
import { defaultConfig } from "../../catalog/presets.ts";
import { type BareRun, bareRun } from "../../worker/testing/train.ts";
import { open } from "./testing/fixture.ts";

/** The first few hundred steps; `npm run quality` trains to the end. */
beforeAll(() => open("wasm"));

let run: BareRun | undefined;
afterEach(() => {
  run?.built.dispose();
  run = undefined;
});

async function train(config: RunConfig, steps: number): Promise<BareRun> {
  run?.built.dispose();
  run = await bareRun(config);
  await run.train(steps);
  return run;
}

describe("on points", () => {
  it("the two Gaussians of GAN Lab are both found, without an alarm", async () => {
    const { latest, raised } = await train(defaultConfig("two-gan"), 200);
    // From three seeds: both, and 0.90 to 0.98.
    expect(latest["samples.modes"]).toBe(2);
    expect(latest["samples.near"]).toBeGreaterThanOrEqual(0.75);
    expect([...raised.keys()]).toEqual([]);
  }, 300_000);

  it("WGAN-GP reaches at least seven of eight Gaussians within 400 steps, and raises no alarm", async () => {
    const { latest, raised } = await train(defaultConfig("eight-gan"), 400);
    // From three seeds: all eight.
    expect(latest["samples.modes"]).toBeGreaterThanOrEqual(7);
    expect([...raised.keys()]).toEqual([]);
  }, 300_000);
});

it("a convolutional GAN's letters begin to differ from each other, without an alarm", async () => {
  const { latest, raised } = await train(defaultConfig("glyphs-gan"), 200);
  // The variance of real ones is 1; after 50 steps it is 0.01.
  expect(latest["samples.diversity"]).toBeGreaterThan(0.15);
  expect([...raised.keys()]).toEqual([]);
}, 120_000);

it("makes drums that an apart classifier hears as far nearer to held-out ones than waves of a Gaussian are", async () => {
  const { latest } = await train(defaultConfig("drums-gan"), 100);
  const gaussian = latest["samples.fid.gaussian"] as number;
  // 217 of the Gaussian and 112 of the model; nine in ten labels are recognised, of which chance gives a sixth.
  expect(gaussian).toBeGreaterThan(100);
  expect(latest["samples.fid"]).toBeLessThan(0.8 * gaussian);
  expect(latest["samples.recognised"]).toBeGreaterThan(3 / 6);
}, 300_000);
