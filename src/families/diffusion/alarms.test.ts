import { describe, expect, it } from "vitest";
import type { RunHistory } from "../../schema/alarm.ts";
import { guidanceTooStrong } from "./alarms.manifest.ts";

const line = (values: readonly number[]) => values.map((value, i) => ({ step: 50 * i, value }));
const run = (series: Record<string, readonly number[]>, values = {}): RunHistory => ({
  step: 1000,
  series: Object.fromEntries(Object.entries(series).map(([id, points]) => [id, line(points)])),
  values: { "model.conditional": true, "sampling.guidance": 8, ...values },
});

describe("the alarm of a guidance that is too strong", () => {
  const fallen = { "samples.near": [0.1, 0.8, 0.9, 0.3, 0.2, 0.25] };

  it("names the step from which far fewer points lay near a mode than once did, and offers less of it", () => {
    expect(guidanceTooStrong(run(fallen))).toMatchObject({
      id: "guidanceTooStrong",
      step: 150,
      values: { guidance: 8 },
      remedies: [{ id: "lowerGuidance", change: { "sampling.guidance": 1.5 } }],
    });
  });

  it("is raised by pictures that lie further from real ones than held-out ones do", () => {
    expect(guidanceTooStrong(run({ "samples.novelty": [1.7, 1.6, 1.5, 1.4] }))).toMatchObject({ step: 50 });
    expect(guidanceTooStrong(run({ "samples.novelty": [1.7, 1.2, 1.1, 1] }))).toBeNull();
  });

  it("is silent where guidance is usual or does nothing, where samples are well, and after one bad look", () => {
    expect(guidanceTooStrong(run(fallen, { "sampling.guidance": 2 }))).toBeNull();
    expect(guidanceTooStrong(run(fallen, { "model.conditional": false }))).toBeNull();
    expect(guidanceTooStrong(run({ "samples.near": [0.1, 0.8, 0.9, 0.8, 0.9] }))).toBeNull();
    expect(guidanceTooStrong(run({ "samples.near": [0.9, 0.9, 0.9, 0.1] }))).toBeNull();
    expect(guidanceTooStrong(run({}))).toBeNull();
  });
});
