import * as tf from "@tensorflow/tfjs";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { randomBelow, randomNormals, randomStream, randomWords } from "../../core/random.ts";
import { wholeDomain } from "../../domains/testing/data.ts";
import type { Model, Tap } from "../../engine/model.ts";
import type { DatasetFacts } from "../../schema/domain.ts";
import { defaultsOf, type Values } from "../../schema/parameter.ts";
import { asModelValues } from "../../schema/testing/modelValues.ts";
import { expectBytes, expectGraph, expectNear, reloaded, seenBy } from "../testing/checks.ts";
import { manifest } from "./manifest.ts";
import { build } from "./model.ts";
import { modelGraph } from "./modelGraph.manifest.ts";
import { wavesOf } from "./network.ts";
import { processOf } from "./process.ts";
import { OBJECTIVES } from "./sizes.manifest.ts";
import { differences } from "./testing/backends.ts";
import {
  KINDS,
  noise,
  numbers,
  open,
  SIZE,
  scalar,
  tinyBatch,
  tinyModel,
  tinyPictures,
  tinyPoints,
  tinySounds,
  tinySpectrograms,
  tinyValues,
  untapped,
  updateOf,
} from "./testing/fixture.ts";
import { words } from "./words/en.ts";

beforeAll(() => open("wasm"));

let model: Model | null = null;
afterEach(() => {
  model?.dispose();
  model = null;
});

const shape = { size: SIZE, length: 1 };
const lossOf = (of: Model, values: Values, facts: DatasetFacts, tap: Tap = untapped) =>
  updateOf(of).loss({ batch: tinyBatch(facts), noise, tap, values });

describe.each(KINDS)("a denoiser, %s,", (_, values, facts) => {
  it("has the gradient that finite differences find along a direction of all weights", () => {
    model = tinyModel(values, facts);
    const variables = [...updateOf(model).variables];
    const total = () => lossOf(model as Model, values, facts).total;
    const { grads } = tf.variableGrads(total, variables);
    const directions = variables.map(({ shape, size }, i) =>
      tf.tensor(
        randomNormals(randomStream(i, "direction"), size).map((x) => x / Math.sqrt(size)),
        shape,
      ),
    );
    const slopes = variables.map(({ name }, i) =>
      scalar(tf.sum(tf.mul(grads[name] as tf.Tensor, directions[i] as tf.Tensor))),
    );
    const expected = slopes.reduce((sum, slope) => sum + slope, 0);
    const start = variables.map((variable) => tf.mul(variable, 1));
    const STEP = 4e-3;
    const [ahead, behind] = [STEP, -STEP].map((step) => {
      for (const [i, variable] of variables.entries())
        variable.assign(tf.add(start[i] as tf.Tensor, tf.mul(directions[i] as tf.Tensor, step)));
      return scalar(total());
    }) as [number, number];
    expect(Math.abs((ahead - behind) / (2 * STEP) - expected)).toBeLessThan(0.01 * Math.hypot(...slopes) + 1e-3);
  });

  it("saves networks that load in stock TensorFlow.js with the outputs that training sees", async () => {
    model = tinyModel(values, facts);
    // One batch at the times of the strata that the noise gives; labels told to all.
    const told = {
      ...noise,
      uniform: (name: string, of: readonly number[]) => (name === "told" ? tf.ones([...of]) : noise.uniform(name, of)),
    };
    const { loss } = updateOf(model);
    const seen = seenBy((tap) => loss({ batch: tinyBatch(facts), noise: told, tap, values }));
    const start = scalar(noise.uniform("time", [1]));
    const { end } = processOf(values as never);
    const times = Array.from({ length: SIZE }, (_, i) => (end * (i + start)) / SIZE);
    const { bounded } = wholeDomain(facts).traits;
    const centred = (x: tf.Tensor) => (bounded ? tf.sub(tf.mul(x, 2), 1) : x);
    const labels = values.conditional ? [tf.tensor2d([0, 1, 2, 0], [SIZE, 1], "int32")] : [];
    for (const network of Object.values(model.networks)) {
      const loaded = await reloaded(network);
      const inputs = [centred(seen.noisy as tf.Tensor), wavesOf(tf.tensor1d(times)), ...labels];
      const expected = numbers(centred(seen.prediction as tf.Tensor));
      expectNear(numbers(loaded.predict(inputs) as tf.Tensor), expected, 2e-4);
      loaded.dispose();
    }
  });

  it("passes every node of its picture with the shape written there, and its weights live where it says", () => {
    model = tinyModel(values, facts);
    const graph = modelGraph(values, wholeDomain(facts), shape);
    const own = model;
    expectGraph(
      own,
      graph,
      seenBy((tap) => lossOf(own, values, facts, tap)),
    );
    for (const { id } of graph.nodes) expect(Object.keys(words.nodes)).toContain(id);
  });

  it("leaves no tensor behind", () => {
    tf.tidy(() => tinyModel(values, facts).dispose());
    const before = tf.memory().numTensors;
    const own = build(asModelValues(values), wholeDomain(facts), shape, randomStream(1, "weights"));
    const built = tf.memory().numTensors;
    // The weights, their average, and the count of steps.
    expect(built - before).toBe(2 * updateOf(own).variables.length + 1);
    for (let step = 0; step < 3; step++) {
      tf.tidy(() => {
        tf.variableGrads(() => lossOf(own, values, facts).total, [...updateOf(own).variables]);
        updateOf(own).project?.(values);
        own.generate?.(2, randomStream(1, "made"), values, { guidance: 2 });
      });
      const batch = tinyBatch(facts);
      const loss = own.evaluate(batch, null, values);
      tf.dispose([loss.total, Object.values(loss.terms), batch.values, batch.labels as tf.Tensor]);
    }
    expect(tf.memory().numTensors).toBe(built);
    own.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe("the loss", () => {
  it.each(OBJECTIVES)("is the mean square of the target where the network says nothing: %s", (objective) => {
    const values = { ...tinyValues, objective };
    model = tinyModel(values);
    for (const network of Object.values(model.networks))
      network.setWeights(network.getWeights().map((weight) => tf.zerosLike(weight)));
    const seen: Record<string, number[]> = {};
    const tap: Tap = (node, tensor) => {
      seen[node] = numbers(tensor);
      return tensor;
    };
    const { total } = lossOf(model, values, tinyPoints, tap);
    const target = seen.target as number[];
    expect(scalar(total)).toBeCloseTo(target.reduce((sum, value) => sum + value ** 2, 0) / target.length, 5);
    if (objective === "flow") {
      const [x, epsilon] = [seen.input as number[], seen.noise as number[]];
      expect(target).toEqual(x.map((value, i) => expect.closeTo((epsilon[i] as number) - value, 5)));
    }
  });

  it("judges with the same noise and times every time, by thirds of time that make up the whole", () => {
    model = tinyModel();
    const batch = tinyBatch(tinyPoints, 6);
    const [first, second] = [0, 1].map(() => (model as Model).evaluate(batch, null, tinyValues));
    expect(scalar(first?.total as tf.Scalar)).toBe(scalar(second?.total as tf.Scalar));
    const bands = Object.values(first?.terms ?? {}).map(scalar);
    expect(Object.keys(first?.terms ?? {})).toEqual(["littleNoise", "someNoise", "muchNoise"]);
    expect(bands.reduce((sum, band) => sum + band / 3, 0)).toBeCloseTo(scalar(first?.total as tf.Scalar), 5);
  });
});

describe("the average", () => {
  it("moves by 9/(10 + t) of the way at first and by 1 − decay later, and is what is judged while it is on", () => {
    model = tinyModel();
    const { denoiser, average } = model.networks as Record<"denoiser" | "average", tf.LayersModel>;
    const set = (network: tf.LayersModel, value: number) =>
      network.setWeights(network.getWeights().map(({ shape }) => tf.fill(shape, value)));
    set(denoiser, 1);
    set(average, 0);
    const steps = updateOf(model).carry?.[0] as tf.Variable;
    updateOf(model).project?.({ ...tinyValues, averageDecay: 0.99 });
    expect(numbers(average.getWeights()[0] as tf.Tensor)[0]).toBeCloseTo(0.9, 6);
    set(average, 0);
    steps.assign(tf.scalar(100_000));
    updateOf(model).project?.({ ...tinyValues, averageDecay: 0.99 });
    expect(numbers(average.getWeights()[0] as tf.Tensor)[0]).toBeCloseTo(0.01, 6);
    expect(numbers(denoiser.getWeights()[0] as tf.Tensor)[0]).toBe(1);

    const judged = (on: boolean) =>
      scalar((model as Model).evaluate(tinyBatch(tinyPoints), null, { ...tinyValues, average: on }).total);
    expect(judged(true)).not.toBeCloseTo(judged(false), 3);
    set(average, 1);
    expect(judged(true)).toBe(judged(false));
  });
});

describe("the estimate", () => {
  it("of weights is exact for 100 random set-ups", () => {
    const random = randomWords(randomStream(3, "configs"), 100 * 8);
    for (let i = 0; i < 100; i++) {
      const draw = (k: number, bound: number) => randomBelow(random[8 * i + k] as number, bound);
      const values: Values = {
        ...defaultsOf(manifest.parameters),
        objective: OBJECTIVES[draw(0, 4)] as string,
        architecture: draw(1, 2) === 0 ? "dense" : "convolutional",
        layers: 1 + draw(2, 5),
        width: 8 + draw(3, 40),
        channels: 4 + draw(4, 8),
        conditional: draw(5, 2) === 0,
      };
      const facts = [tinyPoints, tinyPictures, tinySounds, tinySpectrograms][draw(6, 4)] as DatasetFacts;
      const built = build(asModelValues(values), wholeDomain(facts), shape, randomStream(i, "weights"));
      const weights = updateOf(built).variables.reduce((sum, { size }) => sum + size, 0);
      expect([i, manifest.estimate(values, wholeDomain(facts), shape).weights]).toEqual([i, weights]);
      built.dispose();
    }
  });

  it.each([
    ["points", { width: 128 }, tinyPoints, 256],
    ["dense pictures", { architecture: "dense", width: 256 }, tinyPictures, 64],
    ["convolutional pictures", { channels: 16, conditional: true }, tinyPictures, 32],
  ] as const)("of bytes is within a quarter of what a step takes at its peak: %s", async (_, own, facts, size) => {
    const values: Values = { ...defaultsOf(manifest.parameters), objective: "velocity", ...own };
    const at: DatasetFacts =
      facts === tinyPictures ? { ...facts, domain: { kind: "image", height: 28, width: 28, channels: 1 } } : facts;
    model = build(asModelValues(values), wholeDomain(at), { size, length: 1 }, randomStream(1, "weights"));
    const update = updateOf(model);
    const batch = tinyBatch(at, size);
    // The weights and their average stood there before, and Adam's two moments are the optimizer's.
    const { weights, bytes } = manifest.estimate(values, wholeDomain(at), { size, length: 1 });
    const total = () => update.loss({ batch, noise, tap: untapped, values }).total;
    await expectBytes(bytes, 4 * 4 * weights, total, update.variables);
  });
});

it("learns and draws on wasm as core ops on the processor do", async () => {
  try {
    expect(await differences("wasm")).toEqual([]);
  } finally {
    await open("wasm");
  }
}, 60_000);
