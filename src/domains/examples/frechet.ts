/** How far two sets of feature vectors lie from each other, as Gaussians. */
import { symmetricEigen } from "../../core/symmetricEigen.ts";

export interface Moments {
  /** [F]. */
  readonly mean: Float64Array;
  /** Divided by N; F rows of [F]. */
  readonly covariance: readonly Float64Array[];
}

/** Mean and covariance of N rows of `size` numbers. [N, F] */
export function momentsOf(rows: ArrayLike<number>, size: number): Moments {
  const count = rows.length / size;
  const mean = new Float64Array(size);
  for (let i = 0; i < rows.length; i++) {
    mean[i % size] = (mean[i % size] as number) + (rows[i] as number) / count;
  }
  const covariance = Array.from({ length: size }, () => new Float64Array(size));
  const centred = new Float64Array(size);
  for (let start = 0; start < rows.length; start += size) {
    for (let i = 0; i < size; i++) centred[i] = (rows[start + i] as number) - (mean[i] as number);
    covariance.forEach((row, i) => {
      const share = (centred[i] as number) / count;
      for (let j = 0; j < size; j++) row[j] = (row[j] as number) + share * (centred[j] as number);
    });
  }
  return { mean, covariance };
}

/**
 * The Fréchet distance from Gaussians to that of `real`, squared as the "Fréchet inception distance" is given
 * (Heusel et al. 2017; Dowson & Landau 1982): |μ₁ − μ₂|² + tr(Σ₁ + Σ₂ − 2 (Σ₁Σ₂)^½). The trace of the root is the sum of the
 * singular values of Σ₁^½ Σ₂^½, the roots of the eigenvalues of Σ₁^½ Σ₂ Σ₁^½. In squared units of the features; not a
 * number where a moment is none.
 */
export function frechetTo(real: Moments): (made: Moments) => number {
  const { values, vectors } = symmetricEigen(real.covariance);
  const roots = values.map((value) => Math.sqrt(Math.max(0, value)));
  /** Σ₁^½ in its own axes: each row an eigenvector times the root of its eigenvalue. */
  const scaled = vectors.map((vector, k) => vector.map((value) => value * (roots[k] as number)));
  const size = real.mean.length;
  return ({ mean, covariance }) => {
    const images = scaled.map((row) => covariance.map((column) => dot(row, column)));
    const product = images.map((image) => scaled.map((row) => dot(image, row)));
    const root = symmetricEigen(product).values.reduce((sum, value) => sum + Math.sqrt(Math.max(0, value)), 0);
    let distance = -2 * root;
    for (let i = 0; i < size; i++) {
      distance += ((mean[i] as number) - (real.mean[i] as number)) ** 2;
      distance += ((covariance[i] as Float64Array)[i] as number) + ((real.covariance[i] as Float64Array)[i] as number);
    }
    return Number.isNaN(distance) ? Number.NaN : Math.max(0, distance);
  };
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
