import { beforeAll, expect, it } from "vitest";
import { withChanges } from "../../catalog/change.ts";
import type { RunConfig } from "../../catalog/config.ts";
import { defaultConfig } from "../../catalog/presets.ts";
import type { Alarm } from "../../schema/alarm.ts";
import { createHistory } from "../../training/history.ts";
import { createRecorder } from "../../training/recorder.ts";
import { build, loadData } from "../../worker/build.ts";
import { open } from "./testing/fixture.ts";

beforeAll(() => open("wasm"));

const meanOf = (points: readonly { readonly value: number }[]) =>
  points.reduce((sum, { value }) => sum + value, 0) / points.length;

/** A run whose set-up can be changed on the way, with the alarms that it raises. */
async function watched(first: RunConfig) {
  let config = first;
  const data = await loadData(
    config,
    () => Promise.reject(new Error("points are read from no file")),
    () => {},
  );
  const built = await build(data, () => config, Number.POSITIVE_INFINITY);
  const history = createHistory();
  const recorder = createRecorder();
  const alarms = () => built.detectors.flatMap((detector) => detector(history.view(built.trainer.step, config)) ?? []);
  return {
    alarms,
    change: (changes: NonNullable<Alarm["remedies"][number]["change"]>) => {
      config = withChanges(config, changes);
    },
    /** Trains on, and gives every alarm that stood after 50 steps, and the last value of each series. */
    train: async (steps: number) => {
      const seen = new Set<string>();
      for (let step = 1; step <= steps; step++) {
        const report = built.trainer.advance();
        if (report) recorder.add(report);
        if (step % 50 > 0) continue;
        for (const reading of await recorder.take()) history.add(reading);
        for (const { id } of alarms()) seen.add(id);
      }
      const { series } = history.view(built.trainer.step, config);
      // The history goes on filling the same lists.
      const last = Object.fromEntries(Object.entries(series).map(([id, points]) => [id, meanOf(points.slice(-20))]));
      return { seen: [...seen], last: (id: string) => last[id] ?? Number.NaN };
    },
    end: built.dispose,
  };
}

it("a β that is too high silences the code; the alarm says so, and one press of its first remedy brings it back", async () => {
  const run = await watched(defaultConfig("moons-vae-collapse"));
  const collapsed = await run.train(500);
  expect(collapsed.seen).toEqual(["klCollapse"]);
  expect(collapsed.last("kl")).toBeLessThan(0.01);
  expect(collapsed.last("activeUnits")).toBe(0);

  const remedy = run.alarms()[0]?.remedies[0];
  expect(remedy).toEqual({ id: "lowerBeta", change: { "model.beta": 1 } });
  run.change(remedy?.change ?? {});
  const recovered = await run.train(800);
  expect(run.alarms()).toEqual([]);
  expect(recovered.last("activeUnits")).toBeGreaterThanOrEqual(1);
  expect(recovered.last("reconstruction")).toBeLessThan(collapsed.last("reconstruction") - 1);
  run.end();
}, 120_000);

it("a fresh start with a warm-up, the second remedy, never falls silent", async () => {
  const run = await watched(
    withChanges(defaultConfig("moons-vae-collapse"), { "model.beta": 1, "model.warmup": 2000 }),
  );
  const { seen, last } = await run.train(1000);
  expect(seen).toEqual([]);
  expect(last("activeUnits")).toBeGreaterThanOrEqual(1);
  run.end();
}, 120_000);

it("a healthy run raises no alarm", async () => {
  const run = await watched(defaultConfig("moons-vae"));
  const { seen, last } = await run.train(1000);
  expect(seen).toEqual([]);
  expect(last("activeUnits")).toBeCloseTo(2, 5);
  run.end();
}, 120_000);
