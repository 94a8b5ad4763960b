import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { withChanges } from "../catalog/change.ts";
import type { Alarm } from "../schema/alarm.ts";
import type { Values } from "../schema/parameter.ts";
import { smallConfig, type TestWorkerApi, testWorkerApi } from "./testing/open.ts";

/** Real runs that go wrong, and what one press does about it. */
describe("alarms of a run on wasm", () => {
  let test: TestWorkerApi;
  beforeEach(async () => {
    test = await testWorkerApi();
  });
  afterEach(() => test.end());

  const remedy = (alarm: Alarm, id: string) => alarm.remedies.find((one) => one.id === id);

  const quick = { "training.batchSize": 32, "training.sequenceLength": 16 };

  it("sees a learning rate that is far too high, and recovers by going back with a lower one", async () => {
    const wild: Values = { ...quick, "training.optimizer": "sgd", "training.clipNorm": 0 };
    await test.open(withChanges(smallConfig(wild), { "training.learningRate": 10 }));
    await test.settle();
    const start = await test.api.checkpoint();
    await test.api.step(100);
    const { alarm } = await test.next("alarm");
    expect(alarm.id).toBe("divergence");
    const goBack = remedy(alarm, "goBack");
    expect(goBack?.change).toEqual({ "training.learningRate": 1 });
    expect(remedy(alarm, "clipGradients")?.change).toEqual({ "training.clipNorm": 1 });
    await test.api.restore(start);
    await test.api.tune({ ...goBack?.change, "training.clipNorm": 1, "training.learningRate": 0.1 });
    await test.next("cleared", (event) => event.alarm === "divergence");
    await test.api.step(60);
    const losses = await test.series("loss");
    expect(losses.at(-1)?.[1]).toBeLessThan(losses[0]?.[1] ?? 0);
    expect(test.of("alarm").length).toBe(1);
  });

  it("sees Adam thrown about from its first step", async () => {
    await test.open(smallConfig({ "training.learningRate": 1, "training.clipNorm": 0 }));
    await test.api.step(110);
    expect((await test.next("alarm")).alarm.id).toBe("divergence");
  });

  it("sees place names learned by heart, and names the step to go back to", async () => {
    await test.open(smallConfig({ ...quick, "model.units": 64, "training.learningRate": 0.02 }));
    await test.api.step(500);
    const { alarm } = await test.next("alarm");
    expect(alarm.id).toBe("overfitting");
    const validation = await test.series("validation.loss");
    const [best] = [...validation].sort(([, a], [, b]) => a - b);
    expect(remedy(alarm, "goBack")?.restore).toBe(best?.[0]);
    expect(test.of("alarm").length).toBe(1);
  });

  it("stays quiet while names are learned as they should be", async () => {
    await test.open(smallConfig({ ...quick, "data.set": "given-names", "model.units": 32 }));
    await test.api.step(400);
    await test.arrived();
    expect(test.of("alarm")).toEqual([]);
    const losses = await test.series("loss");
    expect(losses.at(-1)?.[1]).toBeLessThan((losses[0]?.[1] ?? 0) - 1);
  });
});
