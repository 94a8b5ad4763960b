import type { ImagesView } from "../../../../schema/view.ts";
import type { Grid } from "../pictures/grid.ts";
import { placeOf } from "../pictures/paint-pictures.ts";
import { toRgba } from "../pictures/rgba.ts";

/** How much of each source pixel lies under each target pixel, along one side; the weights of a target add up to 1. */
export interface Coverage {
  /** The first source pixel under each target. */
  readonly first: Int32Array;
  /** `taps` weights for each target. */
  readonly weights: Float32Array;
  readonly taps: number;
}

export function coverageOf(from: number, to: number): Coverage {
  const span = from / to;
  const taps = Math.min(from, Math.ceil(span) + 1);
  const first = new Int32Array(to);
  const weights = new Float32Array(to * taps);
  for (let target = 0; target < to; target++) {
    const [start, end] = [target * span, (target + 1) * span];
    const lowest = Math.min(from - taps, Math.floor(start));
    first[target] = lowest;
    for (let tap = 0; tap < taps; tap++) {
      const part = Math.min(end, lowest + tap + 1) - Math.max(start, lowest + tap);
      weights[target * taps + tap] = Math.max(0, part) / span;
    }
  }
  return { first, weights, taps };
}

/**
 * Pictures of a grid as pixels of the device, `columns × rows`: each pixel is the mean of what it covers, so that an
 * enlarged picture has hard edges on whatever scale, and a small one is averaged. A canvas scales a picture at many times
 * the cost.
 */
export function gridPixels(view: ImagesView, grid: Grid, ratio: number, columns: number, rows: number): ImageData {
  const image = new ImageData(columns, rows);
  const whole = (length: number): number => Math.max(1, Math.floor(length * ratio));
  const [width, height] = [whole(grid.width), whole(grid.height)];
  const rgba = toRgba(view.pixels, view.channels);
  const across = coverageOf(view.width, width);
  const down = coverageOf(view.height, height);
  for (let index = 0; index < view.count; index++) {
    const { x, y } = placeOf(grid, index, ratio);
    const picture = rgba.subarray(4 * index * view.width * view.height, 4 * (index + 1) * view.width * view.height);
    putPicture(image, picture, view.width, { across, down }, Math.round(x * ratio), Math.round(y * ratio));
  }
  return image;
}

interface Scale {
  readonly across: Coverage;
  readonly down: Coverage;
}

/** Puts an opaque picture with its corner at a pixel, first scaled across and then down; what lies beyond the edge is cut. */
export function putPicture(
  image: Pick<ImageData, "data" | "width" | "height">,
  picture: Uint8ClampedArray,
  sourceWidth: number,
  { across, down }: Scale,
  left: number,
  top: number,
): void {
  const width = Math.min(across.first.length, image.width - left);
  const height = Math.min(down.first.length, image.height - top);
  if (width <= 0 || height <= 0) return;
  const wide = scaledAcross(picture, sourceWidth, across, width);
  const { data } = image;
  const line = new Float32Array(3 * width);
  for (let row = 0; row < height; row++) {
    line.fill(0);
    for (let tap = 0; tap < down.taps; tap++) {
      const weight = down.weights[row * down.taps + tap] as number;
      const from = line.length * ((down.first[row] as number) + tap);
      if (weight > 0)
        for (let i = 0; i < line.length; i++) line[i] = (line[i] as number) + weight * (wide[from + i] as number);
    }
    let target = 4 * ((top + row) * image.width + left);
    for (let i = 0; i < line.length; i += 3, target += 4) {
      data[target] = line[i] as number;
      data[target + 1] = line[i + 1] as number;
      data[target + 2] = line[i + 2] as number;
      data[target + 3] = 255;
    }
  }
}

/** Red, green and blue of all rows, each `width` pixels long. */
function scaledAcross(picture: Uint8ClampedArray, sourceWidth: number, across: Coverage, width: number): Float32Array {
  const rows = picture.length / (4 * sourceWidth);
  const wide = new Float32Array(3 * width * rows);
  for (let row = 0, target = 0; row < rows; row++) {
    for (let column = 0; column < width; column++, target += 3) {
      let at = 4 * (row * sourceWidth + (across.first[column] as number));
      for (let tap = 0; tap < across.taps; tap++, at += 4) {
        const weight = across.weights[column * across.taps + tap] as number;
        if (weight === 0) continue;
        wide[target] = (wide[target] as number) + weight * (picture[at] as number);
        wide[target + 1] = (wide[target + 1] as number) + weight * (picture[at + 1] as number);
        wide[target + 2] = (wide[target + 2] as number) + weight * (picture[at + 2] as number);
      }
    }
  }
  return wide;
}
