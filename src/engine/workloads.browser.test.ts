import { beforeAll, describe, expect, it } from "vitest";
import { workloads } from "../../e2e/bench/workloads/registry.ts";
import type { AnyWorkload } from "../../e2e/bench/workloads/workload.ts";
import { type BackendKind, openBackend } from "./index.ts";

const STEPS = 20;
const faults: unknown[] = [];
const listeners = { onFault: (fault: unknown) => faults.push(fault), onLost: (fault: unknown) => faults.push(fault) };

async function losses(kind: BackendKind, workload: AnyWorkload): Promise<number[]> {
  await openBackend(kind, listeners);
  const training = workload.inkling(workload.tiny);
  const values: number[] = [];
  for (let step = 0; step < STEPS; step++) {
    const loss = training.step();
    values.push((await loss.data())[0] as number);
    loss.dispose();
  }
  return values;
}

describe.each(["webgl", "webgpu"] as const)("20 steps on %s", (kind) => {
  beforeAll(() => {
    faults.length = 0;
  });

  it.each(Object.entries(workloads))("of %s have the losses of core ops on cpu", async (_, workload) => {
    const expected = await losses("cpu", workload);
    const found = await losses(kind, workload);
    const scale = Math.max(...expected.map(Math.abs));
    found.forEach((loss, step) => {
      const reference = expected[step] as number;
      const allowed = 1e-3 * Math.max(Math.abs(reference), 0.1 * scale);
      expect(Math.abs(loss - reference), `step ${step}: ${loss} rather than ${reference}`).toBeLessThanOrEqual(allowed);
    });
    expect(faults).toEqual([]);
  });
});
