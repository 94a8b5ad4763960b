/** A Gaussian of the plane, or the mean and covariance of any distribution of points. */
export interface PlaneGaussian {
  readonly mean: readonly [x: number, y: number];
  /** The symmetric matrix [[xx, xy], [xy, yy]]. */
  readonly covariance: readonly [xx: number, xy: number, yy: number];
}

/** A piece of the plane: left, bottom, right, top. */
export type PlaneBounds = readonly [west: number, south: number, east: number, north: number];

/** The part of the points on each side of an axis that may lie outside, the room around the rest, and the least side. */
const STRAY = 0.005;
const MARGIN = 0.12;
const SMALLEST = 1e-3;

/** The square around points `[x, y]` each, with a margin; a few strays beside the rest do not widen it. */
export function boundsAround(points: ArrayLike<number>): PlaneBounds {
  const axes = [0, 1].map((axis) => {
    const along = Float64Array.from({ length: Math.floor(points.length / 2) }, (_, i) => points[2 * i + axis] as number)
      .filter(Number.isFinite)
      .sort();
    const at = (share: number) => along[Math.round(share * (along.length - 1))] ?? 0;
    return [at(STRAY), at(1 - STRAY)] as const;
  }) as [readonly [number, number], readonly [number, number]];
  const side = Math.max(SMALLEST, ...axes.map(([low, high]) => (high - low) * (1 + 2 * MARGIN)));
  const [x, y] = axes.map(([low, high]) => (low + high) / 2) as [number, number];
  return [x - side / 2, y - side / 2, x + side / 2, y + side / 2];
}

/** Arrows `[x, y, dx, dy]`, one from each point; `along` gives what stands at a coordinate's place among all. */
export const arrowsFrom = (points: Float32Array, along: (place: number) => number): Float32Array =>
  Float32Array.from({ length: 2 * points.length }, (_, i) => {
    const place = 2 * Math.floor(i / 4) + (i % 2);
    return i % 4 < 2 ? (points[place] as number) : along(place);
  });
