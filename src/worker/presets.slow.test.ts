import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { defaultConfig, presets } from "../catalog/presets.ts";
import { type TestWorkerApi, testWorkerApi } from "./testing/open.ts";

/** How many steps show that a preset learns, where that is not 25; `npm run quality` trains each to its end. */
const STEPS: Readonly<Record<string, number>> = {
  "code-lstm": 10,
  "text-gpt": 12,
  "melodies-gpt": 12,
  "drums-diffusion": 15,
};
/** Of the loss before the first step, where what is left is not nine tenths. */
const LEFT: Readonly<Record<string, number>> = { "text-gpt": 0.95, "melodies-gpt": 0.95, "drums-wavenet": 0.97 };

/** Their families' `quality.slow.test.ts` train these ten times as far, and ask for what a loss that falls brings about. */
const TRAINED_FARTHER = ["names-gru", "names-wavenet", "eight-diffusion", "drums-vae"];

/** Adversarial networks have no loss that falls. */
const healthy = presets.filter(
  ({ id, group, changes }) => group !== "fail" && changes["model.family"] !== "gan" && !TRAINED_FARTHER.includes(id),
);

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
      await test.api.step(STEPS[preset] ?? 25);
      await test.arrived();
      expect(test.of("alarm")).toEqual([]);
      const losses = await test.series("validation.loss");
      expect(losses.at(-1)?.[1]).toBeLessThan((LEFT[preset] ?? 0.9) * (losses[0]?.[1] ?? 0));
    },
    180_000,
  );
});
