import type { Holed } from "./rub-pad.tsx";

export const HOLES = ["upper", "lower", "left", "middle"] as const;
export type Hole = (typeof HOLES)[number];

const MISSING: Readonly<Record<Hole, (x: number, y: number) => boolean>> = {
  upper: (_, y) => y < 0.5,
  lower: (_, y) => y >= 0.5,
  left: (x) => x < 0.5,
  middle: (x, y) => Math.abs(x - 0.5) < 0.25 && Math.abs(y - 0.5) < 0.25,
};

/** A picture, row by row with its channels, of which a part is missing. */
export function holed(
  values: Float32Array,
  [height = 1, width = 1, channels = 1]: readonly number[],
  hole: Hole,
): Holed {
  const known = Uint8Array.from(values, (_, i) => {
    const pixel = Math.floor(i / channels);
    const [x, y] = [((pixel % width) + 0.5) / width, (Math.floor(pixel / width) + 0.5) / height];
    return MISSING[hole](x, y) ? 0 : 1;
  });
  return { values, known };
}

/** `#rrggbb` as values 0..1. */
export const inkOf = (hex: string): readonly number[] =>
  [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
