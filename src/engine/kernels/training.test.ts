import { fileURLToPath } from "node:url";
import * as tf from "@tensorflow/tfjs";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { beforeAll, expect, it } from "vitest";
import { randomNormals, randomStream, randomUniforms } from "../../core/random.ts";
import { installGradients } from "../gradients/index.ts";
import { installLayers } from "../layers/index.ts";
import { attention } from "./attention/index.ts";
import { softmaxCrossEntropy } from "./crossEntropy/index.ts";
import { embedding } from "./embedding/index.ts";
import { gaussianDraw, gaussianKl } from "./gaussian/index.ts";
import { gelu } from "./gelu/index.ts";
import { matMul } from "./matMul/index.ts";
import { layerNorm } from "./normalization/index.ts";
import { adamUpdates } from "./optimizers/index.ts";
import { sigmoidCrossEntropy } from "./sigmoidCrossEntropy/index.ts";
import { installWasmKernels } from "./wasm/index.ts";

setWasmPaths(fileURLToPath(new URL("../../../node_modules/@tensorflow/tfjs-backend-wasm/dist/", import.meta.url)));

beforeAll(async () => {
  await tf.setBackend("wasm");
  await installWasmKernels();
  installGradients();
  installLayers();
});

type Step = () => number;

const normals = (name: string, ...shape: number[]) =>
  tf.tidy(() => tf.tensor(randomNormals(randomStream(5, name), tf.util.sizeFromShape(shape)), shape));

/** Adam on these variables; a step gives the loss before it. */
function trainer(variables: readonly tf.Variable[], loss: () => tf.Scalar): Step {
  const trained = variables.map((variable) => ({
    variable,
    slots: {
      firstMoment: tf.tidy(() => tf.variable(tf.zeros(variable.shape), false)),
      secondMoment: tf.tidy(() => tf.variable(tf.zeros(variable.shape), false)),
    },
  }));
  let step = 0;
  return () =>
    tf.tidy(() => {
      step += 1;
      const { value, grads } = tf.variableGrads(loss, [...variables]);
      const updated = trained.map(({ variable, slots }) => {
        return { variable, slots, gradient: grads[variable.name] as tf.Tensor };
      });
      adamUpdates(updated, { learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, step });
      return value.dataSync()[0] as number;
    });
}

/** The variables of these models, with weights that are the same on every backend. */
function variablesOf(...models: tf.LayersModel[]): tf.Variable[] {
  models.forEach((model, i) => {
    tf.tidy(() => {
      model.setWeights(
        model.getWeights().map((weight, k) => {
          const scale = weight.rank > 1 ? 0.7 / Math.sqrt(weight.size / (weight.shape.at(-1) as number)) : 0.1;
          return tf.mul(normals(`${i}/${k}`, ...weight.shape), scale);
        }),
      );
    });
  });
  return models.flatMap((model) => model.trainableWeights.map((weight) => weight.read() as tf.Variable));
}

const { conv2d, conv2dTranspose, dense, flatten, leakyReLU, reshape } = tf.layers;
const window = { kernelSize: 4, strides: 2, padding: "same" } as const;

function makeDecoder(Z: number): tf.LayersModel {
  return tf.sequential({
    layers: [
      dense({ units: 3 * 2 * 7, activation: "relu", inputShape: [Z] }),
      reshape({ targetShape: [3, 2, 7] }),
      conv2dTranspose({ ...window, filters: 5, activation: "relu" }),
      conv2dTranspose({ ...window, filters: 1 }),
    ],
  });
}

function autoencoder(): Step {
  const [B, Z] = [3, 3];
  const encoder = tf.sequential({
    layers: [
      conv2d({ ...window, filters: 5, activation: "relu", inputShape: [12, 8, 1] }),
      conv2d({ ...window, filters: 7, activation: "elu" }),
      flatten(),
      dense({ units: 2 * Z }),
    ],
  });
  const decoder = makeDecoder(Z);
  const x = tf.tensor(randomUniforms(randomStream(5, "x"), B * 96), [B, 12, 8, 1]);
  const noise = normals("noise", B, Z) as tf.Tensor2D;
  return trainer(variablesOf(encoder, decoder), () => {
    const [mean, logVariance] = tf.split(encoder.apply(x) as tf.Tensor2D, 2, 1) as [tf.Tensor2D, tf.Tensor2D];
    const logits = decoder.apply(gaussianDraw(mean, logVariance, noise)) as tf.Tensor;
    return tf.mean(tf.add(sigmoidCrossEntropy(logits, x), gaussianKl(mean, logVariance))) as tf.Scalar;
  });
}

function adversaries(): Step {
  const [B, Z] = [3, 5];
  const generator = makeDecoder(Z);
  const critic = tf.sequential({
    layers: [
      conv2d({ ...window, filters: 5, inputShape: [12, 8, 1] }),
      leakyReLU({ alpha: 0.2 }),
      flatten(),
      dense({ units: 9, activation: "tanh" }),
      dense({ units: 1 }),
    ],
  });
  const x = tf.tensor(randomUniforms(randomStream(5, "x"), B * 96), [B, 12, 8, 1]);
  const z = normals("z", B, Z);
  const [ofGenerator, ofCritic] = [variablesOf(generator), variablesOf(critic)];
  const judge = (pictures: tf.Tensor, target: number) =>
    tf.mean(sigmoidCrossEntropy(critic.apply(pictures) as tf.Tensor, target));
  const fake = () => generator.apply(z) as tf.Tensor;
  const criticStep = trainer(ofCritic, () => tf.add(judge(x, 0.9), judge(fake(), 0)) as tf.Scalar);
  const generatorStep = trainer(ofGenerator, () => judge(fake(), 1) as tf.Scalar);
  return () => criticStep() + generatorStep();
}

function transformer(): Step {
  const [B, T, V, C] = [2, 7, 5, 6];
  const weight = (name: string, ...shape: number[]) => tf.tidy(() => tf.variable(tf.mul(normals(name, ...shape), 0.4)));
  const table = weight("table", V, C) as tf.Variable<tf.Rank.R2>;
  const [q, k, v, out] = ["q", "k", "v", "out"].map((name) => weight(name, C, C)) as [
    tf.Variable,
    tf.Variable,
    tf.Variable,
    tf.Variable,
  ];
  const [up, down, head] = [weight("up", C, 11), weight("down", 11, C), weight("head", C, V)];
  const gain = tf.variable(tf.ones([C])) as tf.Variable<tf.Rank.R1>;
  const offset = tf.variable(tf.zeros([C])) as tf.Variable<tf.Rank.R1>;
  const tokens = Int32Array.from({ length: B * T }, (_, i) => (i * i) % V);
  const ids = tf.tensor2d(tokens, [B, T], "int32");
  const targets = tf.tensor1d(
    tokens.map((token) => (token + 1) % V),
    "int32",
  );
  return trainer([table, q, k, v, out, up, down, head, gain, offset], () => {
    const x = embedding(table, ids) as tf.Tensor3D;
    const normal = layerNorm(x, gain, offset);
    const [queries, keys, values] = [q, k, v].map((w) => matMul(normal, w) as tf.Tensor3D) as [
      tf.Tensor3D,
      tf.Tensor3D,
      tf.Tensor3D,
    ];
    const attended = tf.add(x, matMul(attention(queries, keys, values, { heads: 2, causal: true }), out));
    const mixed = tf.add(attended, matMul(gelu(matMul(layerNorm(attended, gain, offset), up)), down));
    return tf.mean(softmaxCrossEntropy(matMul(mixed.reshape([-1, C]), head) as tf.Tensor2D, targets)) as tf.Scalar;
  });
}

const models = { "convolutional autoencoder": autoencoder, "convolutional adversaries": adversaries, transformer };

it.each(Object.entries(models))("%s: the same losses for 20 steps as core ops on cpu, to 1e-3", async (_, build) => {
  const losses: number[][] = [];
  for (const backend of ["cpu", "wasm"]) {
    await tf.setBackend(backend);
    const step = build();
    losses.push(Array.from({ length: 20 }, step));
  }
  const [expected, actual] = losses as [number[], number[]];
  // Adversaries pull against each other, so their sum may rise; that it moves shows that they train.
  expect(Math.abs((expected[19] as number) - (expected[0] as number))).toBeGreaterThan(0.1);
  actual.forEach((loss, i) => {
    const wanted = expected[i] as number;
    expect(Math.abs(loss - wanted), `step ${i}: ${loss} rather than ${wanted}`).toBeLessThan(1e-3 * Math.abs(wanted));
  });
});

it.each(Object.entries(models))("%s: 500 steps leave nothing behind", async (_, build) => {
  await tf.setBackend("wasm");
  const step = build();
  for (let i = 0; i < 5; i++) step();
  const { numTensors, numBytes } = tf.memory();
  for (let i = 0; i < 500; i++) step();
  expect(tf.memory()).toMatchObject({ numTensors, numBytes });
});
