import { describe, expect, it } from "vitest";
import { withChanges } from "../../../catalog/change.ts";
import { expectedMs, stepCost } from "../../../catalog/cost.ts";
import { defaultConfig } from "../../../catalog/presets.ts";
import type { DatasetFacts } from "../../../schema/domain.ts";
import { slowStepMs } from "./step-time.ts";

const facts: DatasetFacts = {
  id: "given-names",
  domain: { kind: "tokens", vocabulary: Array.from({ length: 92 }, (_, i) => `${i}`) },
  labels: [],
  counts: { train: 9_474, validation: 1_056 },
  characters: { train: 74_705, validation: 8_000 },
  baselines: [],
};
const config = withChanges(defaultConfig("names-lstm"), {
  "model.units": 1024,
  "model.conditional": false,
  "training.batchSize": 128,
  "training.sequenceLength": 96,
});
const known = { config, applied: config, pending: [], facts, flopsPerSecond: 40e9, stepsPerSecond: 0 };

describe("the time of a step", () => {
  it("is six operations for every weight that every character meets, at half the speed of a product", () => {
    const { embedding } = { embedding: Number(config["model.embedding"]) };
    const weights = 4 * 1024 * (embedding + 1024 + 1) + (1024 + 1) * 92;
    expect(stepCost(config, facts).flops).toBe(6 * 128 * 96 * weights);
    expect(expectedMs(20e9, 40e9)).toBe(1_000);
  });

  it("is told before Play where it is long, and measured once there are steps", () => {
    expect(slowStepMs(known)).toBe(16_000);
    expect(slowStepMs({ ...known, stepsPerSecond: 0.025 })).toBe(40_000);
    expect(slowStepMs({ ...known, stepsPerSecond: 2 })).toBeNull();
    expect(slowStepMs({ ...known, flopsPerSecond: null })).toBeNull();
  });

  it("of a changed set-up is in proportion to the work", () => {
    const half = withChanges(config, { "training.batchSize": 64 });
    const changed = { ...known, config: half, pending: ["training.batchSize"], stepsPerSecond: 0.025 };
    expect(slowStepMs(changed)).toBe(20_000);
  });

  it("of a full batch is that of all batches", () => {
    const full = withChanges(config, { "training.optimizer": "gradient-descent" });
    const batches = Math.ceil(74_705 / (Number(full["training.batchSize"]) * Number(full["training.sequenceLength"])));
    const one = withChanges(full, { "training.optimizer": "sgd" });
    const shape = { "training.batchSize": full["training.batchSize"] as number };
    expect(stepCost(full, facts).flops).toBe(batches * stepCost(withChanges(one, shape), facts).flops);
  });
});
