import type { Pen } from "../canvas.tsx";
import { css } from "../colours.ts";
import { contourOf, divergence, type Field, fieldColour, middleOf } from "./field.ts";
import type { Bounds, Plane } from "./plane.ts";

/** The field as a smooth ground under everything else. */
export function paintField(
  { context, colours }: Pen,
  { columns, rows, values, role, range }: Field,
  plane: Plane,
): void {
  if (columns < 1 || rows < 1) return;
  const pixels = new Uint8ClampedArray(columns * rows * 4);
  for (let i = 0; i < columns * rows; i++) {
    pixels.set(fieldColour(divergence(values[i] ?? Number.NaN, range), role, colours), 4 * i);
    pixels[4 * i + 3] = 255;
  }
  const small = new OffscreenCanvas(columns, rows);
  small.getContext("2d")?.putImageData(new ImageData(pixels, columns, rows), 0, 0);
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = "high";
  context.drawImage(small, plane.left, plane.top, plane.width, plane.height);
}

/** The line where a field's colours part: to one side it says the one thing, to the other the other. */
export function paintContour({ context, colours }: Pen, field: Field, bounds: Bounds, plane: Plane): void {
  const pieces = contourOf(field, bounds, middleOf(field.range));
  context.beginPath();
  for (let i = 0; i + 3 < pieces.length; i += 4) {
    context.moveTo(plane.x(pieces[i] as number), plane.y(pieces[i + 1] as number));
    context.lineTo(plane.x(pieces[i + 2] as number), plane.y(pieces[i + 3] as number));
  }
  context.lineCap = "round";
  context.strokeStyle = css(colours.ink, 0.5);
  context.lineWidth = 1.25;
  context.stroke();
}
