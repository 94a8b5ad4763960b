import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type TestStudio, testStudio } from "./testing/open.ts";

describe("a studio on wasm", () => {
  let test: TestStudio;
  beforeEach(async () => {
    test = await testStudio();
  });
  afterEach(() => test.end());

  it("opens, fills the stage before Play, and gives the lines to beat", async () => {
    const opened = await test.open();
    expect(opened).toMatchObject({ step: 0, backend: { kind: "wasm" }, facts: { id: "place-names" } });
    expect(opened.weights).toBeGreaterThan(1000);
    const { view } = await test.next("samples", ({ finished }) => finished);
    expect(view.kind === "text" && view.samples.length).toBe(3);
    const { facts } = await test.next("facts");
    expect(facts.baselines.map(({ id }) => id)).toEqual(["unigram", "bigram", "trigram", "bestNgram"]);
    expect((await test.next("checkpoint")).checkpoint.step).toBe(0);
    // An untrained model is as surprised as by dice.
    const [[step, loss] = [-1, 0]] = test.series("validation.loss");
    expect(step).toBe(0);
    const { domain } = facts;
    expect(loss).toBeCloseTo(Math.log(domain.kind === "tokens" ? domain.vocabulary.length : 0), 0);
    expect(test.of("state").map(({ state }) => state.kind)).toEqual(["ready"]);
  });

  it("plays, learns, shows samples, and makes no step after Pause", async () => {
    await test.open();
    await test.settle();
    await test.studio.play();
    await test.next("samples", ({ step, finished }) => step > 0 && finished);
    const step = await test.studio.pause();
    await test.next("state", ({ state }) => state.kind === "paused");
    const losses = test.series("loss");
    expect(step).toBeGreaterThan(10);
    expect(test.series("loss").map(([at]) => at)).toEqual(Array.from({ length: step }, (_, i) => i + 1));
    expect(losses.at(-1)?.[1]).toBeLessThan(losses[0]?.[1] ?? 0);
    const count = test.of("progress").length;
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(test.of("progress").length).toBe(count);
    expect((await test.studio.checkpoint()).step).toBe(step);
  });
});
