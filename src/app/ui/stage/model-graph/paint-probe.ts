import type { Domain } from "../../../../schema/domain.ts";
import type { Probe } from "../../../../schema/modelGraph.ts";
import type { PlaneBounds } from "../../../../schema/plane.ts";
import type { Role } from "../../../../schema/role.ts";
import type { Pen } from "../canvas.tsx";
import { css, type Rgb } from "../colours.ts";
import { matrixPixels, typicalRange } from "../matrix.ts";
import { layoutGrid } from "../pictures/grid.ts";
import { type Atlas, atlasOf, CANVAS_FONT, drawPicture, placeOf } from "../pictures/paint-pictures.ts";
import { paintArrows, paintPoints } from "../pictures/paint-plane.ts";
import { planeIn } from "../pictures/plane.ts";
import { toRgba } from "../pictures/rgba.ts";

type Image = Extract<Domain, { kind: "image" }>;

/** A few pictures of a batch, or what the gradient asks of each of their pixels: more in its colour, less in a quiet one. */
export function paintPictures(pen: Pen, { values }: Probe, image: Image, gradient: boolean): void {
  const { context, width, height } = pen;
  const atlas = gradient
    ? gradientAtlas(pen, values, image)
    : atlasOf(toRgba(values, image.channels), image.width, image.height);
  if (!atlas) return;
  const { count } = atlas;
  const margin = 3;
  const aspect = image.width / image.height;
  const box = { width: width - 2 * margin, height: height - 2 * margin, aspect, gap: 2, caption: 0 };
  const grid = layoutGrid({ ...box, count });
  const ratio = context.getTransform().a;
  for (let index = 0; index < count; index++) {
    const { x, y } = placeOf(grid, index, ratio);
    drawPicture(context, atlas, index, x + margin, y + margin, grid.width, grid.height);
  }
}

/** Signed pixels as colours, channels taken together; against the gradient, as the update goes. */
function gradientAtlas({ colours }: Pen, values: Float32Array, { width, height, channels }: Image): Atlas | null {
  const rows = Math.floor(values.length / (width * channels));
  const at = (row: number, column: number): number => {
    const first = (row * width + column) * channels;
    let sum = 0;
    for (let channel = 0; channel < channels; channel++) sum -= values[first + channel] ?? 0;
    return sum / channels;
  };
  const scale = {
    ground: colours.panel,
    positive: colours.role.gradient,
    negative: colours.quiet,
    range: typicalRange(values),
    mixing: "root",
  } as const;
  return atlasOf(matrixPixels({ rows, columns: width, at }, scale), width, height);
}

/** Where no distribution says what the points fit into. */
const PLANE: PlaneBounds = [-1.25, -1.25, 1.25, 1.25];

/** Points of a batch where they lie, and in the gradient's phase where it moves them. */
export function paintProbePoints(
  pen: Pen,
  points: Float32Array,
  role: Role,
  gradient: Float32Array | null,
  bounds: PlaneBounds = PLANE,
): void {
  const plane = planeIn(bounds, pen.width, pen.height, 2);
  paintPoints(pen, { role, points }, plane);
  if (!gradient) return;
  const arrows = new Float32Array(2 * gradient.length);
  for (let i = 0; i + 1 < gradient.length; i += 2) {
    arrows.set([points[i] ?? 0, points[i + 1] ?? 0, -(gradient[i] ?? 0), -(gradient[i + 1] ?? 0)], 2 * i);
  }
  paintArrows(pen, arrows, plane);
}

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

/** The likeliest next characters with their probabilities, by the scores of all of them. */
export function paintGuesses(
  { context, width, height, colours }: Pen,
  scores: Float32Array,
  vocabulary: readonly string[],
  colour: Rgb,
): void {
  const line = Math.max(14, Math.min(24, height / 6));
  const rows = Math.max(1, Math.floor((height - 4) / line));
  context.textBaseline = "middle";
  for (const [i, { token, probability }] of likeliest(scores, rows).entries()) {
    const y = (height - Math.min(rows, scores.length) * line) / 2 + (i + 0.5) * line;
    context.fillStyle = css(colour, 0.16);
    context.fillRect(line + 2, y - line * 0.32, width - line - 6, line * 0.64);
    context.fillStyle = css(colour, 0.85);
    context.fillRect(line + 2, y - line * 0.32, (width - line - 6) * probability, line * 0.64);
    const character = vocabulary[token] ?? "·";
    context.font = `600 ${line * 0.72}px ui-serif, Georgia, "Noto Serif SC", serif`;
    context.textAlign = "center";
    context.fillStyle = css(colours.ink);
    context.fillText(character === "\n" ? "↵" : character === " " ? "␣" : character, line / 2 + 2, y + 1);
  }
}

/** The greatest of the scores as probabilities, the greatest first. */
export function likeliest(scores: Float32Array, count: number) {
  const most = scores.reduce((best, score) => Math.max(best, score), Number.NEGATIVE_INFINITY);
  const total = scores.reduce((sum, score) => sum + Math.exp(score - most), 0);
  return Array.from(scores, (score, token) => ({ token, probability: Math.exp(score - most) / total }))
    .sort((a, b) => b.probability - a.probability)
    .slice(0, count);
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
