import type { ChartAxes } from "./axes.ts";
import { type PlotArea, pixelOfStep, pixelOfValue } from "./plot-area.ts";

const round = (pixel: number): number => Math.round(pixel * 10) / 10;

/** Points as an SVG path; what the axis cannot show is left out, and its neighbours are joined. */
export function linePath(area: PlotArea, axes: ChartAxes, steps: readonly number[], values: readonly number[]): string {
  let path = "";
  for (let i = 0; i < steps.length; i++) {
    const y = pixelOfValue(area, axes, values[i] as number);
    if (!Number.isFinite(y)) continue;
    path += `${path === "" ? "M" : "L"}${round(pixelOfStep(area, axes, steps[i] as number))} ${round(y)}`;
  }
  return path;
}

/** The area between two lines over the same steps; what lies below a logarithmic axis counts as its lower end. */
export function spreadPath(
  area: PlotArea,
  axes: ChartAxes,
  steps: readonly number[],
  minima: readonly number[],
  maxima: readonly number[],
): string {
  const [low] = axes.y.domain;
  const shown = (value: number) => (axes.logarithmic ? Math.max(low, value) : value);
  const upper = linePath(area, axes, steps, maxima.map(shown));
  const lower = linePath(area, axes, steps.toReversed(), minima.map(shown).toReversed());
  return upper === "" ? "" : `${upper}L${lower.slice(1)}Z`;
}
