import type { Domain } from "../../../spec/domain.ts";
import type { Probe } from "../../../spec/machine.ts";
import type { Role } from "../../../spec/role.ts";
import type { Pen } from "../canvas.tsx";
import { matrixPixels, typicalRange } from "../matrix.ts";
import { layoutGrid } from "../pictures/grid.ts";
import { drawPicture, placeOf, type Sheet, sheetOf } from "../pictures/paint-pictures.ts";
import { paintArrows, paintPoints } from "../pictures/paint-plane.ts";
import { planeIn } from "../pictures/plane.ts";
import { toRgba } from "../pictures/rgba.ts";

type Image = Extract<Domain, { kind: "image" }>;

/** A few pictures of a batch, or what the gradient asks of each of their pixels: more in its colour, less in a quiet one. */
export function paintPictures(pen: Pen, { values }: Probe, image: Image, gradient: boolean): void {
  const { context, width, height } = pen;
  const sheet = gradient
    ? gradientSheet(pen, values, image)
    : sheetOf(toRgba(values, image.channels), image.width, image.height);
  if (!sheet) return;
  const { count } = sheet;
  const margin = 3;
  const aspect = image.width / image.height;
  const box = { width: width - 2 * margin, height: height - 2 * margin, aspect, gap: 2, caption: 0 };
  const grid = layoutGrid({ ...box, count });
  const ratio = context.getTransform().a;
  for (let index = 0; index < count; index++) {
    const { x, y } = placeOf(grid, index, ratio);
    drawPicture(context, sheet, index, x + margin, y + margin, grid.width, grid.height);
  }
}

/** Signed pixels as colours, channels taken together; against the gradient, as the update goes. */
function gradientSheet({ colours }: Pen, values: Float32Array, { width, height, channels }: Image): Sheet | null {
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
  return sheetOf(matrixPixels({ rows, columns: width, at }, scale), width, height);
}

/** What the datasets of points fit into, noise included. */
const REACH = 1.25;

/** Points of a batch where they lie, and in the gradient's phase where it moves them. */
export function paintProbePoints(pen: Pen, points: Float32Array, role: Role, gradient: Float32Array | null): void {
  const plane = planeIn([-REACH, -REACH, REACH, REACH], pen.width, pen.height, 2);
  paintPoints(pen, { role, points }, plane);
  if (!gradient) return;
  const arrows = new Float32Array(2 * gradient.length);
  for (let i = 0; i + 1 < gradient.length; i += 2) {
    arrows.set([points[i] ?? 0, points[i + 1] ?? 0, -(gradient[i] ?? 0), -(gradient[i + 1] ?? 0)], 2 * i);
  }
  paintArrows(pen, arrows, plane);
}
