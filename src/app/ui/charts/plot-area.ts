import type { Axis, ChartAxes } from "./axes.ts";

/** Sizes that hold text, in rem, so that they grow with it in projector mode. */
export const AXIS = { width: 2.375, height: 1.375 };
const LABELS = 4.875;
const MARGIN = { top: 8, right: 10, bottom: 0, left: 0 };

/** Where the lines of a chart lie in its box, in pixels. */
export interface PlotArea {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly margin: { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number };
}

export const pixelsOfRem = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;

/** Level lines have their labels on the right. */
export function plotArea(width: number, height: number, rem: number, labelled: boolean): PlotArea {
  const margin = { ...MARGIN, right: labelled ? LABELS * rem : MARGIN.right };
  return {
    left: margin.left + AXIS.width * rem,
    top: margin.top,
    width: Math.max(0, width - margin.left - margin.right - AXIS.width * rem),
    height: Math.max(0, height - margin.top - margin.bottom - AXIS.height * rem),
    margin,
  };
}

const share = ({ domain: [low, high] }: Axis, value: number): number => (value - low) / (high - low);
const logShare = ({ domain: [low, high] }: Axis, value: number): number => Math.log(value / low) / Math.log(high / low);

/** The pixel of a step. */
export const pixelOfStep = ({ left, width }: PlotArea, { x }: ChartAxes, step: number): number =>
  left + width * share(x, step);

/** The pixel of a value; NaN for what a logarithmic axis cannot show. */
export function pixelOfValue({ top, height }: PlotArea, { y, logarithmic }: ChartAxes, value: number): number {
  return top + height * (1 - (logarithmic ? logShare(y, value) : share(y, value)));
}

/** The step at a pixel, between the ends of the axis. */
export function stepOfPixel({ left, width }: PlotArea, { x: { domain } }: ChartAxes, pixel: number): number {
  const at = Math.min(1, Math.max(0, (pixel - left) / width));
  return domain[0] + at * (domain[1] - domain[0]);
}
