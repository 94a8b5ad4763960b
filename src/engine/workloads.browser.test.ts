import { describe, expect, it } from "vitest";
import { workloads } from "../../e2e/bench/workloads/registry.ts";
import type { AnyWorkload } from "../../e2e/bench/workloads/workload.ts";
import { type BackendKind, openBackend } from "./index.ts";
import { countDraws } from "./kernels/webgl/testing/draws.ts";
import { countDispatches } from "./kernels/webgpu/testing/dispatches.ts";

/** The second step sees what the first one did to the weights, the third what the optimizer kept; two lay the variables out. */
const STEPS = 3;
const faults: unknown[] = [];
const listeners = { onFault: (fault: unknown) => faults.push(fault), onLost: (fault: unknown) => faults.push(fault) };

/** The loss of each step, and how often the device was called in the last one. */
async function train(kind: BackendKind, workload: AnyWorkload, count: (work: () => void) => number) {
  await openBackend(kind, listeners);
  const training = workload.inkling(workload.tiny);
  const losses: number[] = [];
  let calls = 0;
  for (let step = 0; step < STEPS; step++) {
    let loss: ReturnType<typeof training.step> | undefined;
    calls = count(() => {
      loss = training.step();
    });
    losses.push((await loss?.data())?.[0] ?? Number.NaN);
    loss?.dispose();
  }
  return { losses, calls };
}

/** Dispatches of one step of stock TensorFlow.js 4.22 on WebGPU, counted once in the same way. */
const STOCK_DISPATCHES: Readonly<Record<string, number>> = {
  gpt_text: 1130,
  vae_dense: 227,
  vae_conv: 273,
  gan_conv: 370,
  wgan_gp_conv: 368,
  ddpm_unet: 1784,
  gan_points: 356,
  wavenet: 522,
};

/** Draws of one step of stock TensorFlow.js 4.22 on WebGL at the same sizes, counted once in the same way. */
const STOCK_DRAWS: Readonly<Record<string, number>> = {
  gru_text: 519,
  lstm_text: 510,
  gpt_text: 1334,
  vae_dense: 349,
  vae_conv: 438,
  gan_conv: 634,
  wgan_gp_conv: 635,
  ddpm_unet: 2962,
  gan_points: 606,
  wavenet: 830,
};

const uncounted = (work: () => void) => {
  work();
  return 0;
};

/** What both devices are held against, computed once. */
const references = new Map<string, Promise<number[]>>();
function referenceOf(name: string, workload: AnyWorkload): Promise<number[]> {
  const found = references.get(name) ?? train("cpu", workload, uncounted).then(({ losses }) => losses);
  references.set(name, found);
  return found;
}

describe.each([
  ["webgl", "draws", countDraws, STOCK_DRAWS],
  ["webgpu", "dispatches", countDispatches, STOCK_DISPATCHES],
] as const)("on %s", (kind, calls, count, stock) => {
  it.each(Object.entries(workloads))(
    `%s has the losses of core ops on cpu, and few ${calls} a step`,
    async (name, workload) => {
      const expected = await referenceOf(name, workload);
      const found = await train(kind, workload, count);
      const scale = Math.max(...expected.map(Math.abs));
      found.losses.forEach((loss, step) => {
        const reference = expected[step] as number;
        const allowed = 1e-3 * Math.max(Math.abs(reference), 0.1 * scale);
        expect(Math.abs(loss - reference), `step ${step}: ${loss} rather than ${reference}`).toBeLessThanOrEqual(
          allowed,
        );
      });
      expect(found.calls).toBeGreaterThan(10);
      expect(found.calls).toBeLessThanOrEqual(stock[name] ? stock[name] / 3 : 120);
      expect(faults).toEqual([]);
    },
  );
});
