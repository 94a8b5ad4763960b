import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, it } from "vitest";
import { randomNormals, randomStream, randomUniforms } from "../../core/random.ts";
import { softmaxCrossEntropy } from "./crossEntropy/index.ts";
import { embedding } from "./embedding/index.ts";
import { gatedTanh } from "./gatedTanh/index.ts";
import { matMul } from "./matMul/index.ts";
import { adamUpdate, adamWUpdate, globalNorm, rmsPropUpdate, sgdMomentumUpdate } from "./optimizers/index.ts";
import { normal, uniform } from "./random/index.ts";
import { recurrent } from "./recurrent/index.ts";

const values = (tensor: tf.Tensor) => [...tensor.dataSync()];
const expectClose = (tensor: tf.Tensor, expected: number[], digits = 5) => {
  const given = values(tensor);
  expect(given.length).toBe(expected.length);
  given.forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i] as number, digits);
  });
};

beforeAll(async () => {
  await tf.setBackend("cpu");
});

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

describe("recurrent, one step of one unit, by hand", () => {
  const step = (cell: Parameters<typeof recurrent>[0], x: number[], u: number[], b: number[], state: number[]) =>
    recurrent(cell, {
      projected: tf.tensor3d(x, [1, 1, x.length]),
      recurrentKernel: tf.tensor2d(u, [1, u.length]),
      recurrentBias: tf.tensor1d(b),
      initial: state.map((value) => tf.tensor2d([value], [1, 1])),
    });

  it("simple: tanh(x + h·u + b)", () => {
    expectClose(step("simple", [0.3], [0.5], [0.1], [0.8]).hidden, [Math.tanh(0.3 + 0.8 * 0.5 + 0.1)]);
  });

  it("LSTM: gates in the order i, f, c, o", () => {
    const [i, f, c, o] = [0.1 + 0.2 * 0.5, 0.3 - 0.1 * 0.5, -0.2 + 0.4 * 0.5, 0.6 + 0.7 * 0.5] as const;
    const cell = sigmoid(f) * 0.9 + sigmoid(i) * Math.tanh(c);
    const { hidden, final } = step("lstm", [0.1, 0.3, -0.2, 0.6], [0.2, -0.1, 0.4, 0.7], [0, 0, 0, 0], [0.5, 0.9]);
    expectClose(hidden, [sigmoid(o) * Math.tanh(cell)]);
    expectClose(final[1] as tf.Tensor, [cell]);
  });

  it("GRU: gates in the order z, r, h, and the reset after the product and its bias", () => {
    const z = sigmoid(0.1 + 0.5 * 0.2 + 0.01);
    const r = sigmoid(0.3 + 0.5 * -0.4 + 0.02);
    const candidate = Math.tanh(-0.2 + r * (0.5 * 0.6 + 0.03));
    const { hidden } = step("gru", [0.1, 0.3, -0.2], [0.2, -0.4, 0.6], [0.01, 0.02, 0.03], [0.5]);
    expectClose(hidden, [z * 0.5 + (1 - z) * candidate]);
  });

  it("GRU that resets before: the candidate sees r·h", () => {
    const z = sigmoid(0.1 + 0.5 * 0.2);
    const r = sigmoid(0.3 + 0.5 * -0.4);
    const candidate = Math.tanh(-0.2 + r * 0.5 * 0.6);
    const { hidden } = step("gru-reset-before", [0.1, 0.3, -0.2], [0.2, -0.4, 0.6], [0, 0, 0], [0.5]);
    expectClose(hidden, [z * 0.5 + (1 - z) * candidate]);
  });

  it("carries on from its final state as if the sequence had not been cut", () => {
    const projected = tf.tensor3d(randomNormals(randomStream(1, "x"), 2 * 6 * 12), [2, 6, 12]);
    const weights = {
      recurrentKernel: tf.tensor2d(randomNormals(randomStream(1, "u"), 48), [4, 12]),
      recurrentBias: null,
    };
    const initial = [tf.zeros([2, 4]) as tf.Tensor2D];
    const whole = recurrent("gru", { projected, ...weights, initial });
    const first = recurrent("gru", { projected: projected.slice([0, 0, 0], [-1, 2, -1]), ...weights, initial });
    const rest = recurrent("gru", {
      projected: projected.slice([0, 2, 0], [-1, 4, -1]),
      ...weights,
      initial: first.final,
    });
    expectClose(tf.concat([first.hidden, rest.hidden], 1), values(whole.hidden), 6);
  });
});

describe("gatedTanh", () => {
  it("is tanh of each row's first half times σ of its second, by hand", () => {
    const x = tf.tensor2d([0.5, -1, 0, 2, -0.3, 9000, -9000, -9000], [2, 4]);
    expectClose(gatedTanh(x), [Math.tanh(0.5) * 0.5, Math.tanh(-1) * sigmoid(2), 0, 0]);
  });

  it("asks for two halves", () => {
    expect(() => gatedTanh(tf.zeros([2, 5]))).toThrow("5 channels do not fall into two halves");
  });
});

describe("embedding", () => {
  it("adds the gradients of a row that is used twice", () => {
    const table = tf.tensor2d([1, 2, 3, 4, 5, 6], [3, 2]);
    const indices = tf.tensor1d([2, 0, 2], "int32");
    expect(values(embedding(table, indices))).toEqual([5, 6, 1, 2, 5, 6]);
    const dy = tf.tensor2d([1, 10, 2, 20, 4, 40], [3, 2]);
    const gradient = tf.grad((t) => embedding(t as tf.Tensor2D, indices))(table, dy);
    expect(values(gradient)).toEqual([2, 20, 0, 0, 5, 50]);
  });
});

describe("softmaxCrossEntropy", () => {
  it("is ln 4 nats for four equal logits, and its gradient softmax − one-hot", () => {
    const logits = tf.tensor2d([7, 7, 7, 7], [1, 4]);
    const labels = tf.tensor1d([2], "int32");
    expectClose(softmaxCrossEntropy(logits, labels), [Math.log(4)]);
    const gradient = tf.grad((x) => softmaxCrossEntropy(x as tf.Tensor2D, labels))(logits, tf.tensor1d([2]));
    expectClose(gradient, [0.5, 0.5, -1.5, 0.5]);
  });

  it("stays finite where exponentials overflow", () => {
    const loss = softmaxCrossEntropy(tf.tensor2d([1000, 0, -1000, 990], [2, 2]), tf.tensor1d([1, 0], "int32"));
    expectClose(loss, [1000, 1990], 2);
  });
});

describe("matMul", () => {
  it("adds the bias and then bends", () => {
    const a = tf.tensor2d([1, 2, 3, 4], [2, 2]);
    const b = tf.tensor2d([1, -1, 0, 1], [2, 2]);
    expect(values(matMul(a, b, { bias: tf.tensor1d([-2, 0]), activation: "relu" }))).toEqual([0, 1, 1, 1]);
    expect(values(matMul(a, b, { transposeA: true }))).toEqual([1, 2, 2, 2]);
  });

  it("lets a two-dimensional right side serve every matrix of the left", () => {
    const a = tf.tensor3d([1, 2, 3, 4], [2, 1, 2]);
    expect(matMul(a, tf.tensor2d([1, 1], [2, 1])).shape).toEqual([2, 1, 1]);
    expect(values(matMul(a, tf.tensor2d([1, 1], [2, 1])))).toEqual([3, 7]);
  });
});

describe("optimizers", () => {
  const variable = (...start: number[]) => tf.variable(tf.tensor1d(start), false);

  it("Adam's first step is the learning rate against the gradient's sign", () => {
    const w = variable(1, 1);
    const slots = { firstMoment: variable(0, 0), secondMoment: variable(0, 0) };
    const settings = { learningRate: 0.1, beta1: 0.9, beta2: 0.999, epsilon: 0 };
    adamUpdate(w, tf.tensor1d([3, -0.02]), slots, { ...settings, step: 1 });
    expectClose(w, [0.9, 1.1]);
  });

  it("AdamW takes its decay off the weights, not through the moments", () => {
    const w = variable(1);
    const slots = { firstMoment: variable(0), secondMoment: variable(0) };
    const settings = { learningRate: 0.1, beta1: 0.9, beta2: 0.999, epsilon: 0, weightDecay: 0.5, step: 1 };
    adamWUpdate(w, tf.tensor1d([2]), slots, settings);
    expectClose(w, [1 * (1 - 0.05) - 0.1]);
  });

  it("momentum adds nine tenths of the last step", () => {
    const w = variable(0);
    const slots = { velocity: variable(0) };
    for (let i = 0; i < 2; i++) sgdMomentumUpdate(w, tf.tensor1d([1]), slots, { learningRate: 0.1, momentum: 0.9 });
    expectClose(w, [-0.1 - 0.19]);
  });

  it("RMSProp divides by the root of the mean square", () => {
    const w = variable(0);
    rmsPropUpdate(w, tf.tensor1d([4]), { meanSquare: variable(0) }, { learningRate: 0.1, decay: 0.75, epsilon: 0 });
    expectClose(w, [-0.1 * (4 / Math.sqrt(0.25 * 16))]);
  });

  it("clips through a scale that stays on the device", () => {
    const gradients = [tf.tensor1d([3]), tf.tensor2d([[0], [4]])];
    expectClose(globalNorm(gradients), [5]);
    const w = variable(0);
    const gradientScale = tf.div(1, globalNorm(gradients)) as tf.Scalar;
    sgdMomentumUpdate(w, tf.tensor1d([3]), { velocity: variable(0) }, { learningRate: 1, momentum: 0, gradientScale });
    expectClose(w, [-0.6]);
  });
});

describe("random", () => {
  it("draws on the device what the streams of the core draw", () => {
    const stream = randomStream(5, "noise");
    expect(values(uniform(stream, [3, 3]))).toEqual([...randomUniforms(stream, 9)]);
    expect(normal(stream, [3, 3]).shape).toEqual([3, 3]);
    expectClose(normal(stream, [3, 3]), [...randomNormals(stream, 9)]);
  });
});
