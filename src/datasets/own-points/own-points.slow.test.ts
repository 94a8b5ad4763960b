import { afterEach, describe, expect, it } from "vitest";
import { withChanges } from "../../catalog/change.ts";
import { defaultConfig } from "../../catalog/presets.ts";
import { contentValue } from "../../own/content.ts";
import { pointBytes } from "../../own/points/points.ts";
import { type TestWorkerApi, testWorkerApi } from "../../worker/testing/open.ts";

let test: TestWorkerApi | null = null;
afterEach(async () => {
  await test?.end();
  test = null;
});

describe("painted points", () => {
  it("are learned: the model's lie where they were painted, and not where nothing was", async () => {
    // Two blots.
    const points = Array.from({ length: 800 }, (_, i) => {
      const k = Math.floor(i / 2);
      const centre = i % 2 === 0 ? (k % 2 === 0 ? -0.6 : 0.6) : 0.3;
      return centre + 0.08 * Math.sin(k * (i % 2 === 0 ? 12.9 : 78.2));
    });
    const config = withChanges(defaultConfig(), {
      ...{
        "data.set": "own-points",
        "model.family": "diffusion",
        "model.width": 32,
        "training.batchSize": 64,
        "sampling.count": 200,
      },
      "data.content": await contentValue(pointBytes(points), ""),
    });
    test = await testWorkerApi();
    await test.open(config);
    await test.api.step(300);
    await test.api.sample({ task: 7, sampling: {} });
    await test.arrived();
    const view = test.of("samples").findLast(({ task, finished }) => task === 7 && finished)?.view;
    const made = view?.kind === "scatter" ? (view.layers.find(({ role }) => role === "generator")?.points ?? []) : [];
    const near = (x: number) => {
      let count = 0;
      for (let i = 0; i < made.length; i += 2) {
        if (Math.hypot((made[i] as number) - x, (made[i + 1] as number) - 0.3) < 0.25) count++;
      }
      return count / (made.length / 2);
    };
    expect(made.length).toBe(400);
    expect(near(-0.6)).toBeGreaterThan(0.25);
    expect(near(0.6)).toBeGreaterThan(0.25);
    expect(near(-0.6) + near(0.6)).toBeGreaterThan(0.8);
  });
});
