import type { Measure } from "./fit.ts";

/** How much larger than usual the page's letters are, as in projector mode. */
export const rootScale = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;

let context: OffscreenCanvasRenderingContext2D | null = null;
const known = new Map<string, number>();

/** The width of a text in the page's bold letters. */
export const measureBold: Measure = (text, size) => {
  context ??= new OffscreenCanvas(1, 1).getContext("2d");
  if (!context) return text.length * size;
  let at100 = known.get(text);
  if (at100 === undefined) {
    context.font = `650 100px ${getComputedStyle(document.body).fontFamily}`;
    at100 = context.measureText(text).width;
    known.set(text, at100);
  }
  return (at100 * size) / 100;
};
