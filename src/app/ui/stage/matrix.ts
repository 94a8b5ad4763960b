import type { Rgb } from "./colours.ts";

/** A matrix to draw, row by row. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly at: (row: number, column: number) => number;
}

/** What colours stand for: `0` is the ground, `range` above it `positive`, `range` below it `negative`. */
export interface ColourScale {
  readonly ground: Rgb;
  readonly positive: Rgb;
  readonly negative: Rgb;
  readonly range: number;
  /** Colours follow the square root of a value's size, so that small ones still show, or the value itself. */
  readonly mixing: "root" | "linear";
}

/**
 * The pixels of a matrix, one a cell, as RGBA; what is not a number is left transparent.
 */
export function matrixPixels({ rows, columns, at }: Matrix, scale: ColourScale): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(rows * columns * 4);
  const range = scale.range > 0 ? scale.range : 1;
  for (let row = 0, offset = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, offset += 4) {
      const value = at(row, column);
      if (Number.isNaN(value)) continue;
      const size = Math.min(1, Math.abs(value) / range);
      const share = scale.mixing === "root" ? Math.sqrt(size) : size;
      const colour = value < 0 ? scale.negative : scale.positive;
      for (let c = 0; c < 3; c++) {
        const ground = scale.ground[c] as number;
        pixels[offset + c] = ground + ((colour[c] as number) - ground) * share;
      }
      pixels[offset + 3] = 255;
    }
  }
  return pixels;
}

/** A range for a colour scale that a few outliers don't wash out: 2.5 times the root mean square. */
export function typicalRange(values: Float32Array): number {
  let sum = 0;
  let count = 0;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    sum += value * value;
    count++;
  }
  return count === 0 ? 1 : 2.5 * Math.sqrt(sum / count) || 1;
}
