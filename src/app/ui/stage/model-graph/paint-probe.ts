import type { Pen } from "../canvas.tsx";
import { css, type Rgb } from "../colours.ts";
import { typicalRange } from "../matrix.ts";
import { CANVAS_FONT } from "../pictures/paint-pictures.ts";

/** Units are dots no nearer than the first, and no further apart than the second, in pixels. */
const PITCH = [6, 20] as const;

/** The units of a layer for one example as dots: full where they are strong, in a quiet colour where they are negative. */
export function paintUnits({ context, width, height, colours }: Pen, values: Float32Array, colour: Rgb): void {
  const { columns, rows, pitch } = dotsIn(values.length, width, height);
  const count = Math.min(values.length, columns * rows);
  const range = typicalRange(values) / 1.5;
  const [left, top] = [(width - (columns - 1) * pitch) / 2, (height - (Math.ceil(count / columns) - 1) * pitch) / 2];
  context.lineWidth = 0.75;
  for (let i = 0; i < count; i++) {
    const value = values[i] as number;
    context.beginPath();
    context.arc(left + (i % columns) * pitch, top + Math.floor(i / columns) * pitch, pitch * 0.4, 0, 2 * Math.PI);
    context.fillStyle = css(value < 0 ? colours.quiet : colour, Math.min(1, Math.abs(value) / range) || 0);
    context.fill();
    context.strokeStyle = css(colours.quiet, 0.4);
    context.stroke();
  }
}

/** The grid of dots with the greatest distance between them that shows all of `count`, or as many as can be told apart. */
export function dotsIn(count: number, width: number, height: number) {
  let best = { columns: 1, rows: 1, pitch: 0 };
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const pitch = Math.min(PITCH[1], (width - 4) / columns, (height - 4) / rows);
    if (pitch > best.pitch) best = { columns, rows, pitch };
  }
  if (best.pitch >= PITCH[0]) return best;
  const [columns, rows] = [width, height].map((side) => Math.max(1, Math.floor((side - 4) / PITCH[0])));
  return { columns: columns as number, rows: rows as number, pitch: PITCH[0] };
}

/** A critic's scores of a batch: dots, the higher the more real an example looks to it; the first example's has a ring and its number. */
export function paintScores(pen: Pen, scores: Float32Array, colour: Rgb, format: (value: number) => string): void {
  const { context, width, height, colours } = pen;
  const finite = scores.filter(Number.isFinite);
  const [low, high] = [Math.min(0, ...finite), Math.max(0, ...finite)];
  const [top, bottom] = [12, height - 22];
  const y = (score: number) => bottom - ((score - low) / (high - low || 1)) * (bottom - top);
  context.strokeStyle = css(colours.line);
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(6, Math.round(y(0)) + 0.5);
  context.lineTo(width - 6, Math.round(y(0)) + 0.5);
  context.stroke();
  scores.forEach((score, i) => {
    if (!Number.isFinite(score)) return;
    const x = 10 + ((width - 20) * (i + 0.5)) / scores.length;
    context.beginPath();
    context.arc(x, y(score), i === 0 ? 4 : 2.6, 0, 2 * Math.PI);
    context.fillStyle = css(colour, i === 0 ? 1 : 0.45);
    context.fill();
    if (i > 0) return;
    context.strokeStyle = css(colours.ink);
    context.lineWidth = 1.5;
    context.stroke();
  });
  context.font = `600 11px ${CANVAS_FONT}`;
  [context.textAlign, context.textBaseline] = ["center", "bottom"];
  context.fillStyle = css(colours.ink);
  context.fillText(format(scores[0] ?? Number.NaN), width / 2, height - 4, width - 6);
}
