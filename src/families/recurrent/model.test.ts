import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, it } from "vitest";
import { randomBelow, randomStream, randomWords, substream } from "../../core/random.ts";
import { sequenceDomain } from "../../domains/testing/data.ts";
import type { LossInput, Model } from "../../engine/model.ts";
import type { DatasetFacts } from "../../schema/domain.ts";
import { defaultsOf, type Values } from "../../schema/parameter.ts";
import { asModelValues } from "../../schema/testing/modelValues.ts";
import {
  expectBytes,
  expectGradients,
  expectGraph,
  expectNear,
  normals,
  numbers,
  reloaded,
  seenBy,
  untapped,
  updateOf,
  value,
} from "../testing/checks.ts";
import { manifest } from "./manifest.ts";
import { build } from "./model.ts";
import { modelGraph } from "./modelGraph.manifest.ts";
import { differences } from "./testing/backends.ts";
import { noise, open, slice, tinyBatch, tinyFacts, tinyModel, tinyText, tinyValues } from "./testing/fixture.ts";

beforeAll(() => open("wasm"));

const cells = [
  ["a simple cell", { cell: "simple" }],
  ["an LSTM", { cell: "lstm" }],
  ["a GRU", { cell: "gru" }],
  ["a GRU that resets before", { cell: "gru", resetAfter: false }],
] as const;

const lossOf = (model: Model, input: Partial<LossInput> = {}) =>
  updateOf(model).loss({ batch: tinyBatch(), noise, tap: untapped, values: tinyValues, ...input });

describe("the loss", () => {
  it("is ln 6 where every weight is zero, for six characters are then alike", () => {
    const model = tinyModel();
    model.networks.reader?.setWeights(model.networks.reader.getWeights().map((weight) => tf.zerosLike(weight)));
    expect(value(lossOf(model).total)).toBeCloseTo(Math.log(6), 6);
  });

  describe.each(cells)("of %s", (_, cell) => {
    it.each([
      ["conditioned, in two layers with dropout", { ...tinyValues, ...cell, layers: 2, dropout: 0.4 }],
      ["unconditioned", { ...tinyValues, ...cell, conditional: false }],
    ])("%s has the gradient that finite differences find", (_, values) => {
      const model = tinyModel(values);
      const update = updateOf(model);
      const batch = tinyBatch({ fresh: false });
      update.carry?.forEach((state, i) => {
        state.assign(normals(50 + i, state.shape, 0.5));
      });
      const total = () => lossOf(model, { batch, values }).total;
      expectGradients(update.variables, total, { step: 1e-2, absolute: 1e-4, relative: 2e-3 });
    });
  });
});

describe("the carried state", () => {
  it("joins halves: their mean loss is that of the whole", () => {
    const model = tinyModel({ ...tinyValues, cell: "lstm", layers: 2 });
    const whole = tinyBatch({ length: 8 });
    const first = model.evaluate(slice(whole, 0, 4, true), null, tinyValues);
    const second = model.evaluate(slice(whole, 4, 8, false), first.carry ?? null, tinyValues);
    const expected = value(model.evaluate(whole, null, tinyValues).total);
    expect((value(first.total) + value(second.total)) / 2).toBeCloseTo(expected, 5);
    const cold = model.evaluate(slice(whole, 4, 8, false), null, tinyValues);
    expect(Math.abs(value(cold.total) - value(second.total))).toBeGreaterThan(1e-3);
  });

  it("is put aside where the lanes begin anew", () => {
    const model = tinyModel();
    const carry = [normals(1, [2, 6])];
    const [fresh, zero] = [
      model.evaluate(tinyBatch({ fresh: true }), carry, tinyValues),
      model.evaluate(tinyBatch({ fresh: false }), null, tinyValues),
    ];
    expect(value(fresh.total)).toBe(value(zero.total));
  });

  it("is taken up by training from the update's own variables, and given back anew", () => {
    const model = tinyModel();
    const [state] = updateOf(model).carry as [tf.Variable];
    state.assign(normals(3, [2, 6]));
    const batch = tinyBatch({ fresh: false });
    const trained = lossOf(model, { batch });
    const evaluated = model.evaluate(batch, [state], tinyValues);
    expect(value(trained.total)).toBeCloseTo(value(evaluated.total), 6);
    expect(trained.carry?.map(numbers)).toEqual(evaluated.carry?.map(numbers));
    expect(value(lossOf(model, { batch: tinyBatch({ fresh: true }) }).total)).not.toBeCloseTo(value(trained.total), 3);
  });
});

describe("dropout", () => {
  const values = { ...tinyValues, dropout: 0.5 };
  const tapped = (model: Model) =>
    seenBy((tap) => lossOf(model, { batch: tinyBatch({ size: 4, length: 5 }), values, tap }));

  it("switches the same units off for a whole sequence, and doubles the rest at a half", () => {
    const model = tinyModel(values, tinyFacts, 4, 5);
    const { recurrent1, logits } = tapped(model);
    const mask = noise.uniform("dropout0", [4, 1, 6]).greater(0.5).toFloat().mul(2);
    const [kernel, bias] = (model.networks.reader as tf.LayersModel).getWeights().slice(-2) as [tf.Tensor, tf.Tensor];
    const dropped = tf.mul(recurrent1 as tf.Tensor, mask).reshape([20, 6]);
    const expected = numbers(tf.add(tf.matMul(dropped, kernel), bias));
    numbers(logits as tf.Tensor).forEach((logit, i) => {
      expect(logit).toBeCloseTo(expected[i] as number, 4);
    });
    expect(new Set(numbers(mask))).toEqual(new Set([0, 2]));
  });

  it("is off in evaluation", () => {
    const model = tinyModel();
    const batch = tinyBatch();
    expect(value(model.evaluate(batch, null, values).total)).toBeCloseTo(value(lossOf(model, { batch }).total), 6);
    expect(value(lossOf(model, { batch, values }).total)).not.toBeCloseTo(value(lossOf(model, { batch }).total), 3);
  });
});

describe("the model graph", () => {
  it.each([
    ["conditioned", { ...tinyValues, layers: 3 }, tinyFacts],
    ["unconditioned", { ...tinyValues, cell: "lstm" }, tinyText],
  ])("has a tap at each node of its picture, with the shape written there (%s)", (_, values, facts) => {
    const model = tinyModel(values, facts);
    const batch = tinyBatch({ labels: facts.labels.length > 0 });
    const seen = seenBy((tap) => lossOf(model, { values, tap, batch }));
    expectGraph(model, modelGraph(values, sequenceDomain(facts), { size: 2, length: 3 }), seen);
  });

  it("estimates the weights of 200 random set-ups exactly", () => {
    for (let trial = 0; trial < 200; trial++) {
      const words = randomWords(substream(randomStream(11, "configs"), trial), 9);
      const below = (i: number, bound: number) => randomBelow(words[i] as number, bound);
      const values: Values = {
        ...defaultsOf(manifest.parameters),
        cell: ["simple", "lstm", "gru"][below(0, 3)] as string,
        resetAfter: below(1, 2) === 0,
        layers: 1 + below(2, 3),
        units: 1 + below(3, 40),
        embedding: 1 + below(4, 30),
        conditional: below(5, 2) === 0,
      };
      const facts: DatasetFacts = {
        ...tinyFacts,
        domain: { kind: "tokens", vocabulary: Array.from({ length: 2 + below(6, 60) }, (_, i) => `${i}`) },
        labels: Array.from({ length: below(7, 9) }, (_, i) => `${i}`),
      };
      const batch = { size: 1 + below(8, 8), length: 4 };
      const model = build(asModelValues(values), sequenceDomain(facts), batch, randomStream(trial, "weights"));
      const built = updateOf(model).variables.reduce((sum, { size }) => sum + size, 0);
      expect(manifest.estimate(values, sequenceDomain(facts), batch).weights).toBe(built);
      expect(model.networks.reader?.countParams()).toBe(built);
      model.dispose();
    }
  });
});

describe("the estimate of bytes", () => {
  it.each([
    ["a GRU", { cell: "gru", units: 128, dropout: 0.3 }],
    ["two layers of LSTM", { cell: "lstm", units: 96, layers: 2 }],
    ["three simple layers", { cell: "simple", units: 64, layers: 3 }],
  ])("is within a fifth of what a step of %s takes at its peak", async (_, cell) => {
    const values = { ...defaultsOf(manifest.parameters), ...cell };
    const facts: DatasetFacts = {
      ...tinyFacts,
      domain: { kind: "tokens", vocabulary: Array.from({ length: 90 }, (_, i) => `${i}`) },
    };
    const shape = { size: 32, length: 48 };
    const model = build(asModelValues(values), sequenceDomain(facts), shape, randomStream(1, "weights"));
    const variables = [...updateOf(model).variables];
    const batch = tinyBatch(shape);
    // The weights stood there before, and Adam's two moments are the optimizer's.
    const beside = 3 * 4 * variables.reduce((sum, { size }) => sum + size, 0);
    const { bytes } = manifest.estimate(values, sequenceDomain(facts), shape);
    await expectBytes(bytes, beside, () => lossOf(model, { batch, values }).total, variables);
    model.dispose();
  });
});

describe("the saved reader", () => {
  const loadable = cells.filter(([, cell]) => cell.cell !== "gru" || "resetAfter" in cell);
  it.each(loadable)("with %s loads in stock TensorFlow.js with the same outputs", async (_, cell) => {
    const reader = tinyModel({ ...tinyValues, ...cell, layers: 2 }).networks.reader as tf.LayersModel;
    const stock = await reloaded(reader);
    const [ownLayer, stockLayer] = [reader, stock].map((model) => model.getLayer("recurrent2"));
    expect(stockLayer).not.toBeInstanceOf(ownLayer?.constructor);
    const { inputs, labels } = tinyBatch({ size: 3, length: 7 });
    const [own, other] = [reader, stock].map((model) =>
      numbers(model.predict([inputs, labels as tf.Tensor]) as tf.Tensor),
    );
    expect(own?.length).toBe(3 * 7 * 6);
    expectNear(own as number[], other as number[], 1e-4);
  });

  it("gives the logits that training sees", () => {
    const model = tinyModel();
    const batch = tinyBatch();
    const { logits } = seenBy((tap) => lossOf(model, { batch, tap }));
    const predicted = model.networks.reader?.predict([batch.inputs, batch.labels as tf.Tensor]) as tf.Tensor;
    expectNear(numbers(predicted), numbers(logits as tf.Tensor), 1e-5);
  });
});

describe("the wasm backend", () => {
  it("learns, writes and reads as core ops on the processor do", async () => {
    try {
      expect(await differences("wasm")).toEqual([]);
    } finally {
      await open("wasm");
    }
  });
});

describe("memory", () => {
  it("holds as many tensors after steps, evaluations and disposal as before", () => {
    tf.tidy(() => tinyModel().dispose());
    const before = tf.memory().numTensors;
    const model = build(
      asModelValues(tinyValues),
      sequenceDomain(tinyFacts),
      { size: 2, length: 3 },
      randomStream(1, "weights"),
    );
    const built = tf.memory().numTensors;
    expect(built - before).toBe(updateOf(model).variables.length + 1);
    for (let step = 0; step < 3; step++) {
      tf.tidy(() => {
        tf.variableGrads(
          () => lossOf(model, { values: { ...tinyValues, dropout: 0.5 } }).total,
          [...updateOf(model).variables],
        );
      });
      const batch = tinyBatch();
      const loss = model.evaluate(batch, null, tinyValues);
      tf.dispose([loss.total, ...(loss.carry ?? []), batch.inputs, batch.targets, batch.labels as tf.Tensor]);
    }
    expect(tf.memory().numTensors).toBe(built);
    model.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
