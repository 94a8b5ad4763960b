import { openDB } from "idb";
import { expect, it } from "vitest";
import { stepIndex } from "../core/brands.ts";
import type { SavedRun } from "./ports.ts";
import { createVault } from "./vault.ts";

const saved = (step: number): SavedRun => ({
  config: { seed: step },
  preset: "names-gru",
  checkpoint: {
    step: stepIndex(step),
    elapsedMs: 5,
    tensors: [{ name: "weights", shape: [2], data: Float32Array.of(1.5, -step) }],
    bytes: 8,
  },
  series: { header: { version: 1, levels: [] }, pieces: [] },
  timeline: [],
  marks: [],
  savedAt: 7,
});

it("keeps the newest run for another page, bit for bit, until it is told to forget it", async () => {
  await createVault("test-runs").save(saved(1));
  await createVault("test-runs").save(saved(2));
  expect(await createVault("test-runs").load()).toEqual(saved(2));
  await createVault("test-runs").save(null);
  expect(await createVault("test-runs").load()).toBeNull();
});

it("forgets what has another shape", async () => {
  const vault = createVault("test-shape");
  expect(await vault.load()).toBeNull();
  const database = await openDB("test-shape", 1);
  await database.put("runs", { ...saved(1), checkpoint: { step: "one" } }, "newest");
  expect(await vault.load()).toBeNull();
});
