import { afterEach, describe, expect, it } from "vitest";
import { withChanges } from "../../catalog/change.ts";
import { decode, encode } from "../../catalog/link.ts";
import { runId } from "../../core/brands.ts";
import { type TestWorkerApi, testWorkerApi } from "../../worker/testing/open.ts";
import { bytesOf, classList, configOf } from "./testing/lists.ts";

let test: TestWorkerApi | null = null;
afterEach(async () => {
  await test?.end();
  test = null;
});

describe("a text that was brought", () => {
  const TINY = { "model.units": 16, "training.batchSize": 4, "training.sequenceLength": 8, "sampling.count": 2 };
  const JOINED = Array.from({ length: 40 }, (_, i) => `मी${i % 7}${"👩‍👩‍👧".repeat(i % 3)}a${i}`);

  it("is read by whole characters, however many code points they are", async () => {
    const config = await configOf([...new Set(JOINED)].join("\n"), TINY);
    test = await testWorkerApi();
    const { facts } = await test.open(config);
    const { vocabulary } = facts.domain as { vocabulary: readonly string[] };
    expect(vocabulary).toContain("👩‍👩‍👧");
    expect(vocabulary).toContain("मी");
    const view = await test.api.view({ view: "next", source: "text", text: "मी👩‍👩‍👧x", sampling: {} });
    expect(view).toMatchObject({ text: ["मी", "👩‍👩‍👧"] });
  });

  it("means the same in a link, and trains on as if it had never stopped", async () => {
    const config = await configOf(classList("latin").join("\n"), { ...TINY, "data.steps": "lower" });
    const link = encode(config, { preset: "names-gru", view: "samples", language: null });
    const { config: read, repairs } = decode(link);
    expect(repairs).toEqual([]);
    expect(read).toEqual(config);
    test = await testWorkerApi();
    await test.open(config);
    await test.api.step(4);
    const checkpoint = await test.api.checkpoint();
    await test.api.step(4);
    const whole = await test.api.checkpoint();
    await test.open(read, checkpoint);
    await test.api.step(4);
    expect((await test.api.checkpoint()).tensors).toEqual(whole.tensors);
  });

  it("comes beside the set-up where it is large, and is missed where it does not", async () => {
    const text = Array.from({ length: 3000 }, (_, i) => `name${(i * 7919) % 3001}`).join("\n");
    const config = await configOf(text, TINY);
    expect(config["data.content"]).toMatch(/^=[0-9a-f]{64}\.\d+\.list\.txt$/);
    test = await testWorkerApi({ readerOf: () => async () => Promise.reject(new Error("asked elsewhere")) });
    const request = { run: runId(1), config, backend: "wasm", baseUrl: "" } as const;
    const opened = await test.api.open({ ...request, content: bytesOf(text) });
    expect(opened.facts).toMatchObject({
      counts: { train: 2700, validation: 300 },
      examples: text.split("\n").slice(0, 8),
    });
    const other = withChanges(config, { "data.steps": "symbols-900" });
    await expect(
      test.api.open({ ...request, run: runId(2), config: other, content: bytesOf(`${text}!`) }),
    ).rejects.toEqual({
      code: "contentUnreadable",
      values: {},
    });
  });

  it("is asked for where the set-up has none", async () => {
    test = await testWorkerApi();
    await expect(test.open(await configOf("", { "data.content": "" })).catch((fault) => fault.code)).resolves.toBe(
      "contentUnreadable",
    );
  });

  it("learns with labels from a column, and can be one long text", async () => {
    const table = Array.from({ length: 40 }, (_, i) => `name${i};${i % 2 ? "odd" : "even"}`).join("\n");
    test = await testWorkerApi();
    const labelled = await configOf(`who;kind\n${table}`, {
      ...TINY,
      "data.steps": "column-1.labels-2.header",
    });
    const { facts } = await test.open(withChanges(labelled, { "sampling.label": "odd" }));
    expect(facts.labels).toEqual(["even", "odd"]);
    expect(withChanges(labelled, { "sampling.label": "odd" })["sampling.label"]).toBe("odd");
    const passage = "It was a bright cold day in April.\n".repeat(40);
    const long = await test.open(await configOf(passage, { ...TINY, "data.steps": "passage" }));
    expect(long.facts.counts.train).toBe(1);
  });
});
