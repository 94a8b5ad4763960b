import { describe, expect, it } from "vitest";
import type { RunHistory } from "../../schema/alarm.ts";
import { klCollapse } from "./alarms.manifest.ts";

/** A run of `count` points, ten steps apart, each series a function of the point's number. */
function history(count: number, series: Record<string, (i: number) => number>, values = {}): RunHistory {
  const points = (of: (i: number) => number) =>
    Array.from({ length: count }, (_, i) => ({ step: 10 * i, value: of(i) }));
  return {
    step: 10 * count,
    series: Object.fromEntries(Object.entries(series).map(([id, of]) => [id, points(of)])),
    values: { "model.beta": 8, "model.warmup": 0, ...values },
  };
}

/** Collapses at point 30; the reconstruction stands at 200. */
const collapsed = {
  activeUnits: (i: number) => (i < 30 ? 3 : 0),
  kl: (i: number) => (i < 30 ? 4 : 0.002),
  reconstruction: (i: number) => (i < 30 ? 350 - 5 * i : 200),
};

describe("the alarm of a collapsed posterior", () => {
  it("names the step at which the last unit fell silent", () => {
    expect(klCollapse(history(60, collapsed))).toMatchObject({ id: "klCollapse", step: 300, values: { beta: 8 } });
  });

  it("offers a lower β, a fresh start with a warm-up, and the step before", () => {
    expect(klCollapse(history(60, collapsed))?.remedies).toEqual([
      { id: "lowerBeta", change: { "model.beta": 0.8 } },
      { id: "anneal", restart: true, change: { "model.beta": 1, "model.warmup": 2000 } },
      { id: "goBack", restore: 299, change: { "model.beta": 0.8 } },
    ]);
  });

  it("offers no way back to a run that never spoke", () => {
    const mute = { ...collapsed, activeUnits: () => 0, kl: () => 0.002 };
    expect(klCollapse(history(60, mute))?.remedies.map(({ id }) => id)).toEqual(["lowerBeta", "anneal"]);
  });

  it("is not misled by batches that are easier or harder than others", () => {
    // Alternates by 20 around 200, the last quarter a little easier: well within three standard errors.
    const noisy = { ...collapsed, reconstruction: (i: number) => 200 + (i % 2 ? 20 : -20) - (i > 52 ? 3 : 0) };
    expect(klCollapse(history(60, noisy))?.id).toBe("klCollapse");
  });

  it("waits: a code that was silent for less than 200 steps may yet find its voice", () => {
    expect(klCollapse(history(50, collapsed))).toBeNull();
  });

  it("is quiet while a single unit speaks", () => {
    expect(klCollapse(history(60, { ...collapsed, activeUnits: () => 1 }))).toBeNull();
  });

  it("is quiet while the reconstruction still gets better without the code", () => {
    const learning = { ...collapsed, reconstruction: (i: number) => 300 - 2 * i };
    expect(klCollapse(history(60, learning))).toBeNull();
  });

  it("ends once a unit speaks again", () => {
    const recovered = { ...collapsed, activeUnits: (i: number) => (i < 30 || i > 58 ? 3 : 0) };
    expect(klCollapse(history(60, recovered))).toBeNull();
  });

  it("is quiet before anything was reported, and about numbers that are none", () => {
    expect(klCollapse(history(0, collapsed))).toBeNull();
    expect(klCollapse(history(60, { ...collapsed, kl: () => Number.NaN }))).toBeNull();
  });
});
