import type { Role } from "../../../../schema/role.ts";
import type { ScatterLayer, ScatterView } from "../../../../schema/view.ts";
import type { Pen } from "../canvas.tsx";
import { css } from "../colours.ts";
import { isHollow, ROLE_SHAPES, traceShape } from "./marks.ts";
import { CANVAS_FONT } from "./paint-pictures.ts";
import { type Plane, ticksIn } from "./plane.ts";

/** The edge of the plane, its zero lines and a few numbers along it. */
export function paintFrame({ context, colours }: Pen, [west, south, east, north]: ScatterView["bounds"], plane: Plane) {
  context.strokeStyle = css(colours.line);
  context.lineWidth = 1;
  context.strokeRect(plane.left + 0.5, plane.top + 0.5, plane.width - 1, plane.height - 1);
  context.font = `10.5px ${CANVAS_FONT}`;
  context.fillStyle = css(colours.quiet);
  for (const x of ticksIn(west, east, 4)) {
    line(context, plane.x(x), plane.top, plane.x(x), plane.top + plane.height, x === 0 ? 1 : 0.45);
    [context.textAlign, context.textBaseline] = ["center", "bottom"];
    if (inside(plane.x(x), plane.left, plane.width))
      context.fillText(label(x), plane.x(x), plane.top + plane.height - 3);
  }
  for (const y of ticksIn(south, north, 4)) {
    line(context, plane.left, plane.y(y), plane.left + plane.width, plane.y(y), y === 0 ? 1 : 0.45);
    [context.textAlign, context.textBaseline] = ["left", "middle"];
    if (inside(plane.y(y), plane.top, plane.height)) context.fillText(label(y), plane.left + 4, plane.y(y));
  }
}

const label = (value: number): string => String(value).replace("-", "−");
const inside = (at: number, from: number, span: number): boolean => at > from + 22 && at < from + span - 22;

function line(context: CanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number, alpha: number): void {
  context.save();
  context.globalAlpha *= alpha;
  context.beginPath();
  context.moveTo(Math.round(x1) + 0.5, Math.round(y1) + 0.5);
  context.lineTo(Math.round(x2) + 0.5, Math.round(y2) + 0.5);
  context.stroke();
  context.restore();
}

/** The radius of a layer's markers: smaller where there are many, or little room. */
export function radiusOf({ role, points }: ScatterLayer, { width }: Plane): number {
  const count = points.length / 2;
  const roomy = count > 1500 ? 2.4 : count > 500 ? 3 : 3.8;
  return roomy * Math.max(0.6, Math.min(1, width / 460)) * (isHollow(role) ? 0.72 : 1.05);
}

/** How far from the plane's edge what lies beyond it is marked, in pixels. */
const RIM = 6;

/**
 * The points of a layer in its role's colour and shape, each with a thin halo that parts it from what is under it. Those
 * that lie outside are marked at the rim, by wedges that point to where they are.
 */
export function paintPoints(pen: Pen, layer: ScatterLayer, plane: Plane): void {
  const { role, points } = layer;
  const radius = radiusOf(layer, plane);
  const path = new Path2D();
  const trace = traceShape(path, ROLE_SHAPES[role]);
  for (let i = 0; 2 * i + 1 < points.length; i++) {
    const [x, y] = [plane.x(points[2 * i] as number), plane.y(points[2 * i + 1] as number)];
    if (isInside(plane, x, y)) trace(x, y, radius);
  }
  paintWedges(pen, layer, plane);
  for (const coat of COATS) coat(pen, path, role);
}

/** What a marker is painted with: the halo of all of them first, then their own colour. */
export const COATS: readonly ((pen: Pick<Pen, "context" | "colours">, path: Path2D, role: Role) => void)[] = [
  ({ context, colours }, path, role) => {
    context.lineJoin = "round";
    context.strokeStyle = css(colours.panel, isHollow(role) ? 0.75 : 0.9);
    context.lineWidth = isHollow(role) ? 2.6 : 2;
    context.stroke(path);
  },
  ({ context, colours }, path, role) => {
    if (isHollow(role)) {
      context.strokeStyle = css(colours.role[role], 0.85);
      context.lineWidth = 1.1;
      context.stroke(path);
    } else {
      context.fillStyle = css(colours.role[role], 0.9);
      context.fill(path);
    }
  },
];

/** Marks the points of a layer that lie outside of the plane. */
export function paintWedges({ context, colours }: Pen, layer: ScatterLayer, plane: Plane): void {
  const { role, points } = layer;
  let wedges: Path2D | null = null;
  for (let i = 0; 2 * i + 1 < points.length; i++) {
    const [x, y] = [plane.x(points[2 * i] as number), plane.y(points[2 * i + 1] as number)];
    if (isInside(plane, x, y) || !Number.isFinite(x) || !Number.isFinite(y)) continue;
    const rim = atRim(plane, x, y, RIM);
    wedges ??= new Path2D();
    if (rim) wedge(wedges, rim, radiusOf(layer, plane));
  }
  if (!wedges) return;
  context.fillStyle = css(colours.role[role], 0.5);
  context.fill(wedges);
}

interface Rim {
  readonly x: number;
  readonly y: number;
  /** Where the point lies from there. */
  readonly angle: number;
}

/** Whether a pixel lies in the plane; one that is no number does not. */
export function isInside({ left, top, width, height }: PlaneBox, x: number, y: number): boolean {
  return x >= left && x <= left + width && y >= top && y <= top + height;
}

type PlaneBox = Pick<Plane, "left" | "top" | "width" | "height">;

/** Where a place outside of the plane is marked, `inset` pixels within its edge; `null` for a place inside. */
export function atRim({ left, top, width, height }: Plane, x: number, y: number, inset: number): Rim | null {
  if (isInside({ left, top, width, height }, x, y)) return null;
  const nearest = {
    x: Math.max(left + inset, Math.min(left + width - inset, x)),
    y: Math.max(top + inset, Math.min(top + height - inset, y)),
  };
  return { ...nearest, angle: Math.atan2(y - nearest.y, x - nearest.x) };
}

function wedge(path: Path2D, { x, y, angle }: Rim, radius: number): void {
  const corner = (turn: number, reach: number) =>
    [x + reach * Math.cos(angle + turn), y + reach * Math.sin(angle + turn)] as const;
  path.moveTo(...corner(0, 1.9 * radius));
  path.lineTo(...corner(2.3, 1.4 * radius));
  path.lineTo(...corner(-2.3, 1.4 * radius));
  path.closePath();
}

/** What the generator makes of a grid: its lines, and cells the stronger the more they were squeezed. */
export function paintMesh(
  { context, colours }: Pen,
  { columns, rows, points }: NonNullable<ScatterView["mesh"]>,
  plane: Plane,
) {
  const x = (column: number, row: number) => plane.x(points[2 * (row * columns + column)] as number);
  const y = (column: number, row: number) => plane.y(points[2 * (row * columns + column) + 1] as number);
  const even = (plane.width * plane.height) / Math.max(1, (columns - 1) * (rows - 1));
  for (let row = 0; row + 1 < rows; row++) {
    for (let column = 0; column + 1 < columns; column++) {
      const corners = [
        [column, row],
        [column + 1, row],
        [column + 1, row + 1],
        [column, row + 1],
      ].map(([c = 0, r = 0]) => [x(c, r), y(c, r)] as const);
      const density = even / Math.max(1, areaOf(corners));
      context.fillStyle = css(colours.role.generator, Math.min(0.5, 0.05 * density));
      context.beginPath();
      for (const [px, py] of corners) context.lineTo(px, py);
      context.fill();
    }
  }
  context.strokeStyle = css(colours.role.generator, 0.55);
  context.lineWidth = 0.8;
  context.beginPath();
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (column === 0) context.moveTo(x(0, row), y(0, row));
      else context.lineTo(x(column, row), y(column, row));
    }
  }
  for (let column = 0; column < columns; column++) {
    for (let row = 0; row < rows; row++) {
      if (row === 0) context.moveTo(x(column, 0), y(column, 0));
      else context.lineTo(x(column, row), y(column, row));
    }
  }
  context.stroke();
}

/** The area of a polygon by the shoelace formula. */
function areaOf(corners: readonly (readonly [number, number])[]): number {
  let doubled = 0;
  for (const [i, [x, y]] of corners.entries()) {
    const [nextX, nextY] = corners[(i + 1) % corners.length] ?? [x, y];
    doubled += x * nextY - nextX * y;
  }
  return Math.abs(doubled) / 2;
}

/** The longest arrow, as a share of the plane's width, where arrows have a length of another kind. */
const LONGEST = 0.09;
/** Arrows whose usual length is between these shares of the plane are ways in it, and drawn as long as they are. */
const TO_SCALE = [0.02, 0.75] as const;

/** Pixels for each unit of an arrow's length: to scale for ways in the plane, else so that the usual longest one fits. */
export function arrowScale(arrows: Float32Array, plane: Pick<Plane, "width" | "scale">): number {
  const lengths: number[] = [];
  for (let i = 0; i + 3 < arrows.length; i += 4) {
    lengths.push(Math.hypot(arrows[i + 2] as number, arrows[i + 3] as number));
  }
  const usual = lengths.filter(Number.isFinite).sort((a, b) => a - b)[Math.floor(lengths.length * 0.95)] ?? 0;
  if (!(usual > 0)) return 0;
  const share = (usual * plane.scale) / plane.width;
  return share >= TO_SCALE[0] && share <= TO_SCALE[1] ? plane.scale : (LONGEST * plane.width) / usual;
}

/** Arrows `[x, y, dx, dy]`; none is longer than three quarters of the plane. */
export function paintArrows({ context, colours }: Pen, arrows: Float32Array, plane: Plane): void {
  const scale = arrowScale(arrows, plane);
  const longest = TO_SCALE[1] * plane.width;
  const heads = new Path2D();
  context.beginPath();
  for (let i = 0; i + 3 < arrows.length; i += 4) {
    const [x, y, dx, dy] = arrows.subarray(i, i + 4) as unknown as [number, number, number, number];
    const length = Math.min(longest, Math.hypot(dx, dy) * scale);
    if (!(length > 1)) continue;
    const angle = Math.atan2(-dy, dx);
    const [x1, y1] = [plane.x(x), plane.y(y)];
    const [x2, y2] = [x1 + length * Math.cos(angle), y1 + length * Math.sin(angle)];
    context.moveTo(x1, y1);
    context.lineTo(x2, y2);
    const head = Math.min(5, 2 + length / 4);
    heads.moveTo(x2 + head * Math.cos(angle), y2 + head * Math.sin(angle));
    heads.lineTo(x2 + head * Math.cos(angle + 2.4), y2 + head * Math.sin(angle + 2.4));
    heads.lineTo(x2 + head * Math.cos(angle - 2.4), y2 + head * Math.sin(angle - 2.4));
    heads.closePath();
  }
  context.strokeStyle = css(colours.role.gradient, 0.9);
  context.lineWidth = 1.2;
  context.stroke();
  context.fillStyle = css(colours.role.gradient);
  context.fill(heads);
}
