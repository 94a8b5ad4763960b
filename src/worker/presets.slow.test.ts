import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { defaultConfig, presets } from "../catalog/presets.ts";
import { type TestWorkerApi, testWorkerApi } from "./testing/open.ts";

/**
 * How many steps show that a preset learns, where that is not 20; `npm run quality` trains each to its end. The loss is taken
 * after the steps 5, 10 and 20, so that steps between those would show nothing.
 */
const STEPS: Readonly<Record<string, number>> = {
  "code-lstm": 10,
  "text-gpt": 10,
  "melodies-gpt": 10,
  "drums-vae": 10,
  "drums-diffusion": 10,
};
/** Of the loss before the first step, where what is left is not nine tenths. */
const LEFT: Readonly<Record<string, number>> = { "text-gpt": 0.95, "melodies-gpt": 0.95, "drums-wavenet": 0.97 };

/** Adversarial networks have no loss that falls. */
const healthy = presets.filter(({ group, changes }) => group !== "fail" && changes["model.family"] !== "gan");

describe("healthy presets on wasm", () => {
  let test: TestWorkerApi;
  beforeEach(async () => {
    test = await testWorkerApi();
  });
  afterEach(() => test.end());

  it.each(healthy.map(({ id }) => id))(
    "%s learns and raises no alarm",
    async (preset) => {
      await test.open(defaultConfig(preset));
      await test.api.step(STEPS[preset] ?? 20);
      await test.arrived();
      expect(test.of("alarm")).toEqual([]);
      const losses = await test.series("validation.loss");
      expect(losses.at(-1)?.[1]).toBeLessThan((LEFT[preset] ?? 0.9) * (losses[0]?.[1] ?? 0));
    },
    180_000,
  );
});
