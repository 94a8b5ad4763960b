import * as tf from "@tensorflow/tfjs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { examplesOf, tokensOf } from "../domains/batches.ts";
import type { ExampleDataset } from "../domains/dataset.ts";
import { domainOf } from "../domains/index.ts";
import { closeBackend, openBackend } from "../engine/index.ts";
import { type Model, tensorsOf } from "../engine/model.ts";
import { create as createGradientDescent } from "../optimizers/gradient-descent/optimizer.ts";
import { create as createSgd } from "../optimizers/sgd/optimizer.ts";
import { createCapture } from "./capture.ts";
import type { Settings } from "./settings.ts";
import { traceStep } from "./trace.ts";
import { createTrainer } from "./trainer.ts";

beforeAll(() => openBackend("cpu", { onFault: () => {}, onLost: () => {} }));
afterAll(() => closeBackend("cpu"));

/** Points (i, −i), 12 to learn from and 4 held out. */
const dataset: ExampleDataset = {
  kind: "examples",
  facts: { id: "line", domain: { kind: "points" }, labels: ["x"], counts: { train: 12, validation: 4 }, baselines: [] },
  shape: [2],
  train: {
    count: 12,
    values: Float32Array.from({ length: 24 }, (_, i) => (i % 2 === 0 ? i / 2 : -(i - 1) / 2)),
    labels: new Int32Array(12),
  },
  validation: { count: 4, values: new Float32Array(8), labels: new Int32Array(4) },
};

const settings: Settings = {
  model: { rate: 5 },
  training: { learningRate: 0.1, clipNorm: 0, schedule: "constant", scheduleSteps: 10, stopAt: 0 },
};

/** Two networks of one weight each: twice the critic's turn, whose loss is 3c, then the generator's, 2g. */
function game() {
  const [critic, generator] = tf.tidy(() => [tf.variable(tf.scalar(0)), tf.variable(tf.scalar(0))]) as [
    tf.Variable,
    tf.Variable,
  ];
  const seen: number[][] = [];
  const turn = (network: string, variable: tf.Variable, slope: number) => ({
    network,
    variables: [variable],
    loss: ({ batch, tap }: Parameters<Model["updates"][number]["loss"]>[0]) => {
      const { values } = examplesOf(batch);
      seen.push(Array.from(values.dataSync()));
      tap("points", values);
      return { total: tap(`loss.${network}`, tf.mul(variable, slope) as tf.Scalar), terms: {} };
    },
  });
  const criticTurn = {
    ...turn("critic", critic, 3),
    optimizer: "sgd",
    learningRateFactor: ({ rate }: Settings["model"]) => Number(rate),
  };
  const model = {
    networks: {},
    updates: [criticTurn, criticTurn, turn("generator", generator, 2)],
    nodeOf: (variable: tf.Variable) => (variable === critic ? "critic" : "generator"),
  } as unknown as Model;
  const batches = domainOf(dataset).batches(dataset, { size: 4, length: 1 }, 7);
  const trainer = createTrainer({
    model,
    batches: batches.training,
    createOptimizer: createGradientDescent,
    others: new Map([["sgd", { create: createSgd, defaults: { momentum: 0.5, nesterov: false } }]]),
    fullBatch: false,
    seed: 7,
    settings: () => settings,
  });
  return { model, trainer, batches, critic, generator, seen };
}

const value = (variable: tf.Variable) => variable.dataSync()[0];

it("each network learns by its own optimizer at its own rate, each turn on a batch of its own", () => {
  const { trainer, critic, generator, seen, batches } = game();
  const metrics = trainer.advance();
  expect(metrics?.series).toEqual(["loss.critic", "gradientNorm.critic", "loss.generator", "gradientNorm.generator"]);
  // Twice 5 · 0.1 · 3, the second time with half of the first again; once 0.1 · 2.
  expect(value(critic)).toBeCloseTo(-(1.5 + 1.5 + 0.75), 5);
  expect(value(generator)).toBeCloseTo(-0.2, 6);
  const expected = [0, 1, 2].map((index) => Array.from(examplesOf(batches.training.at(index)).values.dataSync()));
  expect(seen).toEqual(expected);
  expect(new Set(seen.flat().map(Math.abs)).size).toBe(12); // All of an epoch, each point once.
  metrics?.row.dispose();
});

it("a traced step has one trace for each network, with its own loss, and the examples that a picture needs", async () => {
  const { trainer, model, seen } = game();
  const { traces, metrics } = await traceStep(trainer, model, async () => {}, new Map([["points", 3]]));
  expect(traces.map(({ update }) => update)).toEqual(["critic", "generator"]);
  expect(traces.map(({ loss }) => loss)).toEqual([{ loss: expect.closeTo(-4.5, 5) }, { loss: 0 }]);
  // The critic moved twice.
  expect(traces[0]?.weights[0]).toMatchObject({ node: "critic", change: expect.closeTo(3.75, 5) });
  const points = traces[1]?.forward.find(({ node }) => node === "points");
  expect(points?.shape).toEqual([3, 2]);
  expect([...(points?.values ?? [])]).toEqual(seen[2]?.slice(0, 6));
  metrics.row.dispose();
});

it("a capture keeps the first example alone, without the batch's dimension, where nothing else is asked for", async () => {
  const capture = createCapture({ gradients: false, examples: new Map([["all", 8]]) });
  const batch = tf.tensor2d([
    [1, 2],
    [3, 4],
  ]);
  capture.tap("one", batch);
  capture.tap("all", batch);
  const { forward } = await capture.read();
  expect(forward.map(({ shape, values }) => [shape, [...values]])).toEqual([
    [[2], [1, 2]],
    [
      [2, 2],
      [1, 2, 3, 4],
    ],
  ]);
});

it("examples that samples stand beside are the first of their part, the same every time", () => {
  const give = domainOf(dataset).examples(dataset, domainOf(dataset).batches(dataset, { size: 4, length: 1 }, 7));
  const train = examplesOf(give("train"));
  expect([...train.values.shape]).toEqual([12, 2]);
  expect(Array.from(train.values.dataSync()).slice(0, 4)).toEqual([0, -0, 1, -1]);
  expect(give().kind).toBe("examples");
  expect(tensorsOf(train)).toHaveLength(2);
  expect(() => tokensOf(train)).toThrow(/examples/);
});
