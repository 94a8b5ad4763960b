import type { FlowView } from "../../../../schema/view.ts";
import type { Pen } from "../canvas.tsx";
import { css } from "../colours.ts";
import { ROLE_SHAPES, traceShape } from "./marks.ts";
import type { Plane } from "./plane.ts";

/** The part of a cell that the longest usual arrow takes, and the share of arrows that are no longer. */
const FILLED = 0.92;
const USUAL = 0.95;
/** Stops behind a point that its trail shows. */
const TRAIL = 3;

/** Numbers at a place between two stops: each stop holds `size` of them. */
export function between(values: Float32Array, size: number, position: number): Float32Array {
  const last = values.length / size - 1;
  const from = Math.max(0, Math.min(last, Math.floor(position)));
  const share = Math.max(0, Math.min(1, position - from));
  const next = values.subarray(Math.min(last, from + 1) * size, (Math.min(last, from + 1) + 1) * size);
  return values
    .subarray(from * size, (from + 1) * size)
    .map((value, i) => value + share * ((next[i] as number) - value));
}

/** How fast all but a few cells move, at any time, so that arrows of different times can be compared; kept by the numbers. */
const known = new WeakMap<Float32Array, number>();

function usualSpeed(velocities: Float32Array): number {
  const found = known.get(velocities);
  if (found !== undefined) return found;
  const speeds = new Float32Array(velocities.length / 2);
  for (let i = 0; i < speeds.length; i++) {
    speeds[i] = Math.hypot(velocities[2 * i] as number, velocities[2 * i + 1] as number);
  }
  const usual =
    speeds
      .filter(Number.isFinite)
      .sort()
      .at(Math.floor(USUAL * (speeds.length - 1))) ?? 0;
  known.set(velocities, usual);
  return usual;
}

/** Arrows of the flow at a place between two stops, each in the middle of its cell and the longer the faster. */
export function paintFlow({ context, colours }: Pen, data: FlowView, position: number, plane: Plane): void {
  const { columns, rows, velocities } = data;
  const now = between(velocities, 2 * columns * rows, position);
  const cell = Math.min(plane.width / columns, plane.height / rows);
  const scale = (FILLED * cell) / (usualSpeed(velocities) || 1);
  const lines = new Path2D();
  const heads = new Path2D();
  for (let i = 0; i < columns * rows; i++) {
    const [dx, dy] = [now[2 * i] as number, now[2 * i + 1] as number];
    const length = Math.min(FILLED * cell, Math.hypot(dx, dy) * scale);
    if (!(length > 1.5)) continue;
    const angle = Math.atan2(-dy, dx);
    const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
    const x = plane.left + (((i % columns) + 0.5) / columns) * plane.width;
    const y = plane.top + ((Math.floor(i / columns) + 0.5) / rows) * plane.height;
    const [x2, y2] = [x + (cosine * length) / 2, y + (sine * length) / 2];
    lines.moveTo(x - (cosine * length) / 2, y - (sine * length) / 2);
    lines.lineTo(x2, y2);
    const head = Math.min(4.5, 1.5 + length / 4);
    heads.moveTo(x2 + head * 0.6 * cosine, y2 + head * 0.6 * sine);
    heads.lineTo(x2 + head * Math.cos(angle + 2.5), y2 + head * Math.sin(angle + 2.5));
    heads.lineTo(x2 + head * Math.cos(angle - 2.5), y2 + head * Math.sin(angle - 2.5));
    heads.closePath();
  }
  context.strokeStyle = css(colours.role.gradient, 0.6);
  context.lineWidth = 1.2;
  context.stroke(lines);
  context.fillStyle = css(colours.role.gradient, 0.75);
  context.fill(heads);
}

/** The points that are carried, each with a trail of where it was just before. */
export function paintParticles({ context, colours }: Pen, data: FlowView, position: number, plane: Plane): void {
  const size = data.particles.length / data.times.length;
  const now = between(data.particles, size, position);
  const from = Math.max(0, Math.ceil(position - TRAIL));
  const stops = Array.from({ length: Math.max(0, Math.ceil(position) - from) }, (_, i) =>
    data.particles.subarray((from + i) * size, (from + i + 1) * size),
  );
  const radius = Math.max(2, Math.min(3.4, plane.width / 150));
  const trails = new Path2D();
  const dots = new Path2D();
  const trace = traceShape(dots, ROLE_SHAPES.generator);
  for (let i = 0; i < size; i += 2) {
    const [x, y] = [plane.x(now[i] as number), plane.y(now[i + 1] as number)];
    if (!Number.isFinite(x + y)) continue;
    stops.forEach((stop, at) => {
      const [px, py] = [plane.x(stop[i] as number), plane.y(stop[i + 1] as number)];
      if (at === 0) trails.moveTo(px, py);
      else trails.lineTo(px, py);
    });
    if (stops.length > 0) trails.lineTo(x, y);
    trace(x, y, radius);
  }
  [context.lineJoin, context.lineCap] = ["round", "round"];
  context.strokeStyle = css(colours.role.generator, 0.35);
  context.lineWidth = 1.4;
  context.stroke(trails);
  context.strokeStyle = css(colours.panel, 0.9);
  context.lineWidth = 2;
  context.stroke(dots);
  context.fillStyle = css(colours.role.generator, 0.95);
  context.fill(dots);
}
