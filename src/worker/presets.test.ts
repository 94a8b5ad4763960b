import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { defaultConfig } from "../config/presets.ts";
import { type TestStudio, testStudio } from "./testing/open.ts";

/** As many steps as show where a preset goes, and no more than about twenty seconds of one core. */
const STEPS = {
  "names-gru": 400,
  "names-chinese": 500,
  "names-lstm": 300,
  "names-simple": 400,
  "names-sgd": 300,
  "places-dropout": 600,
  "code-lstm": 60,
};

describe("healthy presets on wasm", () => {
  let test: TestStudio;
  beforeEach(async () => {
    test = await testStudio();
  });
  afterEach(() => test.end());

  it.each(Object.entries(STEPS))("%s learns and raises no alarm", async (preset, steps) => {
    await test.open(defaultConfig(preset));
    await test.studio.step(steps);
    await test.arrived();
    expect(test.of("alarm")).toEqual([]);
    const losses = await test.series("validation.loss");
    expect(losses.at(-1)?.[1]).toBeLessThan((losses[0]?.[1] ?? 0) - 1);
  }, 180_000);

  it("learns place names by heart where it is meant to, and says so", async () => {
    await test.open(defaultConfig("places-overfit"));
    await test.studio.step(350);
    expect((await test.next("alarm")).alarm.id).toBe("overfitting");
  }, 180_000);
});
