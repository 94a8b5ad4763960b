import { readFile } from "node:fs/promises";
import * as tf from "@tensorflow/tfjs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runId } from "../core/brands.ts";
import { InklingError } from "../core/errors.ts";
import { smallConfig, type TestWorkerApi, testWorkerApi } from "./testing/open.ts";

describe("opening", () => {
  let test: TestWorkerApi;
  const paths: string[] = [];
  let fault: "never" | "unreadable" | null;

  beforeEach(async () => {
    paths.length = 0;
    fault = null;
    test = await testWorkerApi({
      readerOf: (_, signal) => (path) => {
        paths.push(path);
        if (fault === "unreadable") throw new InklingError("dataUnreadable", { path, reason: "altered" });
        if (fault === "never") {
          return new Promise((_resolve, reject) =>
            signal.addEventListener("abort", () => reject(new InklingError("cancelled"))),
          );
        }
        return readFile(new URL(`../../public/${path}`, import.meta.url)).then((bytes) => new Uint8Array(bytes));
      },
    });
  });
  afterEach(() => test.end());

  it("reads data once, whatever else changes, and the baselines are told again at once", async () => {
    await test.open();
    await test.settle();
    await test.open(smallConfig({ "model.units": 20, "training.batchSize": 4 }));
    const { facts } = await test.next("facts");
    expect(facts.baselines).toHaveLength(4);
    expect(paths).toHaveLength(1);
    expect(test.of("task").filter(({ task }) => task.kind === "baselines" && task.finished)).toHaveLength(1);
  });

  it("that fails by its data keeps nothing of it, and the next one reads anew", async () => {
    fault = "unreadable";
    await expect(test.open()).rejects.toMatchObject({ code: "dataUnreadable" });
    fault = null;
    expect(await test.open()).toMatchObject({ step: 0 });
    expect(paths).toHaveLength(2);
  });

  it("that is called off ends at once, and leaves nothing behind", async () => {
    await test.open();
    await test.settle();
    const before = tf.memory().numTensors;
    fault = "never";
    const opening = test.open(smallConfig({ "data.language": "zh" }));
    await new Promise((resolve) => setTimeout(resolve, 5));
    await test.api.callOff(runId(1));
    await test.api.callOff(runId(2));
    await expect(opening).rejects.toMatchObject({ code: "cancelled" });
    fault = null;
    await test.open();
    await test.settle();
    expect(tf.memory().numTensors).toBe(before);
  });

  it("tells how fast a plain product goes here", async () => {
    const { flopsPerSecond } = await test.open();
    expect(flopsPerSecond).toBeGreaterThan(1e7);
  });
});
