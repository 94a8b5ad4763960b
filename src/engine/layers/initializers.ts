import * as tf from "@tensorflow/tfjs";
import { type RandomStream, randomNormals, randomPermutation, randomUniforms, substream } from "../../core/random.ts";

/** What `tf.layers` take as `kernelInitializer` and so on. */
export type Initializer = ReturnType<typeof tf.initializers.zeros>;

const sizeOf = (shape: readonly number[]) => shape.reduce((product, size) => product * size, 1);

/** A stock initializer that keeps its name and settings (so it saves as Keras expects) but draws from our streams. */
function drawing(stock: unknown, draw: (shape: readonly number[]) => Float32Array): Initializer {
  const initializer = stock as Initializer;
  initializer.apply = (shape) => tf.tensor(draw(shape as number[]), shape as number[]);
  return initializer;
}

/** Uniform in ±√(6 / (fan in + fan out)). Glorot & Bengio 2010. Shapes [in, out] or convolutions' [...window, in, out]. */
export function glorotUniform(stream: RandomStream): Initializer {
  return drawing(tf.initializers.glorotUniform({}), (shape) => {
    const window = sizeOf(shape.slice(0, -2));
    const [from, to] = shape.slice(-2) as [number, number];
    const limit = Math.sqrt(6 / (window * (from + to)));
    return randomUniforms(stream, sizeOf(shape)).map((draw) => (2 * draw - 1) * limit);
  });
}

/** Uniform in minimum … maximum. */
export function uniformBetween(stream: RandomStream, minimum: number, maximum: number): Initializer {
  return drawing(tf.initializers.randomUniform({ minval: minimum, maxval: maximum }), (shape) =>
    randomUniforms(stream, sizeOf(shape)).map((draw) => minimum + draw * (maximum - minimum)),
  );
}

/** Normal of mean 0 and the given standard deviation. */
export function normalOf(stream: RandomStream, deviation: number): Initializer {
  return drawing(tf.initializers.randomNormal({ mean: 0, stddev: deviation }), (shape) =>
    randomNormals(stream, sizeOf(shape)).map((draw) => draw * deviation),
  );
}

/**
 * A [rows, columns] matrix whose shorter side is orthonormal. Saxe et al. 2014.
 * Drawn by Kac's random walk: rows of the identity under layers of random plane rotations, as many as bring the fourth
 * moment to that of the uniform distribution. Takes O(rows · columns · log) where a QR decomposition takes O(rows² · columns).
 */
export function orthogonal(stream: RandomStream): Initializer {
  return drawing(tf.initializers.orthogonal({}), (shape) => {
    const [rows, columns] = shape as [number, number];
    const matrix = orthonormalRows(stream, Math.min(rows, columns), Math.max(rows, columns));
    if (rows <= columns) return Float32Array.from(matrix);
    return Float32Array.from(matrix, (_, i) => matrix[(i % columns) * rows + Math.floor(i / columns)] as number);
  });
}

function orthonormalRows(stream: RandomStream, rows: number, columns: number): Float64Array {
  // Each layer shrinks the excess fourth moment, at first of the order of the number of columns, by about 3/4.
  const layers = columns === 1 ? 0 : Math.ceil(Math.log(10 * columns) / Math.log(4 / 3));
  const rotations = Array.from({ length: layers }, (_, layer) => ({
    order: randomPermutation(substream(stream, 2 * layer), columns),
    angles: randomUniforms(substream(stream, 2 * layer + 1), columns >> 1).map((draw) => 2 * Math.PI * draw),
  })).map(({ order, angles }) => ({ order, cosines: angles.map(Math.cos), sines: angles.map(Math.sin) }));

  const matrix = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    const row = matrix.subarray(i * columns, (i + 1) * columns);
    row[i] = 1;
    for (const { order, cosines, sines } of rotations) rotatePairs(row, order, cosines, sines);
  }
  return matrix;
}

function rotatePairs(row: Float64Array, order: Uint32Array, cosines: Float32Array, sines: Float32Array): void {
  for (let pair = 0; pair < cosines.length; pair++) {
    const p = order[2 * pair] as number;
    const q = order[2 * pair + 1] as number;
    const x = row[p] as number;
    const y = row[q] as number;
    const c = cosines[pair] as number;
    const s = sines[pair] as number;
    row[p] = c * x - s * y;
    row[q] = s * x + c * y;
  }
}

/** Zeros, with ones for the LSTM's forget gate (the second of its four blocks). Jozefowicz et al. 2015. */
export function unitForgetBias(units: number): Initializer {
  return drawing(tf.initializers.zeros(), (shape) => new Float32Array(sizeOf(shape)).fill(1, units, 2 * units));
}
