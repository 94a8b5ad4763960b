import { describe, expect, it } from "vitest";
import { SeriesStore } from "../../../core/series/store.ts";
import type { SeriesSpec } from "../../../schema/series.ts";
import { fitAxes } from "./axes.ts";
import { chartLines } from "./lines.ts";

const specs: readonly SeriesSpec[] = [
  { id: "loss", chart: "losses", role: "generator" },
  { id: "validation.loss", chart: "losses", role: "truth", dashed: true, sparse: true },
];
const series = SeriesStore.of({
  loss: { steps: [1, 2, 3], values: [4, 2, 3] },
  "validation.loss": { steps: [2], values: [3.5] },
});
const options = { specs, series, levels: [], smoothing: 0, logarithmic: false, points: 400 };

/** A run of the waves that a long loss makes. */
function waves(count: number): SeriesStore {
  const steps = Array.from({ length: count }, (_, i) => i);
  return SeriesStore.of({ loss: { steps, values: steps.map((step) => Math.sin(step / 40)) } });
}

describe("a chart's lines", () => {
  it("have the points that were reported, and marks where there are few measurements", () => {
    const { lines, lastStep } = chartLines(options);
    expect(lines).toMatchObject([
      { key: "main loss", steps: [1, 2, 3], values: [4, 2, 3], behind: null, dots: false },
      { key: "main validation.loss", steps: [2], values: [3.5], behind: null, dots: true },
    ]);
    expect(lastStep).toBe(3);
  });

  it("are smoothed, with the values behind, except where a series is measured now and then", () => {
    const { lines } = chartLines({ ...options, smoothing: 0.5 });
    expect(lines[0]).toMatchObject({ values: [4, 2 / 0.75, expect.any(Number)], behind: { values: [4, 2, 3] } });
    expect(lines[1]).toMatchObject({ values: [3.5], behind: null });
  });

  it("are smoothed by what is measured, whatever the style: the Wasserstein distance is dashed and noisy", () => {
    const noisy: readonly SeriesSpec[] = [{ id: "loss", chart: "losses", role: "critic", dashed: true }];
    const { lines } = chartLines({ ...options, specs: noisy, smoothing: 0.5 });
    expect(lines).toMatchObject([{ dashed: true, values: [4, 2 / 0.75, expect.any(Number)] }]);
    const exact: readonly SeriesSpec[] = [{ id: "loss", chart: "training", role: "neutral", exact: true }];
    expect(chartLines({ ...options, specs: exact, smoothing: 0.5 }).lines).toMatchObject([{ values: [4, 2, 3] }]);
  });

  it("are averages of a long run, with how far it spread behind them", () => {
    const { lines } = chartLines({ ...options, series: waves(5000), points: 300 });
    const [line] = lines;
    expect(line?.steps.length).toBeLessThanOrEqual(300);
    expect(line?.steps.at(-1)).toBe(4999);
    const { minima = [], maxima = [] } = line?.behind?.spread ?? {};
    expect(line?.values.every((value, i) => (minima[i] as number) <= value && value <= (maxima[i] as number))).toBe(
      true,
    );
  });

  it("drop what a logarithm cannot show from the axis", () => {
    const zero = SeriesStore.of({ loss: { steps: [1, 2], values: [0, 10] } });
    expect(chartLines({ ...options, series: zero, logarithmic: true }).range).toEqual([10, 10]);
    expect(chartLines({ ...options, levels: [9] }).domain[1]).toBeGreaterThan(9);
  });

  it("of the compared run lie behind the present one's", () => {
    const compared = SeriesStore.of({ loss: { steps: [1, 90], values: [5, 1] } });
    const { lines, lastStep } = chartLines({ ...options, compared });
    expect(lines.map(({ kind }) => kind)).toEqual(["compared", "main", "main"]);
    expect(lastStep).toBe(90);
  });
});

describe("axes", () => {
  const linesOf = (count: number) => chartLines({ ...options, series: waves(count) });

  it("leave a little room, and stay the same objects while the lines grow into it", () => {
    const before = fitAxes(null, linesOf(1001), false);
    expect(before.x.domain).toEqual([0, 1050]);
    expect(fitAxes(before, linesOf(1051), false)).toBe(before);
    const after = fitAxes(before, linesOf(1052), false);
    expect(after.x.domain[1]).toBeGreaterThan(1052);
    expect(after.y).toBe(before.y);
  });

  it("shrink when a run went back, and change with the scale", () => {
    const long = fitAxes(null, linesOf(2000), false);
    expect(fitAxes(long, linesOf(500), false).x.domain).toEqual([0, Math.ceil(499 * 1.05)]);
    const short = fitAxes(null, chartLines(options), true);
    expect(short.y.ticks.every((tick) => tick > 0)).toBe(true);
    expect(fitAxes(short, chartLines(options), false).y.domain[0]).toBeGreaterThanOrEqual(0);
  });

  it("are chosen anew where values leave them, or fill a small part", () => {
    const flat = (value: number) =>
      chartLines({ ...options, series: SeriesStore.of({ loss: { steps: [1, 2], values: [1, value] } }) });
    const low = fitAxes(null, flat(2), false);
    const high = fitAxes(low, flat(9), false);
    expect(high.y.domain[1]).toBeGreaterThan(9);
    expect(fitAxes(high, flat(8), false).y).toBe(high.y);
    expect(fitAxes(high, flat(2), false).y.domain).toEqual(low.y.domain);
  });
});
