import { randomNormals, randomStream } from "./random.ts";
import { symmetricEigen } from "./symmetricEigen.ts";

/** The directions of greatest variance. K components of D values. */
export interface PrincipalComponents {
  /** float64 [D]. */
  readonly mean: Float64Array;
  /** K rows of float64 [D], orthonormal, the greatest variance first. */
  readonly components: readonly Float64Array[];
  /** The variance (divided by N) along each component. float64 [K] */
  readonly variances: Float64Array;
}

/** More directions than asked for are iterated: the error shrinks by the variance ratio of the last kept to the first left out. */
const SPARE = 8;
const MOST_ROUNDS = 200;
const TOLERANCE = 1e-6;
/** A variance below this share of the greatest is rounding. */
const LEAST_SHARE = 1e-10;
/** Only where the iteration begins: the result does not hang on it. */
const START = randomStream(1, "principal components");

/**
 * The first `count` principal components of N examples of `size` values each, by orthogonal iteration with Rayleigh–Ritz
 * (Golub & Van Loan, 8.2), without ever forming the D × D covariance. Stops when the variance captured changes by less
 * than a millionth. Fewer components come back where the examples span fewer. [N, D]
 */
export function principalComponents(examples: Float32Array, size: number, count: number): PrincipalComponents {
  const mean = meanOf(examples, size);
  const block = Math.min(count + SPARE, size);
  const start = randomNormals(START, block * size);
  let basis = orthonormal(
    Array.from({ length: block }, (_, j) => Float64Array.from(start.subarray(j * size, (j + 1) * size))),
  );
  let captured = 0;
  for (let round = 0; ; round++) {
    const images = basis.map(() => new Float64Array(size));
    applyCovariance(examples, mean, basis, images);
    const { values, vectors } = symmetricEigen(basis.map((direction) => images.map((image) => dot(direction, image))));
    const sum = values.slice(0, count).reduce((total, value) => total + value, 0);
    if (round === MOST_ROUNDS || Math.abs(sum - captured) <= TOLERANCE * sum) {
      const kept = values.slice(0, count).filter((value) => value > LEAST_SHARE * (values[0] as number));
      return {
        mean,
        components: kept.map((_, k) => combined(basis, vectors[k] as readonly number[])),
        variances: Float64Array.from(kept),
      };
    }
    captured = sum;
    basis = orthonormal(vectors.map((vector) => combined(images, vector)));
  }
}

/** What the components leave over: the squared error of an example's best reconstruction, summed over its values, mean over examples. */
export function reconstructionError({ mean, components }: PrincipalComponents, examples: Float32Array): number {
  const size = mean.length;
  const centred = new Float64Array(size);
  let total = 0;
  for (let start = 0; start < examples.length; start += size) {
    for (let i = 0; i < size; i++) centred[i] = (examples[start + i] as number) - (mean[i] as number);
    // The components are orthonormal: what they hold is the sum of the squared projections (Pythagoras).
    total += dot(centred, centred) - components.reduce((held, component) => held + dot(centred, component) ** 2, 0);
  }
  return (total * size) / examples.length;
}

function meanOf(examples: Float32Array, size: number): Float64Array {
  const mean = new Float64Array(size);
  for (let i = 0; i < examples.length; i++) mean[i % size] = (mean[i % size] as number) + (examples[i] as number);
  return mean.map((sum) => (sum * size) / examples.length);
}

/** `images[j]` += covariance · `directions[j]`, as the mean of x (x · direction) over centred examples x. */
function applyCovariance(
  examples: Float32Array,
  mean: Float64Array,
  directions: readonly Float64Array[],
  images: readonly Float64Array[],
): void {
  const size = mean.length;
  const centred = new Float64Array(size);
  for (let start = 0; start < examples.length; start += size) {
    for (let i = 0; i < size; i++) centred[i] = (examples[start + i] as number) - (mean[i] as number);
    directions.forEach((direction, j) => {
      const image = images[j] as Float64Array;
      const weight = (dot(centred, direction) * size) / examples.length;
      for (let i = 0; i < size; i++) image[i] = (image[i] as number) + weight * (centred[i] as number);
    });
  }
}

/** Modified Gram–Schmidt, twice for accuracy; a vector that the others span is left out. */
function orthonormal(vectors: readonly Float64Array[]): Float64Array[] {
  const basis: Float64Array[] = [];
  for (const vector of vectors) {
    const before = Math.sqrt(dot(vector, vector));
    const rest = Float64Array.from(vector);
    for (const known of [...basis, ...basis]) {
      const along = dot(rest, known);
      for (let i = 0; i < rest.length; i++) rest[i] = (rest[i] as number) - along * (known[i] as number);
    }
    const norm = Math.sqrt(dot(rest, rest));
    if (norm > 1e-10 * before) basis.push(rest.map((value) => value / norm));
  }
  return basis;
}

function combined(vectors: readonly Float64Array[], weights: readonly number[]): Float64Array {
  const sum = new Float64Array((vectors[0] as Float64Array).length);
  vectors.forEach((vector, j) => {
    for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + (weights[j] as number) * (vector[i] as number);
  });
  return sum;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
