import type { Role } from "../../../../schema/role.ts";
import type { Pen } from "../canvas.tsx";
import { css } from "../colours.ts";
import { CANVAS_FONT } from "./paint-pictures.ts";
import { ticksIn } from "./plane.ts";

export interface Curve {
  readonly role: Role;
  readonly values: Float32Array;
  readonly dashed?: boolean;
}

interface Curves {
  /** Rising, of every curve's values. */
  readonly times: Float32Array;
  readonly curves: readonly Curve[];
  readonly range: readonly [number, number];
}

/** Room for the numbers at the left and below, and beside what is drawn. */
const ROOM = { left: 34, bottom: 18, right: 8, top: 8 };

/** Curves over time on a common scale, with a few numbers along both axes. */
export function paintCurves(
  { context, width, height, colours }: Pen,
  { times, curves, range: [low, high] }: Curves,
): void {
  const [from, to] = [times[0] ?? 0, times.at(-1) ?? 1];
  const [right, bottom] = [width - ROOM.right, height - ROOM.bottom];
  const x = (time: number) => ROOM.left + ((time - from) / (to - from || 1)) * (right - ROOM.left);
  const y = (value: number) => bottom - ((value - low) / (high - low || 1)) * (bottom - ROOM.top);
  context.font = `10.5px ${CANVAS_FONT}`;
  context.fillStyle = css(colours.quiet);
  context.strokeStyle = css(colours.line);
  context.lineWidth = 1;
  [context.textAlign, context.textBaseline] = ["right", "middle"];
  for (const value of ticksIn(low, high, 4)) {
    context.beginPath();
    context.moveTo(ROOM.left, Math.round(y(value)) + 0.5);
    context.lineTo(right, Math.round(y(value)) + 0.5);
    context.stroke();
    context.fillText(String(value).replace("-", "−"), ROOM.left - 5, y(value));
  }
  [context.textAlign, context.textBaseline] = ["center", "top"];
  for (const time of ticksIn(from, to, 4)) context.fillText(String(time), x(time), bottom + 5);
  [context.lineJoin, context.lineCap] = ["round", "round"];
  for (const { role, values, dashed } of curves) {
    const line = new Path2D();
    for (let i = 0; i < values.length; i++) line.lineTo(x(times[i] as number), y(values[i] as number));
    context.strokeStyle = css(colours.role[role]);
    context.lineWidth = 2;
    context.setLineDash(dashed ? [6, 5] : []);
    context.stroke(line);
  }
  context.setLineDash([]);
}
