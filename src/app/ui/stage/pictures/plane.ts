/** Left, bottom, right, top. */
export type Bounds = readonly [number, number, number, number];

/** A piece of the plane in a box of pixels, to the same scale both ways, centred. */
export interface Plane {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Pixels for each unit. */
  readonly scale: number;
  readonly x: (x: number) => number;
  readonly y: (y: number) => number;
  /** From pixels back to the plane. */
  readonly at: (px: number, py: number) => readonly [x: number, y: number];
}

export function planeIn([west, south, east, north]: Bounds, width: number, height: number, margin = 0): Plane {
  const [spanX, spanY] = [east - west || 1, north - south || 1];
  const scale = Math.max(1e-6, Math.min((width - 2 * margin) / spanX, (height - 2 * margin) / spanY));
  const [left, top] = [(width - spanX * scale) / 2, (height - spanY * scale) / 2];
  return {
    left,
    top,
    width: spanX * scale,
    height: spanY * scale,
    scale,
    x: (x) => left + (x - west) * scale,
    y: (y) => top + (north - y) * scale,
    at: (px, py) => [west + (px - left) / scale, north - (py - top) / scale],
  };
}

/** Round numbers inside of an interval, about `count` of them. */
export function ticksIn(low: number, high: number, count: number): readonly number[] {
  const rough = (high - low) / count;
  if (!(rough > 0) || !Number.isFinite(rough)) return [];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5].find((factor) => factor * power >= rough * 0.999) ?? 10) * power;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  // Adding zero turns −0 into 0.
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)) + 0);
}

interface FieldGrid {
  readonly columns: number;
  readonly rows: number;
  readonly values: ArrayLike<number>;
}

/** The field's number in the cell at a place; NaN beside it. */
export function fieldAt({ columns, rows, values }: FieldGrid, bounds: Bounds, x: number, y: number): number {
  const [west, south, east, north] = bounds;
  const [column, row] = [((x - west) / (east - west)) * columns, ((north - y) / (north - south)) * rows];
  if (column < 0 || row < 0 || column > columns || row > rows) return Number.NaN;
  const [c, r] = [Math.min(columns - 1, Math.floor(column)), Math.min(rows - 1, Math.floor(row))];
  return values[r * columns + c] ?? Number.NaN;
}

/** The point nearest to a place among `[x, y]` each, no further than `reach`; `null` where none is so near. */
export function nearestPoint(points: Float32Array, x: number, y: number, reach: number): number | null {
  let best: number | null = null;
  let least = reach * reach;
  for (let i = 0; 2 * i + 1 < points.length; i++) {
    const [dx, dy] = [(points[2 * i] as number) - x, (points[2 * i + 1] as number) - y];
    const squared = dx * dx + dy * dy;
    if (squared <= least) [best, least] = [i, squared];
  }
  return best;
}
