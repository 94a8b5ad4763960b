import { afterEach, describe, expect, it } from "vitest";
import type { RunConfig } from "../../catalog/config.ts";
import { forFewTexts } from "../../own/text/small.ts";
import { type TestWorkerApi, testWorkerApi } from "../../worker/testing/open.ts";
import { classList, configOf } from "./testing/lists.ts";

let test: TestWorkerApi | null = null;
afterEach(async () => {
  await test?.end();
  test = null;
});

async function samplesAfter(config: RunConfig, steps: number) {
  test = await testWorkerApi();
  await test.open(config);
  await test.api.step(steps);
  await test.api.sample({ task: 7, sampling: {} });
  await test.arrived();
  const view = test.of("samples").findLast(({ task }) => task === 7)?.view;
  return view?.kind === "text" ? view.samples : [];
}

describe("a class list of a hundred names", () => {
  it.each(["latin", "chinese"])("in %s script is learned with few copies, and each copy is marked", async (script) => {
    const names = classList(script);
    const small = forFewTexts(names.length);
    const config = await configOf(names.join("\n"), { ...small, "sampling.count": 64 });
    const samples = await samplesAfter(config, Number(small["training.stopAt"]));
    const copied = samples.filter(({ text }) => names.includes(text));
    expect(samples).toHaveLength(64);
    expect(copied.length / samples.length).toBeLessThan(0.2);
    expect(samples.filter((sample) => sample.copied)).toEqual(copied);
    const losses = (await test?.series("loss")) ?? [];
    expect(losses.at(-1)?.[1]).toBeLessThan(0.8 * (losses[0]?.[1] ?? 0));
  });
});
