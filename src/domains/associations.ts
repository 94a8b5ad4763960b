/** Which numbers of a model follow which property of the data: correlations over real examples. */

/** A property of each of N examples, or of each place in them, as a number. */
export interface Property {
  /** A key of the page's words. */
  readonly id: string;
  /** [N]. */
  readonly values: ArrayLike<number>;
}

export interface Association {
  /** The number of the unit, from 0. */
  readonly unit: number;
  readonly property: string;
  /** Pearson's r, −1..1; of labels, the correlation ratio η, 0..1. */
  readonly strength: number;
}

/** What labels are called among the properties. */
export const LABEL = "label";

/**
 * The property that each unit follows most closely, the closest first. units [N, H], row by row; `labels`: a number for each
 * of the N. A unit or a property that does not vary follows nothing.
 */
export function associations(
  units: ArrayLike<number>,
  size: number,
  properties: readonly Property[],
  labels: ArrayLike<number> | null,
): readonly Association[] {
  const count = units.length / size;
  const scores = properties.map(({ values }) => standardScores(count, (i) => values[i] as number));
  return Array.from({ length: size }, (_, unit): Association => {
    const own = standardScores(count, (i) => units[i * size + unit] as number);
    const found = properties.map(({ id }, p) => ({ unit, property: id, strength: product(own, scores[p]) }));
    if (labels) found.push({ unit, property: LABEL, strength: correlationRatio(own, labels) });
    const none: Association = { unit, property: "", strength: 0 };
    return found.reduce((best, each) => (Math.abs(each.strength) > Math.abs(best.strength) ? each : best), none);
  })
    .filter(({ strength }) => strength !== 0)
    .sort((a, b) => Math.abs(b.strength) - Math.abs(a.strength));
}

/** (x − mean) / deviation; `null` where nothing varies. */
function standardScores(count: number, of: (i: number) => number): Float64Array | null {
  const values = Float64Array.from({ length: count }, (_, i) => of(i));
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count);
  return deviation > 1e-6 ? values.map((value) => (value - mean) / deviation) : null;
}

const product = (a: Float64Array | null, b: Float64Array | null | undefined): number =>
  a && b ? a.reduce((sum, value, i) => sum + value * (b[i] as number), 0) / a.length : 0;

/** η: the root of the share of the variance that lies between labels. Scores have a mean of 0 and a variance of 1. */
function correlationRatio(scores: Float64Array | null, labels: ArrayLike<number>): number {
  if (!scores) return 0;
  const sums = new Map<number, { sum: number; count: number }>();
  scores.forEach((score, i) => {
    const label = labels[i] as number;
    const own = sums.get(label) ?? { sum: 0, count: 0 };
    sums.set(label, { sum: own.sum + score, count: own.count + 1 });
  });
  if (sums.size < 2) return 0;
  let between = 0;
  for (const { sum, count } of sums.values()) between += (sum * sum) / count;
  return Math.sqrt(between / scores.length);
}
