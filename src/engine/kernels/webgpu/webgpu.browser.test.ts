import * as tf from "@tensorflow/tfjs";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { randomNormals, randomStream } from "../../../core/random.ts";
import { openBackend } from "../../backends/open.ts";
import { ACTIVATION_GRADIENT } from "../activation/contract.ts";
import { ATTENTION, ATTENTION_GRADIENT } from "../attention/contract.ts";
import { CONVOLUTION, CONVOLUTION_FILTER_GRADIENT, CONVOLUTION_TRANSPOSED } from "../convolution/contract.ts";
import { CROSS_ENTROPY_BACKWARD, CROSS_ENTROPY_FORWARD } from "../crossEntropy/contract.ts";
import { softmaxCrossEntropy } from "../crossEntropy/index.ts";
import { softmaxCrossEntropyReference } from "../crossEntropy/reference.ts";
import { EMBEDDING_BACKWARD, EMBEDDING_FORWARD } from "../embedding/contract.ts";
import { GATED_TANH, GATED_TANH_GRADIENT } from "../gatedTanh/contract.ts";
import { GAUSSIAN_DRAW, GAUSSIAN_DRAW_GRADIENT, GAUSSIAN_KL, GAUSSIAN_KL_GRADIENT } from "../gaussian/contract.ts";
import { GELU, GELU_GRADIENT } from "../gelu/contract.ts";
import { MATMUL } from "../matMul/contract.ts";
import { matMul } from "../matMul/index.ts";
import { hasNative } from "../native.ts";
import { NORMALIZATION, NORMALIZATION_GRADIENT } from "../normalization/contract.ts";
import {
  ADAM_UPDATE,
  GLOBAL_NORM,
  MOMENTUM_UPDATE,
  RMSPROP_UPDATE,
  SGD_UPDATE,
  UPDATES,
} from "../optimizers/contract.ts";
import { sgdUpdate } from "../optimizers/index.ts";
import { type ParityCase, parityFailures } from "../parity.ts";
import { RANDOM_NORMAL, RANDOM_UNIFORM } from "../random/contract.ts";
import {
  gateCount,
  RECURRENT_BACKWARD,
  RECURRENT_FORWARD,
  type RecurrentCell,
  stateCount,
} from "../recurrent/contract.ts";
import { recurrent } from "../recurrent/index.ts";
import { recurrentReference } from "../recurrent/reference.ts";
import { SIGMOID_CROSS_ENTROPY, SIGMOID_CROSS_ENTROPY_GRADIENT } from "../sigmoidCrossEntropy/contract.ts";

const faults: unknown[] = [];
const note = (fault: unknown) => faults.push(fault);

beforeAll(async () => {
  await openBackend("webgpu", { onFault: note, onLost: note });
});

afterEach(() => {
  expect(faults).toEqual([]);
});

const normals = (name: string, shape: number[]) =>
  tf.tensor(randomNormals(randomStream(3, name), tf.util.sizeFromShape(shape)), shape);

describe("the WebGPU backend's own kernels", () => {
  it.each([
    ...[RECURRENT_FORWARD, RECURRENT_BACKWARD, CROSS_ENTROPY_FORWARD, CROSS_ENTROPY_BACKWARD, EMBEDDING_FORWARD],
    ...[EMBEDDING_BACKWARD, MATMUL, SGD_UPDATE, MOMENTUM_UPDATE, RMSPROP_UPDATE, ADAM_UPDATE, GLOBAL_NORM],
    ...[
      RANDOM_UNIFORM,
      RANDOM_NORMAL,
      UPDATES,
      ACTIVATION_GRADIENT,
      GELU,
      GELU_GRADIENT,
      ATTENTION,
      ATTENTION_GRADIENT,
    ],
    ...[CONVOLUTION, CONVOLUTION_TRANSPOSED, CONVOLUTION_FILTER_GRADIENT, NORMALIZATION, NORMALIZATION_GRADIENT],
    ...[SIGMOID_CROSS_ENTROPY, SIGMOID_CROSS_ENTROPY_GRADIENT, GAUSSIAN_KL, GAUSSIAN_KL_GRADIENT, GAUSSIAN_DRAW],
    ...[GAUSSIAN_DRAW_GRADIENT, GATED_TANH, GATED_TANH_GRADIENT],
  ])("%s is one of them", (kernelName) => {
    expect(hasNative(kernelName)).toBe(true);
  });
});

function recurrentOf(cell: RecurrentCell, units: number): ParityCase {
  const width = gateCount[cell] * units;
  const states = ["hidden", "cell"].slice(0, stateCount[cell]);
  const ask = (f: typeof recurrent) => (given: Record<string, tf.Tensor>) => {
    const { hidden, final } = f(cell, {
      projected: given.projected as tf.Tensor3D,
      recurrentKernel: given.recurrentKernel as tf.Tensor2D,
      recurrentBias: given.recurrentBias as tf.Tensor1D,
      initial: states.map((name) => given[name] as tf.Tensor2D),
    });
    return [hidden, ...final];
  };
  return {
    name: `${cell} of ${units} units`,
    inputs: {
      projected: { shape: [2, 2, width] },
      recurrentKernel: { shape: [units, width], scale: 1 / Math.sqrt(units) },
      recurrentBias: { shape: [width] },
      ...Object.fromEntries(states.map((name) => [name, { shape: [2, units] }])),
    },
    run: ask(recurrent),
    reference: ask(recurrentReference),
  };
}

const product = (M: number, K: number, N: number, transposeA: boolean, transposeB: boolean): ParityCase => ({
  name: `product of ${M}×${K}×${N}${transposeA ? ", a transposed" : ""}${transposeB ? ", b transposed" : ""}`,
  inputs: {
    a: { shape: transposeA ? [K, M] : [M, K] },
    b: { shape: transposeB ? [N, K] : [K, N] },
    bias: { shape: [N] },
  },
  run: ({ a, b, bias }) => [
    matMul(a as tf.Tensor, b as tf.Tensor, { transposeA, transposeB, bias: bias as tf.Tensor1D, activation: "tanh" }),
  ],
  reference: ({ a, b, bias }) => [
    tf.tanh(tf.add(tf.matMul(a as tf.Tensor, b as tf.Tensor, transposeA, transposeB), bias as tf.Tensor)),
  ],
  // Sums of a thousand products: the order of addition alone moves the fourth digit of small ones.
  tolerance: 1e-3,
});

const large: readonly ParityCase[] = [
  recurrentOf("gru", 300),
  recurrentOf("gru-reset-before", 300),
  recurrentOf("lstm", 1024),
  product(5, 1300, 9, false, false),
  product(33, 700, 35, true, false),
  product(65, 260, 3, true, true),
  product(40, 300, 70, false, true),
  {
    name: "cross-entropy of 700 classes",
    inputs: { logits: { shape: [5, 700], scale: 3 }, labels: { indices: [0, 699, 255, 256, 64] } },
    run: ({ logits, labels }) => [softmaxCrossEntropy(logits as tf.Tensor2D, labels as tf.Tensor1D)],
    reference: ({ logits, labels }) => [softmaxCrossEntropyReference(logits as tf.Tensor2D, labels as tf.Tensor1D)],
  },
  {
    name: "sums of the columns of 17,000 rows",
    inputs: { x: { shape: [170, 100, 11] } },
    run: ({ x }) => [tf.sum(x as tf.Tensor, [0, 1]), tf.sum(x as tf.Tensor, 0, true)],
    reference: ({ x }) => [tf.sum(x as tf.Tensor, [0, 1]), tf.sum(x as tf.Tensor, 0, true)],
  },
  {
    name: "stock product with a sum of 3,000",
    inputs: { a: { shape: [4, 3000] }, b: { shape: [3000, 6] } },
    run: ({ a, b }) => [tf.matMul(a as tf.Tensor2D, b as tf.Tensor2D)],
    reference: ({ a, b }) => [tf.matMul(a as tf.Tensor2D, b as tf.Tensor2D)],
    tolerance: 1e-3,
  },
];

describe("at sizes that need more than one pass", () => {
  it.each(large.map((each) => [each.name, each] as const))("%s agrees with core ops", async (_, each) => {
    expect(await parityFailures(each, "webgpu")).toEqual([]);
  });

  it("a long product is the same to the last bit each time", async () => {
    const runs: number[][] = [];
    for (let run = 0; run < 3; run++) {
      const result = tf.tidy(() =>
        tf.matMul(normals("a", [4, 4096]) as tf.Tensor2D, normals("b", [4096, 4]) as tf.Tensor2D),
      );
      runs.push(Array.from(await result.data()));
      result.dispose();
    }
    expect(runs[1]).toEqual(runs[0]);
    expect(runs[2]).toEqual(runs[0]);
  });
});

describe("an update in place", () => {
  it("leaves a copy that was taken before as it was", async () => {
    const variable = tf.variable(tf.tensor1d([1, 2, 3]));
    const before = variable.clone();
    sgdUpdate(variable, tf.tensor1d([1, 1, 1]), { learningRate: 0.5 });
    expect(Array.from(await before.data())).toEqual([1, 2, 3]);
    expect(Array.from(await variable.data())).toEqual([0.5, 1.5, 2.5]);
    sgdUpdate(variable, tf.tensor1d([1, 1, 1]), { learningRate: 0.5 });
    expect(Array.from(await variable.data())).toEqual([0, 1, 2]);
    tf.dispose([variable, before]);
  });

  it("is seen by a read after it, also when a read was under way while it happened", async () => {
    const variable = tf.variable(tf.tensor1d([1, 2, 3]).mul(1));
    const gradient = tf.tensor1d([1, 1, 1]);
    const early = variable.data();
    sgdUpdate(variable, gradient, { learningRate: 1 });
    expect(Array.from(await early)).toEqual([1, 2, 3]);
    expect(Array.from(await variable.data())).toEqual([0, 1, 2]);
    tf.dispose([variable, gradient]);
  });

  it("writes into the variable's own buffer when nobody else holds it", async () => {
    const variable = tf.variable(tf.tensor1d([1, 2, 3]).mul(1));
    const gradient = tf.tensor1d([1, 1, 1]);
    sgdUpdate(variable, gradient, { learningRate: 1 });
    const { dataId } = variable;
    sgdUpdate(variable, gradient, { learningRate: 1 });
    expect(variable.dataId).toBe(dataId);
    expect(Array.from(await variable.data())).toEqual([-1, 0, 1]);
    tf.dispose([variable, gradient]);
  });
});
