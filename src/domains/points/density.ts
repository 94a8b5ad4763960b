import type { PlaneBounds } from "../../schema/plane.ts";
import type { ScatterView } from "../../schema/view.ts";

/** Cells along a side, and the deviation of the Gaussian that each point is spread by, in cells. */
const CELLS = 56;
const SPREAD = 1.1;
const REACH = Math.ceil(3 * SPREAD);

/**
 * How dense points `[x, y]` each are over the bounds: every one is a small Gaussian on a grid. The square root is given, so
 * that thin places show beside thick ones, as a share of the largest.
 */
export function densityOf(
  points: ArrayLike<number>,
  [west, south, east, north]: PlaneBounds,
): NonNullable<ScatterView["field"]> {
  const values = new Float32Array(CELLS * CELLS);
  for (let i = 0; i + 1 < points.length; i += 2) {
    const column = (((points[i] as number) - west) / (east - west)) * CELLS - 0.5;
    const row = ((north - (points[i + 1] as number)) / (north - south)) * CELLS - 0.5;
    if (!Number.isFinite(column + row)) continue;
    for (let r = Math.max(0, Math.round(row) - REACH); r <= Math.min(CELLS - 1, Math.round(row) + REACH); r++) {
      for (let c = Math.max(0, Math.round(column) - REACH); c <= Math.min(CELLS - 1, Math.round(column) + REACH); c++) {
        const squared = (c - column) ** 2 + (r - row) ** 2;
        values[r * CELLS + c] = (values[r * CELLS + c] as number) + Math.exp(-squared / (2 * SPREAD ** 2));
      }
    }
  }
  const most = values.reduce((largest, value) => Math.max(largest, value), 0) || 1;
  return {
    columns: CELLS,
    rows: CELLS,
    values: values.map((value) => Math.sqrt(value / most)),
    role: "truth",
    range: [-1, 1],
  };
}
