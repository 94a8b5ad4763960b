import { fileURLToPath } from "node:url";
import * as tf from "@tensorflow/tfjs";
import { type BackendWasm, setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { randomNormals, randomStream } from "../../../core/random.ts";
import { installGradients } from "../../gradients/index.ts";
import { softmaxCrossEntropy } from "../crossEntropy/index.ts";
import { embedding } from "../embedding/index.ts";
import { matMul } from "../matMul/index.ts";
import { adamUpdate, globalNorm, sgdUpdate } from "../optimizers/index.ts";
import { parityFailures } from "../parity.ts";
import { type RecurrentCell, recurrent, zeroState } from "../recurrent/index.ts";
import { installWasmKernels } from "./index.ts";
import { stockParity } from "./parity.ts";

setWasmPaths(fileURLToPath(new URL("../../../../node_modules/@tensorflow/tfjs-backend-wasm/dist/", import.meta.url)));

beforeAll(async () => {
  await tf.setBackend("wasm");
  await installWasmKernels();
  await installWasmKernels(); // a second time does nothing
  installGradients();
});

beforeEach(async () => {
  await tf.setBackend("wasm");
});

const normals = (name: string, ...shape: number[]) =>
  tf.tensor(
    randomNormals(
      randomStream(1, name),
      shape.reduce((product, size) => product * size, 1),
    ),
    shape,
  );

describe("stock ops on our kernels", () => {
  it.each(stockParity.map((each) => [each.name, each] as const))("%s agrees with cpu", async (_, testCase) => {
    expect(await parityFailures(testCase, "wasm")).toEqual([]);
  });
});

describe("elementary functions", () => {
  /** The activation alone: a product with one. */
  const bent = (x: tf.Tensor, activation: "sigmoid" | "tanh" | "elu") =>
    matMul(x.reshape([-1, 1]), tf.ones([1, 1]), { activation });
  const points = Float32Array.from({ length: 40_001 }, (_, i) => (i - 20_000) / 230); // −87 … 87
  const small = Float32Array.from({ length: 4_001 }, (_, i) => (i - 2_000) * 1e-6);

  it.each([
    ["tanh", tf.tanh, Math.tanh],
    ["exp", tf.exp, Math.exp],
    ["sigmoid", (x: tf.Tensor) => bent(x, "sigmoid"), (x: number) => 1 / (1 + Math.exp(-x))],
    ["tanh inside a product", (x: tf.Tensor) => bent(x, "tanh"), Math.tanh],
    ["elu", (x: tf.Tensor) => bent(x, "elu"), (x: number) => (x > 0 ? x : Math.exp(x) - 1)],
  ] as const)("%s is within 1e-6 of the true value, relatively", (_, op, truth) => {
    for (const given of [points, small]) {
      const values = op(tf.tensor1d(given)).dataSync();
      given.forEach((x, i) => {
        const wanted = truth(x);
        const difference = Math.abs((values[i] as number) - wanted);
        if (difference > 1e-6 * Math.abs(wanted)) expect.fail(`at ${x}: ${values[i]} rather than ${wanted}`);
      });
    }
  });

  it.each([
    ["log", tf.log, Math.log],
    ["log1p", tf.log1p, Math.log1p],
    ["softplus", tf.softplus, (x: number) => Math.log1p(Math.exp(x))],
  ] as const)("%s is within 2e-7 of max(1, |value|), and log1p near 0 within 1e-6 of its value", (name, op, truth) => {
    const positive = Float32Array.from(points, (x) => Math.exp(x / 2));
    for (const given of [name === "softplus" ? points : positive, small.map(Math.abs)]) {
      const values = op(tf.tensor1d(given)).dataSync();
      given.forEach((x, i) => {
        const wanted = truth(x);
        const close = name === "log1p" && x < 1e-2 ? 1e-6 * Math.abs(wanted) : 2e-7 * Math.max(1, Math.abs(wanted));
        if (!(Math.abs((values[i] as number) - wanted) <= close) && x > 0)
          expect.fail(`at ${x}: ${values[i]} rather than ${wanted}`);
      });
    }
  });

  it("log is −∞ at 0, ∞ at ∞, and NaN below 0", () => {
    const values = tf.log(tf.tensor1d([0, -1, Infinity, Number.NaN, 1])).dataSync();
    expect([...values]).toEqual([-Infinity, Number.NaN, Infinity, Number.NaN, 0]);
    expect([...tf.log1p(tf.tensor1d([-1, Infinity, 0])).dataSync()]).toEqual([-Infinity, Infinity, 0]);
    expect([...tf.softplus(tf.tensor1d([-1000, 1000, Infinity])).dataSync()]).toEqual([
      expect.closeTo(0, 30),
      1000,
      Infinity,
    ]);
  });

  it("exp goes to 0 and ∞ at the ends, and NaN stays NaN", () => {
    const values = tf.exp(tf.tensor1d([-1000, -Infinity, 88.5, 1000, Infinity, Number.NaN, 0])).dataSync();
    expect([...values].map((value) => Math.fround(value))).toEqual([
      0,
      0,
      expect.closeTo(Math.exp(88.5), -33),
      Infinity,
      Infinity,
      Number.NaN,
      1,
    ]);
    expect([...tf.tanh(tf.tensor1d([-1000, Number.NaN, 1000])).dataSync()]).toEqual([
      expect.closeTo(-1, 6),
      Number.NaN,
      expect.closeTo(1, 6),
    ]);
  });
});

describe("a weight written in place", () => {
  const update = (variable: tf.Variable) => sgdUpdate(variable, tf.onesLike(variable), { learningRate: 2 });

  it.each([
    ["matMul", [3, 2], (w: tf.Tensor) => tf.matMul(tf.ones([1, 3]), w as tf.Tensor2D)],
    ["fused matMul", [3, 2], (w: tf.Tensor) => tf.fused.matMul({ a: tf.ones([1, 3]), b: w })],
    ["reshaped matMul", [2, 3], (w: tf.Tensor) => tf.matMul(tf.ones([1, 3]), w.reshape([3, 2]))],
    [
      "conv2d",
      [1, 1, 3, 2],
      (w: tf.Tensor) => tf.conv2d(tf.ones([1, 1, 1, 3]) as tf.Tensor4D, w as tf.Tensor4D, 1, "same"),
    ],
    [
      "depthwiseConv2d",
      [1, 1, 3, 1],
      (w: tf.Tensor) => tf.depthwiseConv2d(tf.ones([1, 1, 1, 3]) as tf.Tensor4D, w as tf.Tensor4D, 1, "same"),
    ],
    ["prelu", [3], (w: tf.Tensor) => tf.prelu(tf.fill([1, 3], -1), w)],
  ] as const)("is seen by the next %s", (_, shape, op) => {
    const weights = tf.variable(tf.ones([...shape]), false);
    const before = [...op(weights).dataSync()];
    update(weights);
    expect([...weights.dataSync()]).toEqual([...weights.dataSync()].map(() => -1));
    expect([...op(weights).dataSync()]).toEqual(before.map((value) => -value));
    weights.dispose();
  });
});

it("a write in place changes neither clones of the variable nor what it was made from", () => {
  const start = tf.tensor1d([1, 2, 3]);
  const weights = tf.variable(start, false);
  const [clone, matrix] = [weights.clone(), weights.reshape([3, 1])];
  sgdUpdate(weights, tf.ones([3]), { learningRate: 1 });
  expect([...weights.dataSync()]).toEqual([0, 1, 2]);
  for (const other of [start, clone, matrix]) expect([...other.dataSync()]).toEqual([1, 2, 3]);
});

describe("indices outside the table", () => {
  it("are refused by the embedding, with the place", () => {
    const indices = tf.tensor1d([0, 3], "int32");
    expect(() => embedding(tf.ones([3, 2]), indices)).toThrow(/indexOutside.*"place":1/);
    expect(() => embedding(tf.ones([3, 2]), tf.tensor1d([-1], "int32"))).toThrow(/indexOutside/);
  });

  it("make the cross-entropy not a number rather than read elsewhere", () => {
    const losses = softmaxCrossEntropy(tf.zeros([2, 4]), tf.tensor1d([4, 1], "int32"));
    expect([...losses.dataSync()]).toEqual([Number.NaN, expect.closeTo(Math.log(4), 6)]);
  });
});

it("kernels still find their tensors after the memory has grown", () => {
  const { memory } = (tf.backend() as unknown as { wasm: { asm: { memory: WebAssembly.Memory } } }).wasm.asm;
  const before = memory.buffer.byteLength;
  const a = normals("a", 3, 4);
  const large = tf.zeros([before / 4 + 1024]);
  expect(memory.buffer.byteLength).toBeGreaterThan(before);
  const product = matMul(a, tf.eye(4)).dataSync();
  expect([...product]).toEqual([...a.dataSync()]);
  large.dispose();
});

it("stacks of matrices broadcast against each other", () => {
  const [a, b] = [normals("a", 2, 1, 3, 4), normals("b", 5, 4, 6)];
  const product = tf.matMul(a, b);
  expect(product.shape).toEqual([2, 5, 3, 6]);
  const single = tf.matMul(
    a.slice([1, 0], [1, 1]).reshape([3, 4]) as tf.Tensor2D,
    b.slice([3], [1]).reshape([4, 6]) as tf.Tensor2D,
  );
  expect([...product.slice([1, 3], [1, 1]).dataSync()]).toEqual([...single.dataSync()]);
});

it("a full memory is refused in words, before anything is written over", () => {
  const { wasm } = tf.backend() as unknown as { wasm: { _malloc: (bytes: number) => number } };
  const a = tf.ones([8, 8]);
  const allocate = wasm._malloc; // after its first call, which replaces it
  for (const allowed of [0, 1]) {
    let calls = 0;
    wasm._malloc = (bytes) => (calls++ < allowed ? allocate(bytes) : 0);
    try {
      expect(() => matMul(a, a)).toThrow(/tooLarge/);
    } finally {
      wasm._malloc = allocate;
    }
  }
  expect(matMul(a, a).dataSync()[0]).toBe(8);
});

it("products have right gradients of gradients through bent activations", () => {
  const direction = normals("direction", 5, 3);
  const w = normals("w", 3, 4);
  const bias = normals("bias", 4) as tf.Tensor1D;
  const slope = tf.grad((x) => tf.sum(matMul(x, w, { bias, activation: "tanh" })));
  const penalty = (x: tf.Tensor) => tf.sum(tf.square(slope(x))) as tf.Scalar;
  const x = normals("x", 5, 3);
  const [analytic] = tf.sum(tf.mul(tf.grad(penalty)(x), direction)).dataSync();
  const h = 2e-3;
  const [ahead, behind] = [h, -h].map((step) => penalty(tf.add(x, tf.mul(direction, step))).dataSync()[0] as number);
  const numeric = ((ahead as number) - (behind as number)) / (2 * h);
  expect(Math.abs((analytic as number) - numeric)).toBeLessThan(1e-3 * Math.abs(numeric));
});

describe.each(["simple", "lstm", "gru", "gru-reset-before"] as const)(
  "200 training steps of a text model (%s)",
  (cell) => {
    it("leave the tensor count, its bytes and the device's memory as they were, and learn", () => {
      const { step, backend, losses } = textModel(cell);
      for (let i = 1; i <= 5; i++) step(i);
      const [tensors, bytes, ids] = [tf.memory().numTensors, tf.memory().numBytes, backend.numDataIds()];
      const { memory } = (backend.wasm as unknown as { asm: { memory: WebAssembly.Memory } }).asm;
      const pages = memory.buffer.byteLength;
      for (let i = 6; i <= 205; i++) step(i);
      expect(tf.memory().numTensors).toBe(tensors);
      expect(tf.memory().numBytes).toBe(bytes);
      expect(backend.numDataIds()).toBe(ids);
      expect(memory.buffer.byteLength).toBe(pages);
      expect(losses.at(-1)).toBeLessThan(0.1 * (losses[0] as number));
    });
  },
);

/** Learns to repeat a sequence of period 7: embedding, recurrence, readout, cross-entropy, clipped Adam. */
function textModel(cell: RecurrentCell) {
  const [B, T, V, E, H] = [4, 9, 7, 5, 13];
  const G = { simple: 1, lstm: 4, gru: 3, "gru-reset-before": 3 }[cell];
  const variable = (name: string, ...shape: number[]) => tf.variable(normals(name, ...shape).mul(0.3));
  const weights = {
    table: variable("table", V, E) as tf.Variable<tf.Rank.R2>,
    kernel: variable("kernel", E, G * H) as tf.Variable<tf.Rank.R2>,
    recurrentKernel: variable("recurrent", H, G * H) as tf.Variable<tf.Rank.R2>,
    recurrentBias: variable("bias", G * H) as tf.Variable<tf.Rank.R1>,
    readout: variable("readout", H, V) as tf.Variable<tf.Rank.R2>,
  };
  const trained = Object.values(weights).map((weight) => ({
    weight: weight as tf.Variable,
    slots: {
      firstMoment: tf.variable(tf.zerosLike(weight), false),
      secondMoment: tf.variable(tf.zerosLike(weight), false),
    },
  }));
  const tokens = (shift: number) =>
    tf.tensor(
      Int32Array.from({ length: B * T }, (_, i) => (Math.floor(i / T) * 2 + (i % T) + shift) % V),
      [B, T],
      "int32",
    );
  const [inputs, targets] = [tokens(0), tokens(1).reshape([-1]) as tf.Tensor1D];
  const losses: number[] = [];
  const step = (index: number): void => {
    tf.tidy(() => {
      const { value, grads } = tf.variableGrads(
        () => {
          const projected = matMul(embedding(weights.table, inputs), weights.kernel) as tf.Tensor3D;
          const { hidden } = recurrent(cell, { projected, ...weights, initial: zeroState(cell, B, H) });
          const logits = matMul(hidden.reshape([-1, H]), weights.readout) as tf.Tensor2D;
          return tf.mean(softmaxCrossEntropy(logits, targets)) as tf.Scalar;
        },
        trained.map(({ weight }) => weight),
      );
      const gradientScale = tf.minimum(1, tf.div(1, globalNorm(Object.values(grads)))) as tf.Scalar;
      for (const { weight, slots } of trained) {
        const settings = { learningRate: 0.02, beta1: 0.9, beta2: 0.99, epsilon: 1e-8, step: index, gradientScale };
        adamUpdate(weight, grads[weight.name] as tf.Tensor, slots, settings);
      }
      losses.push(value.dataSync()[0] as number);
    });
  };
  return { step, losses, backend: tf.backend() as BackendWasm };
}
