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

/** A run of characters in lines, the newest last and strongest, older ones fading. */
export function paintCharacters({ context, width, height }: Pen, characters: readonly string[], colour: Rgb): void {
  const size = Math.max(11, Math.min(19, height / 3.6));
  // Chinese characters are as wide as they are high.
  const [pitch, line] = [size * (characters.some((one) => /\p{Script=Han}/u.test(one)) ? 1.12 : 0.86), size * 1.4];
  const columns = Math.max(1, Math.floor((width - 8) / pitch));
  const lines = Math.max(1, Math.floor((height - 6) / line));
  const shown = characters.slice(-columns * lines);
  const rows = Math.ceil(shown.length / columns);
  context.font = `600 ${size}px ui-serif, Georgia, "Noto Serif", "Noto Serif SC", serif`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  const left = (width - (Math.min(columns, shown.length) - 1) * pitch) / 2;
  const top = (height - (rows - 1) * line) / 2;
  for (const [i, character] of shown.entries()) {
    context.fillStyle = css(colour, 0.4 + (0.6 * (i + 1)) / shown.length);
    const [row, column] = [Math.floor(i / columns), i % columns];
    if (i === shown.length - 1) {
      // The one that is read now, which travels on.
      context.fillStyle = css(colour, 0.2);
      context.fillRect(left + column * pitch - pitch / 2, top + row * line - line / 2, pitch, line);
      context.fillStyle = css(colour);
    }
    context.fillText(character === "\n" ? "↵" : character, left + column * pitch, top + row * line);
  }
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
