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
  /** Pearson's r, −1..1; of labels, the correlation ratio ε, 0..1. */
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
    const found = properties.map(({ id }, p) => ({ unit, property: id, strength: correlation(own, scores[p]) }));
    if (labels) found.push({ unit, property: LABEL, strength: correlationRatio(own, labels) });
    const none: Association = { unit, property: "", strength: 0 };
    return found.reduce((best, each) => (Math.abs(each.strength) > Math.abs(best.strength) ? each : best), none);
  })
    .filter(({ strength }) => strength !== 0)
    .sort((a, b) => Math.abs(b.strength) - Math.abs(a.strength));
}

/** (x − mean) / deviation; `null` where nothing varies. */
export function standardScores(count: number, of: (i: number) => number): Float64Array | null {
  const values = Float64Array.from({ length: count }, (_, i) => of(i));
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count);
  return deviation > 1e-6 ? values.map((value) => (value - mean) / deviation) : null;
}

/** The correlation of two columns of standard scores. */
export const correlation = (a: Float64Array | null, b: Float64Array | null | undefined): number =>
  a && b ? a.reduce((sum, value, i) => sum + value * (b[i] as number), 0) / a.length : 0;

/**
 * ε: the root of the share of the variance that lies between labels, less what would lie there by chance (Kelley 1935).
 * Scores have a mean of 0 and a variance of 1.
 */
function correlationRatio(scores: Float64Array | null, labels: ArrayLike<number>): number {
  if (!scores) return 0;
  const groups = meansOf(scores, labels);
  const [N, K] = [scores.length, groups.size];
  if (K < 2 || N <= K) return 0;
  let between = 0;
  for (const { mean, count } of groups.values()) between += count * mean ** 2;
  return Math.sqrt(Math.max(0, 1 - ((1 - between / N) * (N - 1)) / (N - K)));
}

/** The mean and the count of the values under each label. */
function meansOf(values: ArrayLike<number>, labels: ArrayLike<number>): Map<number, { mean: number; count: number }> {
  const found = new Map<number, { mean: number; count: number }>();
  for (let i = 0; i < values.length; i++) {
    const label = labels[i] as number;
    const { mean, count } = found.get(label) ?? { mean: 0, count: 0 };
    found.set(label, { mean: mean + ((values[i] as number) - mean) / (count + 1), count: count + 1 });
  }
  return found;
}

/** Labels with fewer examples say nothing of where a label lies, and so many are named at either end. */
const LEAST_OF_LABEL = 3;
const ENDS = 3;

/** The numbers of the labels whose values are lowest on average, and highest; the farthest first. */
export function labelEnds(values: ArrayLike<number>, labels: ArrayLike<number>) {
  const ordered = [...meansOf(values, labels)]
    .filter(([, { count }]) => count >= LEAST_OF_LABEL)
    .sort(([, a], [, b]) => a.mean - b.mean)
    .map(([label]) => label);
  const named = Math.min(ENDS, ordered.length >> 1);
  return { low: ordered.slice(0, named), high: ordered.toReversed().slice(0, named) };
}
