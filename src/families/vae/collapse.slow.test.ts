import { afterEach, beforeAll, expect, it } from "vitest";
import { withChanges } from "../../catalog/change.ts";
import { defaultConfig } from "../../catalog/presets.ts";
import { type BareRun, bareRun } from "../../worker/testing/train.ts";
import { open } from "./testing/fixture.ts";

beforeAll(() => open("wasm"));

let run: BareRun | undefined;
afterEach(() => run?.built.dispose());

const RECENT = 20;

it("a β that is too high silences the code; the alarm says so, and one press of its first remedy brings it back", async () => {
  run = await bareRun(defaultConfig("moons-vae-collapse"));
  await run.train(300);
  expect([...run.raised.keys()]).toEqual(["klCollapse"]);
  expect(run.recent("kl", RECENT)).toBeLessThan(0.01);
  expect(run.recent("activeUnits", RECENT)).toBe(0);
  const silent = run.recent("reconstruction", RECENT);

  const [remedy] = run.standing()[0]?.remedies ?? [];
  expect(remedy).toEqual({ id: "lowerBeta", change: { "model.beta": 1 } });
  run.change(remedy?.change ?? {});
  await run.train(500);
  expect(run.standing()).toEqual([]);
  expect(run.recent("activeUnits", RECENT)).toBeGreaterThanOrEqual(1);
  expect(run.recent("reconstruction", RECENT)).toBeLessThan(silent - 1);
}, 120_000);

it.each([
  ["a fresh start with a warm-up, the second remedy, never falls silent", "moons-vae-collapse", 1],
  ["a healthy run raises no alarm", "moons-vae", 1.99],
] as const)(
  "%s",
  async (_, preset, units) => {
    const warmUp = preset === "moons-vae" ? {} : { "model.beta": 1, "model.warmup": 2000 };
    run = await bareRun(withChanges(defaultConfig(preset), warmUp));
    await run.train(400);
    expect([...run.raised.keys()]).toEqual([]);
    expect(run.recent("activeUnits", RECENT)).toBeGreaterThanOrEqual(units);
  },
  120_000,
);
