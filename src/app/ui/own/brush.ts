/** A brush over the plane −1..1: what it adds at a place, and what its eraser takes away. */

/** Points that a touch of the brush adds, whatever its size. */
const SPRAY = 5;

/** Points `[x, y]` spread evenly over a disc. */
export function sprayed(x: number, y: number, radius: number, random: () => number = Math.random): number[] {
  return Array.from({ length: SPRAY }, () => {
    const [turn, out] = [2 * Math.PI * random(), radius * Math.sqrt(random())];
    return [inside(x + out * Math.cos(turn)), inside(y + out * Math.sin(turn))];
  }).flat();
}

const inside = (value: number): number => Math.min(1, Math.max(-1, value));

export const erased = (points: readonly number[], x: number, y: number, radius: number): readonly number[] =>
  points.filter((_, i) => {
    const at = i - (i % 2);
    return Math.hypot((points[at] as number) - x, (points[at + 1] as number) - y) > radius;
  });

/** Places from one to another, `apart` from each other, the first left out. */
export function between(
  [x0, y0]: readonly [number, number],
  [x1, y1]: readonly [number, number],
  apart: number,
): readonly (readonly [number, number])[] {
  const count = Math.max(1, Math.floor(Math.hypot(x1 - x0, y1 - y0) / apart));
  return Array.from({ length: count }, (_, i) => {
    const part = (i + 1) / count;
    return [x0 + part * (x1 - x0), y0 + part * (y1 - y0)] as const;
  });
}
