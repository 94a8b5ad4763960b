import type { Role } from "../../../../schema/role.ts";
import type { ScatterView } from "../../../../schema/view.ts";
import type { Colours, Rgb } from "../colours.ts";
import type { Bounds } from "./plane.ts";

export type Field = NonNullable<ScatterView["field"]>;

/** How strong the field's colour becomes at most: points must read on it. */
const FIELD_STRENGTH = 0.52;

/** The value that the field's colours part at. */
export const middleOf = ([low, high]: readonly [number, number]): number => (low + high) / 2;

/** The share −1..1 of a value on a diverging scale; infinities are the ends, NaN the middle. */
export function divergence(value: number, range: readonly [number, number]): number {
  if (Number.isNaN(value)) return 0;
  const reach = (range[1] - range[0]) / 2;
  return reach > 0 ? Math.max(-1, Math.min(1, (value - middleOf(range)) / reach)) : 0;
}

/** Whose colours the ends of a role's field have. A critic's opinion runs from what looks made to what looks real. */
export function fieldEnds(role: Role): readonly [low: Role, high: Role] {
  return role === "critic" ? ["generator", "truth"] : ["neutral", role];
}

/** The colour of a share −1..1 of the diverging scale, with the panel's own between its ends. */
export function fieldColour(share: number, role: Role, { panel, role: roles }: Pick<Colours, "panel" | "role">): Rgb {
  const end = roles[fieldEnds(role)[share < 0 ? 0 : 1]];
  const strength = FIELD_STRENGTH * Math.abs(share);
  return [0, 1, 2].map((c) => panel[c as 0] + (end[c as 0] - panel[c as 0]) * strength) as unknown as Rgb;
}

/**
 * Where a field crosses a level: straight pieces `[x1, y1, x2, y2]` each, between the centres of its cells, by marching
 * squares. Lorensen & Cline 1987, in two dimensions; a saddle is cut along one of its two ways.
 */
export function contourOf({ columns, rows, values }: Field, [west, south, east, north]: Bounds, level: number) {
  const pieces: number[] = [];
  const x = (column: number) => west + ((column + 0.5) / columns) * (east - west);
  const y = (row: number) => north - ((row + 0.5) / rows) * (north - south);
  for (let row = 0; row + 1 < rows; row++) {
    for (let column = 0; column + 1 < columns; column++) {
      // The corners in turn, each with the next one along the cell's edge.
      const corners = [
        [column, row],
        [column + 1, row],
        [column + 1, row + 1],
        [column, row + 1],
      ].map(([c = 0, r = 0]) => ({ x: x(c), y: y(r), above: (values[r * columns + c] ?? level) - level }));
      const crossings: number[] = [];
      corners.forEach((from, i) => {
        const to = corners[(i + 1) % 4] as (typeof corners)[0];
        if (from.above >= 0 === to.above >= 0) return;
        const share = from.above / (from.above - to.above);
        if (!Number.isFinite(share)) return;
        crossings.push(from.x + share * (to.x - from.x), from.y + share * (to.y - from.y));
      });
      for (let at = 0; at + 3 < crossings.length; at += 4) pieces.push(...crossings.slice(at, at + 4));
    }
  }
  return Float32Array.from(pieces);
}
