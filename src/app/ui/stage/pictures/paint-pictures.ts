import type { Role } from "../../../../schema/role.ts";
import type { ImagesView } from "../../../../schema/view.ts";
import type { Pen } from "../canvas.tsx";
import { type Colours, css } from "../colours.ts";
import type { Grid } from "./grid.ts";
import { isHollow, ROLE_SHAPES, traceShape } from "./marks.ts";
import { toRgba } from "./rgba.ts";

export const CANVAS_FONT = "ui-sans-serif, system-ui, sans-serif";

/** Pictures of one size under each other, as one canvas that parts are drawn from. */
export interface Atlas {
  readonly canvas: OffscreenCanvas;
  readonly width: number;
  readonly height: number;
  readonly count: number;
}

/** Enlarged this many times with hard edges first, so that scaling to the exact size blurs less than a pixel. */
const HARD = 4;

/** All pictures as one atlas. Pixels of `rgba` stand picture by picture; `null` where there are none. */
export function atlasOf(rgba: Uint8ClampedArray<ArrayBuffer>, width: number, height: number): Atlas | null {
  const count = Math.floor(rgba.length / (4 * width * height));
  if (count === 0) return null;
  const small = new OffscreenCanvas(width, height * count);
  const whole = rgba.subarray(0, 4 * width * height * count) as Uint8ClampedArray<ArrayBuffer>;
  small.getContext("2d")?.putImageData(new ImageData(whole, width, height * count), 0, 0);
  return { canvas: small, width, height, count };
}

export const atlasOfView = ({ pixels, channels, width, height }: ImagesView): Atlas | null =>
  atlasOf(toRgba(pixels, channels), width, height);

/** One picture of the atlas into a box: crisp when enlarged, averaged when it must shrink. */
export function drawPicture(
  context: CanvasRenderingContext2D,
  atlas: Atlas,
  index: number,
  x: number,
  y: number,
  width: number,
  height: number,
): void {
  const ratio = context.getTransform().a;
  const factor = (width * ratio) / atlas.width;
  const source = [0, index * atlas.height, atlas.width, atlas.height] as const;
  if (factor >= HARD || factor < 1 || Number.isInteger(factor)) {
    context.imageSmoothingEnabled = factor < 1;
    context.drawImage(atlas.canvas, ...source, x, y, width, height);
    return;
  }
  const hard = enlarged(atlas, index);
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = "high";
  context.drawImage(hard, 0, 0, hard.width, hard.height, x, y, width, height);
}

let scratch: OffscreenCanvas | null = null;

function enlarged(atlas: Atlas, index: number): OffscreenCanvas {
  const [width, height] = [atlas.width * HARD, atlas.height * HARD];
  if (scratch?.width !== width || scratch.height !== height) scratch = new OffscreenCanvas(width, height);
  const context = scratch.getContext("2d");
  if (context) {
    context.imageSmoothingEnabled = false;
    context.drawImage(atlas.canvas, 0, index * atlas.height, atlas.width, atlas.height, 0, 0, width, height);
  }
  return scratch;
}

/** The place of a picture, on whole device pixels. */
export function placeOf(grid: Grid, index: number, ratio: number): { readonly x: number; readonly y: number } {
  const [row, column] = [Math.floor(index / grid.columns), index % grid.columns];
  const whole = (value: number): number => Math.round(value * ratio) / ratio;
  return { x: whole(grid.left + column * grid.pitchX), y: whole(grid.top + row * grid.pitchY) };
}

interface GridPainting {
  readonly grid: Grid;
  readonly atlas: Atlas;
  readonly roleOf: (index: number) => Role | undefined;
  /** The words under a picture. */
  readonly captionOf: ((index: number) => string) | null;
  /** The picture that is pointed at. */
  readonly chosen: number | null;
}

/** A grid of pictures with what stands around them. */
export function paintGrid(pen: Pen, painting: GridPainting): void {
  const { grid, atlas } = painting;
  const ratio = pen.context.getTransform().a;
  const { width, height } = sizeOf(grid, ratio);
  for (let index = 0; index < atlas.count; index++) {
    const { x, y } = placeOf(grid, index, ratio);
    drawPicture(pen.context, atlas, index, x, y, width, height);
  }
  paintMarks(pen, painting);
}

/** A picture's size in whole device pixels. */
function sizeOf(grid: Grid, ratio: number): { readonly width: number; readonly height: number } {
  const whole = (value: number): number => Math.max(1, Math.floor(value * ratio)) / ratio;
  return { width: whole(grid.width), height: whole(grid.height) };
}

/** The frame and mark of whose each picture is, its words, and the one that is pointed at, larger. */
export function paintMarks(pen: Pen, { grid, atlas, roleOf, captionOf, chosen }: GridPainting): void {
  const { context, colours } = pen;
  const ratio = context.getTransform().a;
  const { width, height } = sizeOf(grid, ratio);
  for (let index = 0; index < atlas.count; index++) {
    const { x, y } = placeOf(grid, index, ratio);
    const role = roleOf(index);
    if (role) frame(context, colours, role, x, y, width, height);
    if (captionOf) caption(context, colours, captionOf(index), x + width / 2, y + height + 2, grid.pitchX - 2);
  }
  if (chosen !== null && chosen < atlas.count) enlarge(pen, grid, atlas, chosen, ratio);
}

function frame(
  context: CanvasRenderingContext2D,
  colours: Colours,
  role: Role,
  x: number,
  y: number,
  width: number,
  height: number,
): void {
  context.strokeStyle = css(colours.role[role]);
  context.lineWidth = 2;
  context.strokeRect(x - 1, y - 1, width + 2, height + 2);
  const radius = Math.max(3, Math.min(6, width / 10));
  const [cx, cy] = [x + radius * 0.6, y + radius * 0.6];
  context.beginPath();
  context.arc(cx, cy, radius + 2, 0, 2 * Math.PI);
  context.fillStyle = css(colours.panel);
  context.fill();
  context.beginPath();
  traceShape(context, ROLE_SHAPES[role])(cx, cy, isHollow(role) ? radius * 0.75 : radius);
  context.fillStyle = css(colours.role[role]);
  if (isHollow(role)) context.stroke();
  else context.fill();
}

function caption(
  context: CanvasRenderingContext2D,
  colours: Colours,
  text: string,
  x: number,
  y: number,
  room: number,
): void {
  context.font = `500 11px ${CANVAS_FONT}`;
  context.textAlign = "center";
  context.textBaseline = "top";
  context.fillStyle = css(colours.quiet);
  context.fillText(fitted(context, text, room), x, y);
}

function fitted(context: CanvasRenderingContext2D, text: string, room: number): string {
  if (context.measureText(text).width <= room) return text;
  const characters = [...text];
  while (characters.length > 1 && context.measureText(`${characters.join("")}…`).width > room) characters.pop();
  return `${characters.join("").trimEnd()}…`;
}

/** Pictures smaller than this are shown enlarged while they are pointed at. */
const SEEN = 112;

function enlarge({ context, width, height, colours }: Pen, grid: Grid, atlas: Atlas, index: number, ratio: number) {
  const { x, y } = placeOf(grid, index, ratio);
  const factor = Math.max(1, SEEN / grid.width);
  const [w, h] = [grid.width * factor, grid.height * factor];
  const left = Math.max(2, Math.min(width - w - 2, x + (grid.width - w) / 2));
  const top = Math.max(2, Math.min(height - h - 2, y + (grid.height - h) / 2));
  context.save();
  context.shadowColor = "rgb(0 0 0 / 0.45)";
  context.shadowBlur = factor > 1 ? 14 : 0;
  context.fillStyle = css(colours.panel);
  context.fillRect(left - 2, top - 2, w + 4, h + 4);
  context.restore();
  drawPicture(context, atlas, index, left, top, w, h);
  context.strokeStyle = css(colours.ink);
  context.lineWidth = 2;
  context.strokeRect(left - 1, top - 1, w + 2, h + 2);
}
