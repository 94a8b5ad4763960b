import { type WavesView, waveOf } from "../../../../schema/view.ts";
import type { Pen } from "../canvas.tsx";
import { type Colours, css, type Rgb } from "../colours.ts";
import { layoutGrid } from "./grid.ts";

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A sound over time, from −1 to 1: what it reaches in full, and the same mirrored, as faint as a shadow. */
export function paintWave({ context }: Pick<Pen, "context">, values: ArrayLike<number>, box: Box, colour: Rgb): void {
  const columns = Math.max(1, Math.round(box.width * context.getTransform().a));
  const [low, high] = [new Float32Array(columns), new Float32Array(columns)];
  for (let column = 0; column < columns; column++) {
    const from = Math.floor((column * values.length) / columns);
    const to = Math.max(from + 1, Math.floor(((column + 1) * values.length) / columns));
    for (let i = from; i < to && i < values.length; i++) {
      const value = clamp(values[i] as number);
      low[column] = Math.min(low[column] as number, value);
      high[column] = Math.max(high[column] as number, value);
    }
  }
  const peak = high.map((value, i) => Math.max(value, -(low[i] as number)));
  context.fillStyle = css(colour, 0.3);
  band(
    context,
    box,
    peak.map((value) => -value),
    peak,
  );
  context.fillStyle = css(colour);
  band(context, box, low, high);
}

/** What diverged is no number; it lies in the middle. */
const clamp = (value: number): number => (Number.isFinite(value) ? Math.min(1, Math.max(-1, value)) : 0);

/** What lies between two lines over the width of a box, never thinner than a pixel. */
function band(context: Pen["context"], { x, y, width, height }: Box, low: Float32Array, high: Float32Array): void {
  const [middle, half] = [y + height / 2, height / 2 - 1];
  const step = width / low.length;
  context.beginPath();
  context.moveTo(x, middle - 0.5);
  for (let i = 0; i < high.length; i++) context.lineTo(x + (i + 0.5) * step, middle - (high[i] as number) * half - 0.5);
  context.lineTo(x + width, middle - 0.5);
  context.lineTo(x + width, middle + 0.5);
  for (let i = low.length - 1; i >= 0; i--) {
    context.lineTo(x + (i + 0.5) * step, middle - (low[i] as number) * half + 0.5);
  }
  context.lineTo(x, middle + 0.5);
  context.fill();
}

/** Whose each sound is, as a colour. */
export function roleColours({ roles }: WavesView, colours: Colours): (index: number) => Rgb {
  const known = roles && roles.length > 0 ? roles : (["generator"] as const);
  return (index) => colours.role[known[index % known.length] ?? "generator"];
}

/** Sounds as they fit a canvas, in little room: their waves alone. */
export function paintFitted(pen: Pen, view: WavesView): void {
  const { context, colours, width, height } = pen;
  const { count, columns } = view;
  const grid = layoutGrid({ count, width, height, aspect: 1.6, gap: 3, caption: 0, columns });
  const colourOf = roleColours(view, colours);
  for (let index = 0; index < count; index++) {
    const [x, y] = [
      grid.left + (index % grid.columns) * grid.pitchX,
      grid.top + Math.floor(index / grid.columns) * grid.pitchY,
    ];
    context.fillStyle = css(colours.ground);
    context.fillRect(x, y, grid.width, grid.height);
    paintWave(pen, waveOf(view, index), { x, y, width: grid.width, height: grid.height }, colourOf(index));
  }
}
