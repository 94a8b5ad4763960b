import * as tf from "@tensorflow/tfjs";
import { afterEach, describe, expect, it, vi } from "vitest";
import { workloads } from "../../../../e2e/bench/workloads/registry.ts";
import type { AnyWorkload } from "../../../../e2e/bench/workloads/workload.ts";
import { closeBackend, openBackend } from "../../backends/open.ts";
import { wasmPaths } from "../../backends/testing/wasmPaths.ts";
import { threadsOf } from "./index.ts";

const STEPS = 2;
const faults: unknown[] = [];
const listeners = { onFault: (fault: unknown) => faults.push(fault), onLost: (fault: unknown) => faults.push(fault) };

/** The losses of full-size steps on so many threads, and how often work was given out to them. */
async function train(workload: AnyWorkload, threads: number) {
  await openBackend("wasm", { ...listeners, wasmPaths, threads });
  expect(threadsOf(tf.backend())).toBe(threads);
  const given = vi.spyOn(Atomics, "notify");
  const training = workload.inkling(workload.sizes);
  const losses: number[] = [];
  for (let step = 0; step < STEPS; step++) {
    const loss = training.step();
    losses.push((await loss.data())[0] as number);
    loss.dispose();
  }
  const times = given.mock.calls.length;
  given.mockRestore();
  return { losses, times };
}

afterEach(() => closeBackend("wasm"));

describe("wasm on several threads", () => {
  it.each(Object.entries(workloads))("trains %s to the same bits as on one", async (name, workload) => {
    const alone = await train(workload, 1);
    closeBackend("wasm");
    const together = await train(workload, 3);
    expect(together.losses).toEqual(alone.losses);
    expect(alone.times).toBe(0);
    // The two small networks of gan_points are not worth a thread.
    if (name !== "gan_points") expect(together.times).toBeGreaterThan(STEPS);
    expect(faults).toEqual([]);
  });
});
