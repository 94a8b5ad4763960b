/** The directions along which the means of real examples vary most: axes to move along in the latent space. */

export interface LatentAxis {
  readonly id: string;
  /** How far one unit of the axis goes, [Z]. */
  readonly direction: Float32Array;
}

export interface LatentBasis {
  /** What stands at 0 of every axis, [Z]. */
  readonly origin: Float32Array;
  readonly axes: readonly LatentAxis[];
}

/** The latent units themselves. */
export function unitBasis(latent: number): LatentBasis {
  return {
    origin: new Float32Array(latent),
    axes: Array.from({ length: latent }, (_, unit) => ({
      id: `z${unit + 1}`,
      direction: Float32Array.from({ length: latent }, (_, i) => (i === unit ? 1 : 0)),
    })),
  };
}

/**
 * The first principal axes of N latent means, each as long as their standard deviation along it; the largest component of
 * each is positive, so that an axis does not turn round from one moment to the next. means [N, Z].
 */
export function principalBasis(means: Float32Array, latent: number, count: number): LatentBasis {
  const examples = means.length / latent;
  const origin = new Float64Array(latent);
  means.forEach((value, i) => {
    origin[i % latent] = (origin[i % latent] as number) + value / examples;
  });
  const covariance = Array.from({ length: latent }, () => new Float64Array(latent));
  const centred = new Float64Array(latent);
  for (let n = 0; n < examples; n++) {
    for (let i = 0; i < latent; i++) centred[i] = (means[n * latent + i] as number) - (origin[i] as number);
    for (let i = 0; i < latent; i++) {
      const row = covariance[i] as Float64Array;
      for (let j = 0; j < latent; j++) {
        row[j] = (row[j] as number) + ((centred[i] as number) * (centred[j] as number)) / examples;
      }
    }
  }
  const { values, vectors } = eigen(covariance);
  const order = Array.from(values.keys()).sort((a, b) => (values[b] as number) - (values[a] as number));
  return {
    origin: Float32Array.from(origin),
    axes: order.slice(0, count).map((index, rank) => {
      const vector = vectors[index] as Float64Array;
      const largest = vector.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0);
      const length = Math.sqrt(Math.max(0, values[index] as number)) * Math.sign(largest);
      return { id: `pc${rank + 1}`, direction: Float32Array.from(vector, (value) => value * length) };
    }),
  };
}

/** The point at these coordinates, [Z]. */
export function pointAt({ origin, axes }: LatentBasis, coordinates: readonly number[]): Float32Array {
  return origin.map((value, i) =>
    axes.reduce((sum, { direction }, a) => sum + (coordinates[a] ?? 0) * (direction[i] as number), value),
  );
}

/** The coordinates of latent points along the first axes, as many numbers a point as there are axes. points [N, Z]. */
export function coordinatesOf({ origin, axes }: LatentBasis, points: Float32Array): Float32Array {
  const latent = origin.length;
  const coordinates = new Float32Array((points.length / latent) * axes.length);
  const squares = axes.map(({ direction }) => direction.reduce((sum, value) => sum + value * value, 0));
  for (let n = 0; n < points.length / latent; n++) {
    axes.forEach(({ direction }, a) => {
      let along = 0;
      for (let i = 0; i < latent; i++) {
        along += ((points[n * latent + i] as number) - (origin[i] as number)) * (direction[i] as number);
      }
      const square = squares[a] as number;
      coordinates[n * axes.length + a] = square > 0 ? along / square : 0;
    });
  }
  return coordinates;
}

const MOST_SWEEPS = 30;

/** Eigenvalues and unit eigenvectors (rows) of a symmetric matrix, by Jacobi's rotations (Golub & Van Loan, 8.5). */
function eigen(symmetric: readonly Float64Array[]): { values: number[]; vectors: Float64Array[] } {
  const order = symmetric.length;
  const a = symmetric.map((row) => Float64Array.from(row));
  const vectors = Array.from({ length: order }, (_, i) =>
    Float64Array.from({ length: order }, (_, j) => Number(i === j)),
  );
  const at = (i: number, j: number) => (a[i] as Float64Array)[j] as number;
  const turn = (x: Float64Array, y: Float64Array, cosine: number, sine: number) => {
    for (let k = 0; k < order; k++) {
      const [first, second] = [x[k] as number, y[k] as number];
      x[k] = cosine * first - sine * second;
      y[k] = sine * first + cosine * second;
    }
  };
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let turned = false;
    for (let p = 0; p < order; p++) {
      for (let q = p + 1; q < order; q++) {
        if (Math.abs(at(p, q)) <= 1e-12 * Math.sqrt(Math.abs(at(p, p) * at(q, q))) + 1e-30) continue;
        turned = true;
        const angle = Math.atan2(2 * at(p, q), at(q, q) - at(p, p)) / 2;
        const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
        turn(a[p] as Float64Array, a[q] as Float64Array, cosine, sine);
        for (const row of a) {
          const [first, second] = [row[p] as number, row[q] as number];
          row[p] = cosine * first - sine * second;
          row[q] = sine * first + cosine * second;
        }
        turn(vectors[p] as Float64Array, vectors[q] as Float64Array, cosine, sine);
      }
    }
    if (!turned) break;
  }
  return { values: a.map((row, i) => row[i] as number), vectors };
}
