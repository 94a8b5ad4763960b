/**
 * Directional finite differences of gradients: for a function g = ∇f and a direction v, the second derivative along v is
 * (g(x + hv) − g(x − hv)) / 2h, and the engine's own is the gradient of ⟨g(x), v⟩. Shared by the tests of every backend.
 */
import * as tf from "@tensorflow/tfjs";
import { randomNormals, randomStream } from "../../core/random.ts";

export interface SecondOrderCase {
  readonly name: string;
  readonly shape: readonly number[];
  /** Any smooth function of x; it is summed with fixed weights, so that every direction counts. */
  readonly f: (x: tf.Tensor) => tf.Tensor;
  /** Points at which the function bends are kept this far away. */
  readonly awayFrom?: { readonly points: readonly number[]; readonly by: number };
}

const smooth = (name: string, f: (x: tf.Tensor) => tf.Tensor, shape: readonly number[] = [3, 5]): SecondOrderCase => ({
  name,
  f,
  shape,
});

/** Its bends lie at `points`; a finite difference across one would measure the corner. */
const bent = (name: string, points: readonly number[], f: (x: tf.Tensor) => tf.Tensor): SecondOrderCase => ({
  name,
  f,
  shape: [3, 5],
  awayFrom: { points, by: 0.1 },
});

const leakyWeights = () => normals("weights", [5, 4]);

export const secondOrderCases: readonly SecondOrderCase[] = [
  smooth("tanh", tf.tanh),
  smooth("sigmoid", tf.sigmoid),
  smooth("exp", tf.exp),
  smooth("softmax", (x) => tf.softmax(x)),
  smooth("logSoftmax", (x) => tf.logSoftmax(x)),
  smooth("softplus", tf.softplus),
  smooth("swish", (x) => tf.mul(x, tf.sigmoid(x))),
  smooth("logSigmoid", tf.logSigmoid),
  smooth("power", (x) => tf.pow(tf.add(tf.square(x), 1), 1.5)),
  smooth("norm of the rows", (x) => tf.sqrt(tf.sum(tf.square(x), 1))),
  bent("elu", [0], tf.elu),
  bent("selu", [0], tf.selu),
  bent("relu, squared", [0], (x) => tf.square(tf.relu(x))),
  bent("leakyRelu, squared", [0], (x) => tf.square(tf.leakyRelu(x, 0.2))),
  bent("clip, cubed", [-1, 1], (x) => tf.pow(tf.clipByValue(x, -1, 1), tf.scalar(3))),
  bent("maximum with a scalar, squared", [0.3], (x) => tf.square(tf.maximum(x, 0.3))),
  bent("minimum with a scalar, squared", [0.3], (x) => tf.square(tf.minimum(x, 0.3))),
  smooth("greatest of a row, squared", (x) => tf.square(tf.max(x, 1))),
  smooth("two layers with tanh", (x) =>
    tf.matMul(tf.tanh(tf.matMul(x as tf.Tensor2D, leakyWeights())), leakyWeights(), false, true),
  ),
];

function normals(name: string, shape: readonly number[]): tf.Tensor2D {
  return tf.tensor<tf.Rank.R2>(randomNormals(randomStream(7, name), tf.util.sizeFromShape([...shape])), [...shape] as [
    number,
    number,
  ]);
}

function start({ name, shape, awayFrom }: SecondOrderCase): tf.Tensor {
  const draws = randomNormals(randomStream(7, name), tf.util.sizeFromShape([...shape]));
  for (const point of awayFrom?.points ?? []) {
    const by = awayFrom?.by ?? 0;
    draws.forEach((draw, i) => {
      if (Math.abs(draw - point) < by) draws[i] = draw < point ? point - by : point + by;
    });
  }
  return tf.tensor(draws, [...shape]);
}

/** The engine's second derivative along a fixed direction, and the finite difference of its first; each of x's shape. */
export async function secondDerivatives(
  testCase: SecondOrderCase,
): Promise<{ analytic: Float32Array; numeric: Float32Array }> {
  const h = 1e-2;
  const [analytic, numeric] = tf.tidy(() => {
    const x = start(testCase);
    const direction = normals(`${testCase.name}/direction`, testCase.shape);
    const total = (z: tf.Tensor) => {
      const y = testCase.f(z);
      return tf.sum(tf.mul(y, normals(`${testCase.name}/weights`, y.shape)));
    };
    const gradient = tf.grad(total);
    const along = tf.grad((z: tf.Tensor) => tf.sum(tf.mul(gradient(z), direction)));
    const step = tf.mul(direction, h);
    const difference = tf.div(tf.sub(gradient(tf.add(x, step)), gradient(tf.sub(x, step))), 2 * h);
    return [along(x), difference] as [tf.Tensor, tf.Tensor];
  });
  const values = { analytic: (await analytic.data()) as Float32Array, numeric: (await numeric.data()) as Float32Array };
  tf.dispose([analytic, numeric]);
  return values;
}

/** √(mean square of the difference) over √(mean square of `expected`). */
export function relativeError(actual: Float32Array, expected: Float32Array): number {
  let difference = 0;
  let size = 0;
  expected.forEach((value, i) => {
    difference += ((actual[i] ?? Number.NaN) - value) ** 2;
    size += value ** 2;
  });
  return Math.sqrt(difference / size);
}

type Derivatives = { analytic: Float32Array; numeric: Float32Array };

/**
 * The gradient penalty of WGAN-GP (Gulrajani et al. 2017), mean (‖∇ₓ critic(x)‖ − 1)²: its derivative along a direction of
 * the critic's first weights, by the engine and by differences.
 */
async function penaltyDerivatives(
  x: tf.Tensor,
  weights: tf.Tensor,
  critic: (x: tf.Tensor, weights: tf.Tensor) => tf.Tensor,
): Promise<Derivatives> {
  // So small that no unit of these draws crosses its bend, where the penalty jumps.
  const h = 2e-3;
  const [analytic, numeric] = tf.tidy(() => {
    const penalty = (theta: tf.Tensor) => {
      const slopes = tf.grad((z: tf.Tensor) => tf.sum(critic(z, theta)))(x);
      const norms = tf.sqrt(tf.sum(tf.square(slopes.reshape([x.shape[0] as number, -1])), 1));
      return tf.mean(tf.square(tf.sub(norms, 1))) as tf.Scalar;
    };
    const direction = normals("direction", [1, weights.size]).reshape(weights.shape);
    const step = tf.mul(direction, h);
    const difference = tf.div(tf.sub(penalty(tf.add(weights, step)), penalty(tf.sub(weights, step))), 2 * h);
    const along = tf.sum(tf.mul(tf.grad(penalty)(weights), direction));
    return [along, difference] as [tf.Tensor, tf.Tensor];
  });
  const values = { analytic: (await analytic.data()) as Float32Array, numeric: (await numeric.data()) as Float32Array };
  tf.dispose([analytic, numeric, x, weights]);
  return values;
}

/** Of a critic of points with two hidden layers. */
export function densePenaltyDerivatives(activation: (x: tf.Tensor) => tf.Tensor): Promise<Derivatives> {
  return penaltyDerivatives(normals("samples", [6, 3]), normals("first", [3, 8]), (z, first) => {
    const [second, last] = [normals("second", [8, 8]), normals("last", [8, 1])];
    const hidden = activation(tf.matMul(z as tf.Tensor2D, first as tf.Tensor2D)) as tf.Tensor2D;
    return tf.matMul(activation(tf.matMul(hidden, second)) as tf.Tensor2D, last);
  });
}

/** Of a critic of pictures: two convolutions with stride 2 and leaky units, then a readout. */
export function convolutionalPenaltyDerivatives(): Promise<Derivatives> {
  const pictures = tf.tidy(() => normals("pictures", [2, 64]).reshape([2, 8, 8, 1]));
  const filters = tf.tidy(() => tf.mul(normals("filters", [16, 3]).reshape([4, 4, 1, 3]), 0.5));
  return penaltyDerivatives(pictures, filters, (z, first) => {
    const second = tf.mul(normals("deeper filters", [48, 4]).reshape([4, 4, 3, 4]), 0.3) as tf.Tensor4D;
    const hidden = tf.leakyRelu(tf.conv2d(z as tf.Tensor4D, first as tf.Tensor4D, 2, "same"), 0.2);
    const deeper = tf.leakyRelu(tf.conv2d(hidden as tf.Tensor4D, second, 2, "same"), 0.2);
    return tf.matMul(deeper.reshape([2, 16]), normals("readout", [16, 1]));
  });
}

export const penaltyActivations = [
  ["tanh", tf.tanh],
  ["elu", tf.elu],
  ["leakyRelu", (x: tf.Tensor) => tf.leakyRelu(x, 0.2)],
  ["swish", (x: tf.Tensor) => tf.mul(x, tf.sigmoid(x))],
] as const;

/** Gradients of Σ w · batchNorm(x), in x, mean and variance, without a scale; and from its definition by core ops. */
export async function unscaledBatchNormGradients(): Promise<{ kernel: Float32Array; composed: Float32Array }> {
  const [kernel, composed] = tf.tidy(() => {
    const x = normals("x", [6, 4]);
    const weights = normals("weights", [6, 4]);
    const mean = tf.mean(x, 0) as tf.Tensor1D;
    const variance = tf.add(tf.square(normals("variance", [1, 4])), 0.5).reshape([4]) as tf.Tensor1D;
    const offset = normals("offset", [1, 4]).reshape([4]) as tf.Tensor1D;
    const gradients = (f: (x: tf.Tensor, mean: tf.Tensor, variance: tf.Tensor) => tf.Tensor) => {
      const each = tf.grads((...z) =>
        tf.sum(tf.mul(f(z[0] as tf.Tensor, z[1] as tf.Tensor, z[2] as tf.Tensor), weights)),
      );
      return tf.concat(each([x, mean, variance]).map((gradient) => gradient.reshape([-1])));
    };
    return [
      gradients((z, m, v) =>
        tf.batchNorm2d(z as tf.Tensor2D, m as tf.Tensor1D, v as tf.Tensor1D, offset, undefined, 1e-3),
      ),
      gradients((z, m, v) => tf.add(tf.div(tf.sub(z, m), tf.sqrt(tf.add(v, 1e-3))), offset)),
    ] as [tf.Tensor, tf.Tensor];
  });
  const values = { kernel: (await kernel.data()) as Float32Array, composed: (await composed.data()) as Float32Array };
  tf.dispose([kernel, composed]);
  return values;
}
