import * as tf from "@tensorflow/tfjs";
import { afterEach, describe, expect, it, vi } from "vitest";
import { measureBackends } from "./measure.ts";
import { closeBackend, openBackend } from "./open.ts";
import { loseBackend } from "./testing/lose.ts";

const silent = { onFault: () => {}, onLost: () => {} };

describe("openBackend in Node", () => {
  afterEach(() => {
    vi.restoreAllMocks();
    closeBackend("wasm");
    closeBackend("cpu");
  });

  it.each(["cpu", "wasm"] as const)("opens %s and computes on it", async (kind) => {
    const opened = await openBackend(kind, silent);
    expect(opened.kind).toBe(kind);
    expect(opened.software).toBe(false);
    expect(tf.getBackend()).toBe(kind);
    const product = tf.matMul(tf.tensor2d([1, 2, 3, 4], [2, 2]), tf.tensor2d([5, 6, 7, 8], [2, 2]));
    expect(Array.from(await product.data())).toEqual([19, 22, 43, 50]);
    product.dispose();
  });

  it.each([
    ["webgpu", "noAdapter"],
    ["webgl", "noContext"],
  ] as const)("throws where %s cannot be had, and stays on the backend before", async (kind, reason) => {
    await openBackend("wasm", silent);
    await expect(openBackend(kind, silent)).rejects.toMatchObject({
      code: "backendUnavailable",
      values: { backend: kind, reason },
    });
    expect(tf.getBackend()).toBe("wasm");
    const sum = tf.scalar(2).add(3);
    expect((await sum.data())[0]).toBe(5);
  });

  it("throws where the engine answers false instead of throwing, and puts the backend before back", async () => {
    await openBackend("cpu", silent);
    vi.spyOn(console, "warn").mockImplementation(() => {});
    const factory = tf.findBackendFactory("wasm");
    tf.removeBackend("wasm");
    tf.registerBackend("wasm", () => Promise.reject(new Error("no memory")));
    try {
      await expect(openBackend("wasm", silent)).rejects.toMatchObject({
        code: "backendUnavailable",
        values: { backend: "wasm", reason: "refused" },
      });
      expect(tf.getBackend()).toBe("cpu");
    } finally {
      tf.removeBackend("wasm");
      tf.registerBackend("wasm", factory, 2);
    }
  });

  it("opens a closed backend afresh", async () => {
    await openBackend("wasm", silent);
    const before = tf.backend();
    closeBackend("wasm");
    await openBackend("wasm", silent);
    expect(tf.backend()).not.toBe(before);
    expect((await tf.scalar(4).square().data())[0]).toBe(16);
  });

  it("has nothing to lose on wasm", async () => {
    await openBackend("wasm", silent);
    expect(loseBackend()).toBe(false);
  });
});

describe("measureBackends in Node", () => {
  it("times cpu and wasm, says why the GPUs are out, and leaves tensors and backend as they were", async () => {
    await openBackend("cpu", silent);
    await openBackend("wasm", silent);
    const tensors = tf.memory().numTensors;
    let clockMs = 0;
    // A clock that moves 30 ms each time it is read: two rounds pass a box of 50 ms.
    const measures = await measureBackends(["webgpu", "webgl", "wasm", "cpu"], {
      boxMs: 50,
      includeSoftware: false,
      now: () => (clockMs += 30),
    });
    expect(measures.map(({ kind, available }) => [kind, available])).toEqual([
      ["webgpu", false],
      ["webgl", false],
      ["wasm", true],
      ["cpu", true],
    ]);
    expect(measures[0]?.reason).toEqual({
      code: "backendUnavailable",
      values: { backend: "webgpu", reason: "noAdapter" },
    });
    // One step after 30 ms, then one that fits the 20 ms left (1 ÷ 30 · 20 rounds down, and one is always made): 2 steps in 60 ms.
    expect(measures[2]?.stepsPerSecond).toBeCloseTo(2 / 0.06, 6);
    expect(tf.memory().numTensors).toBe(tensors);
    expect(tf.getBackend()).toBe("wasm");
  });
});
