import type { Pen } from "./canvas.tsx";
import type { Rgb } from "./colours.ts";
import { css } from "./colours.ts";
import { type ColourScale, type Matrix, matrixPixels } from "./matrix.ts";
import { fitNumber } from "./model-graph/fit.ts";

/** Paints a matrix over the whole canvas: sharp cells when it is enlarged, averaged ones when it must shrink. */
export function paintMatrix({ context, width, height }: Pen, matrix: Matrix, scale: ColourScale): void {
  if (matrix.rows === 0 || matrix.columns === 0) return;
  const cells = new OffscreenCanvas(matrix.columns, matrix.rows);
  const pixels = new ImageData(matrixPixels(matrix, scale), matrix.columns, matrix.rows);
  cells.getContext("2d")?.putImageData(pixels, 0, 0);
  context.imageSmoothingEnabled = matrix.rows > height || matrix.columns > width;
  context.drawImage(cells, 0, 0, width, height);
}

/** The values as bars on a common zero line; where there are more values than pixels, each pixel shows its largest. */
export function paintBars({ context, width, height, colours }: Pen, values: ArrayLike<number>, colour: Rgb): void {
  let [low, high] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const span = high - low || 1;
  const zero = (high / span) * height;
  const count = Math.min(values.length, Math.floor(width));
  const pitch = width / Math.max(1, count);
  for (let bar = 0; bar < count; bar++) {
    const from = Math.floor((bar * values.length) / count);
    const to = Math.max(from + 1, Math.floor(((bar + 1) * values.length) / count));
    let value = 0;
    for (let i = from; i < to; i++) {
      const one = values[i] as number;
      if (Math.abs(one) > Math.abs(value)) value = one;
    }
    const size = (Math.abs(value) / span) * height;
    context.fillStyle = css(colour, value < 0 ? 0.45 : 0.9);
    context.fillRect(bar * pitch, value < 0 ? zero : zero - size, Math.max(0.75, pitch - (pitch > 3 ? 1 : 0.25)), size);
  }
  context.fillStyle = css(colours.line);
  context.fillRect(0, Math.min(height - 1, zero - 0.5), width, 1);
}

/** One number, whole: the first of its ways to be written that fits, as large as its box allows. */
export function paintNumber({ context, width, height }: Pen, texts: readonly string[], colour: Rgb): void {
  const font = (size: number) => `600 ${size}px ui-sans-serif, system-ui, sans-serif`;
  const measured = (text: string, size: number) => {
    context.font = font(100);
    return (context.measureText(text).width * size) / 100;
  };
  const { text, size } = fitNumber(texts, width - 8, Math.min(height * 0.4, 30), measured);
  context.font = font(size);
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillStyle = css(colour);
  context.fillText(text, width / 2, height / 2 + 1);
}
