import { fileURLToPath } from "node:url";
import * as tf from "@tensorflow/tfjs";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { workloads } from "../e2e/bench/workloads/registry.ts";
import { fewExamples, type Training } from "../e2e/bench/workloads/workload.ts";
import { randomStream, randomUniforms } from "../src/core/random.ts";
import { type BackendKind, openBackend } from "../src/engine/index.ts";

const STEPS = 20;
const each = Object.entries(workloads);
const wasmPaths = fileURLToPath(new URL("../node_modules/@tensorflow/tfjs-backend-wasm/dist/", import.meta.url));
const fail = (fault: unknown) => expect.fail(JSON.stringify(fault));
const open = (kind: BackendKind) =>
  openBackend(kind, { onFault: fail, onLost: fail, ...(kind === "wasm" ? { wasmPaths } : {}) });

async function losses(training: Training): Promise<number[]> {
  const values: number[] = [];
  for (let step = 0; step < STEPS; step++) {
    const loss = training.step();
    values.push((await loss.data())[0] as number);
    loss.dispose();
  }
  return values;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Over the first and the last quarter, for losses that jump from draw to draw. */
function fall(values: readonly number[]): number {
  return mean(values.slice(0, STEPS / 4)) - mean(values.slice(-STEPS / 4));
}

// First, for once Inkling's engine is opened its gradients and layers are in the place of the stock ones.
describe("stock workloads", () => {
  beforeAll(async () => {
    expect(await tf.setBackend("cpu")).toBe(true);
  });

  // TensorFlow.js takes every seed that it is not given from here. Each workload begins at the same one.
  beforeEach(() => {
    const uniforms = randomUniforms(randomStream(1, "stock"), 1 << 16);
    let drawn = 0;
    vi.spyOn(Math, "random").mockImplementation(() => uniforms[drawn++ % uniforms.length] as number);
  });
  afterEach(() => void vi.restoreAllMocks());

  it("run on TensorFlow.js alone", () => {
    const names = tf.getKernelsForBackend("cpu").map(({ kernelName }) => kernelName);
    expect(names.filter((name) => name.startsWith("Inkling"))).toEqual([]);
  });

  it.each(each)("%s learns", async (_, workload) => {
    expect(fall(await losses(workload.stock(workload.tiny)))).toBeGreaterThan(0);
  });
});

describe("workloads by Inkling's engine", () => {
  it.each(each)("%s has the losses of core ops on cpu, on wasm too, and they fall", async (_, workload) => {
    await open("cpu");
    const expected = await losses(workload.inkling(workload.tiny));
    await open("wasm");
    const found = await losses(workload.inkling(workload.tiny));
    const scale = Math.max(...expected.map(Math.abs));
    found.forEach((loss, step) => {
      const reference = expected[step] as number;
      expect(Math.abs(loss - reference), `step ${step}: ${loss} rather than ${reference}`).toBeLessThanOrEqual(
        1e-3 * Math.max(Math.abs(reference), 0.1 * scale),
      );
    });
    expect(fall(found)).toBeGreaterThan(0);
  });

  it.each(each)("%s leaves nothing behind after its first step", async (_, workload) => {
    await open("wasm");
    const training = workload.inkling(workload.tiny);
    training.step().dispose();
    const { numTensors, numBytes } = tf.memory();
    for (let step = 0; step < 5; step++) training.step().dispose();
    expect(tf.memory()).toMatchObject({ numTensors, numBytes });
  });
});

describe("a step on fewer examples", () => {
  async function kernels(training: Training): Promise<number> {
    training.step().dispose();
    return (await tf.profile(() => training.step())).kernels.length;
  }

  it.each(["gru_text", "vae_dense", "gan_points"])("of %s takes as many kernels", async (name) => {
    await open("wasm");
    const { inkling, sizes } = workloads[name] as (typeof workloads)[string];
    expect(await kernels(inkling(fewExamples(sizes)))).toBe(await kernels(inkling(sizes)));
  });
});

describe("the operations of a workload", () => {
  // 2,048 rows: the input's product forward and for its weights, the recurrence's and the readout's three times.
  it("are 0.94 G for gru_text", () => {
    const { operations, sizes } = workloads.gru_text as (typeof workloads)[string];
    expect(operations(sizes) / 1e9).toBeCloseTo(2 * 2.048e-6 * (2 * 64 * 384 + 3 * 128 * 384 + 3 * 128 * 64), 6);
  });

  it("are 10.6 G for gpt_text", () => {
    const { operations, sizes } = workloads.gpt_text as (typeof workloads)[string];
    expect(operations(sizes) / 1e9).toBeCloseTo(10.6, 1);
  });
});
