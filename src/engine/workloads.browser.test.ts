import { beforeAll, describe, expect, it } from "vitest";
import { workloads } from "../../e2e/bench/workloads/registry.ts";
import type { AnyWorkload } from "../../e2e/bench/workloads/workload.ts";
import { type BackendKind, openBackend } from "./index.ts";
import { countDraws } from "./kernels/webgl/testing/draws.ts";
import { countDispatches } from "./kernels/webgpu/testing/dispatches.ts";

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

describe("a step on webgpu", () => {
  beforeAll(() => openBackend("webgpu", listeners));

  it.each(Object.entries(workloads))("of %s takes few dispatches", (name, workload) => {
    const training = workload.inkling(workload.tiny);
    training.step().dispose();
    let loss: ReturnType<typeof training.step> | undefined;
    const made = countDispatches(() => {
      loss = training.step();
    });
    loss?.dispose();
    const stock = STOCK_DISPATCHES[name];
    expect(made, `${name}: ${made}`).toBeLessThanOrEqual(stock ? stock / 3 : 120);
  });
});

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

describe("a step on webgl", () => {
  beforeAll(() => openBackend("webgl", listeners));

  it.each(Object.entries(workloads))("of %s takes at most a third of stock's draws", (name, workload) => {
    const training = workload.inkling(workload.tiny);
    // The first two steps lay the variables out.
    training.step().dispose();
    training.step().dispose();
    let loss: ReturnType<typeof training.step> | undefined;
    const made = countDraws(() => {
      loss = training.step();
    });
    loss?.dispose();
    expect(made, `${name}: ${made}`).toBeLessThanOrEqual((STOCK_DRAWS[name] as number) / 3);
  });
});
