/** What in the data rises or falls along the axes of a latent space. */
import type { DatasetFacts } from "../schema/domain.ts";
import type { Following } from "../schema/view.ts";
import { associations, LABEL, labelEnds, type Property } from "./associations.ts";

/** A weaker one is as good as none. */
const LEAST = 0.15;

/**
 * What each axis follows most closely, `undefined` where it follows nothing. coordinates [N, axes]; `labels`: the number of
 * each of the N, or none of them.
 */
export function followings(
  coordinates: Float32Array,
  axes: number,
  properties: readonly Property[],
  labels: ArrayLike<number>,
  { labels: ids }: DatasetFacts,
): readonly (Following | undefined)[] {
  const known = labels.length > 0 && ids.length > 1 ? labels : null;
  const found = associations(coordinates, axes, properties, known);
  return Array.from({ length: axes }, (_, axis) => {
    const best = found.find(({ unit }) => unit === axis);
    if (!best || Math.abs(best.strength) < LEAST) return undefined;
    const { property, strength } = best;
    if (property !== LABEL || !known) return { property, strength };
    const { low, high } = labelEnds(
      coordinates.filter((_, i) => i % axes === axis),
      known,
    );
    const named = (numbers: readonly number[]) => numbers.map((number) => ids[number] ?? "");
    return { property, strength, low: named(low), high: named(high) };
  });
}
