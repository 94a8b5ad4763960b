/**
 * Precision: which share of new samples lies where real ones do; they are sharp and sound. Recall: which share of real
 * samples lies where new ones do; nothing is left out. Kynkäänniemi et al. 2019, "Improved precision and recall metric for
 * assessing generative models".
 */

/** A sample's neighbourhood reaches to its third nearest of the same kind, as in the paper. */
const NEIGHBOUR = 3;

/** Where samples lie: the union of a ball around each. */
export interface Neighbourhoods {
  /** [N, F], row by row. */
  readonly rows: ArrayLike<number>;
  readonly size: number;
  /** Squared, [N]. */
  readonly radii: Float64Array;
}

/** Of rows of `size` numbers, more than three of them. [N, F] */
export function neighbourhoodsOf(rows: ArrayLike<number>, size: number): Neighbourhoods {
  const count = rows.length / size;
  const radii = Float64Array.from({ length: count }, (_, i) => {
    const distances = Float64Array.from({ length: count }, (_, j) => squaredDistance(rows, i, rows, j, size));
    // The nearest is the sample itself, at 0.
    return distances.sort()[Math.min(NEIGHBOUR, count - 1)] as number;
  });
  return { rows, size, radii };
}

export const precisionRecall = (real: Neighbourhoods, made: Neighbourhoods) => ({
  precision: shareWithin(made, real),
  recall: shareWithin(real, made),
});

/** The share of rows that lie in the neighbourhood of at least one of the others. */
function shareWithin({ rows, size }: Neighbourhoods, others: Neighbourhoods): number {
  const count = rows.length / size;
  let within = 0;
  for (let i = 0; i < count; i++) {
    if (others.radii.some((radius, j) => squaredDistance(rows, i, others.rows, j, size) <= radius)) within++;
  }
  return within / count;
}

function squaredDistance(a: ArrayLike<number>, i: number, b: ArrayLike<number>, j: number, size: number): number {
  let sum = 0;
  for (let k = 0; k < size; k++) sum += ((a[i * size + k] as number) - (b[j * size + k] as number)) ** 2;
  return sum;
}
