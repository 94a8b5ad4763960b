import { describe, expect, it } from "vitest";
import { SeriesStore } from "../../core/series/store.ts";
import type { SeriesSpec } from "../../spec/series.ts";
import { chartData } from "./lines.ts";

const specs: readonly SeriesSpec[] = [
  { id: "loss", chart: "losses", role: "generator" },
  { id: "validation.loss", chart: "losses", role: "truth", dashed: true, sparse: true },
];
const series = SeriesStore.of({
  loss: { steps: [1, 2, 3], values: [4, 2, 3] },
  "validation.loss": { steps: [2], values: [3.5] },
});
const options = { specs, series, levels: [], smoothing: 0, logarithmic: false, points: 400 };

describe("a chart's data", () => {
  it("has a row for each step and leaves out what a line does not know", () => {
    expect(chartData(options).rows).toEqual([
      { step: 1, "main loss": 4 },
      { step: 2, "main loss": 2, "main validation.loss": 3.5 },
      { step: 3, "main loss": 3 },
    ]);
  });

  it("smooths what is reported at every step, keeps the raw values behind it, and leaves alone what is measured now and then", () => {
    const { lines, rows } = chartData({ ...options, smoothing: 0.5 });
    expect(lines.map(({ key }) => key)).toEqual(["raw loss", "main loss", "main validation.loss"]);
    expect(rows[1]).toEqual({ step: 2, "raw loss": 2, "main loss": 2 / 0.75, "main validation.loss": 3.5 });
  });

  it("holds baselines within its axis, and drops what a logarithm cannot show", () => {
    expect(chartData({ ...options, levels: [9] }).y.domain[1]).toBeGreaterThan(9);
    const zero = SeriesStore.of({ loss: { steps: [1, 2], values: [0, 10] } });
    expect(chartData({ ...options, series: zero, logarithmic: true }).rows).toEqual([{ step: 2, "main loss": 10 }]);
  });

  it("has at most the asked number of points a line", () => {
    const steps = Array.from({ length: 5000 }, (_, i) => i);
    const long = SeriesStore.of({ loss: { steps, values: steps.map((step) => Math.sin(step / 40)) } });
    const { rows } = chartData({ ...options, series: long, points: 300 });
    expect(rows.length).toBeLessThanOrEqual(300);
    expect(rows.at(-1)?.step).toBe(4999);
  });

  it("puts the compared run's lines behind the present one's", () => {
    const { lines, x } = chartData({
      ...options,
      compared: SeriesStore.of({ loss: { steps: [1, 90], values: [5, 1] } }),
    });
    expect(lines.map(({ kind }) => kind)).toEqual(["compared", "main", "main"]);
    expect(x.domain).toEqual([0, 90]);
  });
});

it("smooths by what is measured, whatever the style: the Wasserstein distance is dashed and noisy", () => {
  const noisy: readonly SeriesSpec[] = [{ id: "loss", chart: "losses", role: "critic", dashed: true }];
  const { lines, rows } = chartData({ ...options, specs: noisy, smoothing: 0.5 });
  expect(lines.map(({ key, dashed }) => [key, dashed])).toEqual([
    ["raw loss", true],
    ["main loss", true],
  ]);
  expect(rows[1]?.["main loss"]).toBe(2 / 0.75);
});
