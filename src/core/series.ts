/** A line of points, as two columns of the same length. */
export interface Points {
  readonly steps: readonly number[];
  readonly values: readonly number[];
}

/**
 * At most `max` of a series' points (3 or more), chosen so that the line looks the same: the first, the last, and of
 * each stretch between them the one that spans the largest triangle with the point chosen before and the mean of the
 * next stretch. Largest-Triangle-Three-Buckets, Steinarsson 2013. Values that are not finite are left out first.
 */
export function decimate(steps: readonly number[], values: readonly number[], max: number): Points {
  const finite = keepFinite(steps, values);
  const count = finite.steps.length;
  const wanted = Math.max(3, Math.floor(max));
  if (count <= wanted) return finite;

  const x = (index: number) => finite.steps[index] as number;
  const y = (index: number) => finite.values[index] as number;
  const buckets = wanted - 2;
  /** Where stretch `bucket` begins; the first point and the last belong to none. */
  const start = (bucket: number) => 1 + Math.floor((bucket * (count - 2)) / buckets);
  const chosen = [0];
  for (let bucket = 0; bucket < buckets; bucket++) {
    const from = start(bucket);
    const to = start(bucket + 1);
    const [meanX, meanY] = bucket + 1 < buckets ? mean(finite, to, start(bucket + 2)) : [x(count - 1), y(count - 1)];
    const before = chosen.at(-1) as number;
    let best = from;
    let largest = -1;
    for (let index = from; index < to; index++) {
      const area = Math.abs(
        (x(before) - meanX) * (y(index) - y(before)) - (x(before) - x(index)) * (meanY - y(before)),
      );
      if (area > largest) {
        largest = area;
        best = index;
      }
    }
    chosen.push(best);
  }
  chosen.push(count - 1);
  return { steps: chosen.map(x), values: chosen.map(y) };
}

function mean({ steps, values }: Points, from: number, to: number): [number, number] {
  let sumX = 0;
  let sumY = 0;
  for (let index = from; index < to; index++) {
    sumX += steps[index] as number;
    sumY += values[index] as number;
  }
  return [sumX / (to - from), sumY / (to - from)];
}

function keepFinite(steps: readonly number[], values: readonly number[]): Points {
  if (values.length === steps.length && values.every(Number.isFinite)) return { steps, values };
  const kept = steps.map((_, index) => index).filter((index) => Number.isFinite(values[index]));
  return { steps: kept.map((index) => steps[index] as number), values: kept.map((index) => values[index] as number) };
}
