/** Painted points as bytes: two for each, its place along x and y on a grid of 256 over −1..1. */
import { InklingError } from "../../core/errors.ts";

/** As many as a link has room for, however they lie. */
export const MOST_POINTS = 4000;
/** Fewer say nothing of a distribution. */
export const LEAST_POINTS = 50;
const LEVELS = 256;
const ALL = 2 * MOST_POINTS;

/** `[x, y]` each, those beyond the edge at the edge; the first {@link MOST_POINTS} of them. */
export const pointBytes = (points: ArrayLike<number>): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length: Math.min(ALL, 2 * Math.floor(points.length / 2)) }, (_, i) =>
    Math.min(LEVELS - 1, Math.max(0, Math.floor((((points[i] as number) + 1) / 2) * LEVELS))),
  );

/** The middle of each point's cell. Throws `contentUnreadable` of bytes that are no points. */
export function pointsOf(bytes: Uint8Array): Float32Array {
  if (bytes.length % 2 !== 0 || bytes.length < 2 * LEAST_POINTS || bytes.length > ALL) {
    throw new InklingError("contentUnreadable");
  }
  return Float32Array.from(bytes, (byte) => ((byte + 0.5) / LEVELS) * 2 - 1);
}

/** Half of a cell: how far a point may have been from where it is read. */
export const HALF_CELL = 1 / LEVELS;

/** What the pad shows before anything is painted: a lying eight, evenly dense. */
export function firstDrawing(count = 600): Float32Array {
  const points = new Float32Array(2 * count);
  for (let i = 0; i < count; i++) {
    const turn = (2 * Math.PI * (i + 0.5)) / count;
    // A band of a golden-ratio spread around the curve.
    const stray = 0.1 * (((i * 0.618034) % 1) - 0.5);
    points[2 * i] = (0.8 + stray) * Math.sin(turn);
    points[2 * i + 1] = (0.8 + stray) * Math.sin(turn) * Math.cos(turn);
  }
  return points;
}
