import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { defaultConfig } from "../catalog/presets.ts";
import { type TestWorkerApi, testWorkerApi } from "./testing/open.ts";

/** As many steps as show where a preset goes, and no more than some ten seconds of one core. */
const STEPS = {
  "names-gru": 200,
  "names-chinese": 300,
  "names-lstm": 100,
  "names-simple": 200,
  "names-sgd": 150,
  "places-dropout": 400,
  "code-lstm": 60,
  "glyphs-vae-map": 200,
  "glyphs-vae": 200,
  "glyphs-vae-label": 200,
  "moons-vae": 600,
  "spiral-vae": 600,
  "emoji-vae": 60,
};

describe("healthy presets on wasm", () => {
  let test: TestWorkerApi;
  beforeEach(async () => {
    test = await testWorkerApi();
  });
  afterEach(() => test.end());

  it.each(Object.entries(STEPS))(
    "%s learns and raises no alarm",
    async (preset, steps) => {
      await test.open(defaultConfig(preset));
      await test.api.step(steps);
      await test.arrived();
      expect(test.of("alarm")).toEqual([]);
      const losses = await test.series("validation.loss");
      expect(losses.at(-1)?.[1]).toBeLessThan((losses[0]?.[1] ?? 0) - 1);
    },
    180_000,
  );

  it("learns place names by heart where it is meant to, and says so", async () => {
    await test.open(defaultConfig("places-overfit"));
    await test.api.step(350);
    expect((await test.next("alarm")).alarm.id).toBe("overfitting");
  }, 180_000);

  it("silences the code of two moons where β is meant to be too high, and says so", async () => {
    await test.open(defaultConfig("moons-vae-collapse"));
    await test.api.step(500);
    expect((await test.next("alarm")).alarm.id).toBe("klCollapse");
  }, 180_000);
});
