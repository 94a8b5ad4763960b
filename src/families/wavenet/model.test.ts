import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, it } from "vitest";
import { randomBelow, randomStream, randomWords, substream } from "../../core/random.ts";
import { sequenceDomain } from "../../domains/testing/data.ts";
import type { LossInput, Model } from "../../engine/model.ts";
import type { DatasetFacts } from "../../schema/domain.ts";
import { defaultsOf, type Values } from "../../schema/parameter.ts";
import { asModelValues } from "../../schema/testing/modelValues.ts";
import { noise, open, slice, tinyBatch, tinyFacts, tinyText } from "../recurrent/testing/fixture.ts";
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
import { receptiveField } from "./sizes.manifest.ts";
import { differences } from "./testing/backends.ts";
import { tinyModel, tinyShape, tinyValues } from "./testing/fixture.ts";

beforeAll(() => open("wasm"));

const lossOf = (model: Model, input: Partial<LossInput> = {}) =>
  updateOf(model).loss({ batch: tinyBatch(tinyShape), noise, tap: untapped, values: tinyValues, ...input });

const forms = [
  ["one block of windows of two", tinyValues],
  [
    "two blocks of windows of three, with dropout",
    { ...tinyValues, blocks: 2, dilations: 2, kernelSize: 3, dropout: 0.3 },
  ],
  ["one layer, unconditioned", { ...tinyValues, dilations: 1, conditional: false }],
] as const satisfies readonly (readonly [string, Values])[];

describe("the loss", () => {
  it("is ln 6 where every weight is zero, for six characters are then alike", () => {
    const model = tinyModel();
    model.networks.reader?.setWeights(model.networks.reader.getWeights().map((weight) => tf.zerosLike(weight)));
    expect(value(lossOf(model).total)).toBeCloseTo(Math.log(6), 5);
  });

  it.each(forms)("of %s has the gradient that finite differences find", (_, values) => {
    const model = build(asModelValues(values), sequenceDomain(tinyFacts), tinyShape, randomStream(3, "weights"));
    const update = updateOf(model);
    // A bias of zero stands in the bend of a relu, wherever nothing comes from below.
    for (const [i, variable] of update.variables.entries()) {
      if (variable.rank === 1) variable.assign(normals(20 + i, variable.shape, 0.3));
    }
    const batch = tinyBatch({ ...tinyShape, fresh: false });
    update.carry?.forEach((queue, i) => {
      queue.assign(normals(50 + i, queue.shape, 0.5));
    });
    const total = () => lossOf(model, { batch, values }).total;
    expectGradients(update.variables, total, { step: 1e-3, absolute: 5e-4, relative: 1e-2 });
    model.dispose();
  });
});

describe("the causal field", () => {
  it("is 1 + (K − 1) · Σ dilations characters wide: eight for 1, 2 and 4, and no more reaches a prediction", () => {
    expect(receptiveField({ kernelSize: 2, dilations: [1, 2, 4] })).toBe(8);
    expect(receptiveField({ kernelSize: 3, dilations: [1, 2, 1, 2] })).toBe(13);
    const model = tinyModel(tinyValues, tinyText);
    const last = (tokens: number[]) =>
      numbers(
        (
          (model.networks.reader as tf.LayersModel).predict(tf.tensor2d([tokens], undefined, "int32")) as tf.Tensor
        ).slice([0, tokens.length - 1, 0], [1, 1, -1]),
      );
    const text = [1, 2, 3, 4, 5, 1, 2, 3, 4, 5];
    const changedAt = (place: number) => text.map((token, i) => (i === place ? 0 : token));
    expect(last(changedAt(1))).toEqual(last(text));
    expect(last(changedAt(2))).not.toEqual(last(text));
  });
});

describe("the carried queues", () => {
  it("join halves: their mean loss is that of the whole", () => {
    const model = tinyModel({ ...tinyValues, kernelSize: 3 });
    const whole = tinyBatch({ size: 2, length: 8 });
    const first = model.evaluate(slice(whole, 0, 4, true), null, tinyValues);
    const second = model.evaluate(slice(whole, 4, 8, false), first.carry ?? null, tinyValues);
    const expected = value(model.evaluate(whole, null, tinyValues).total);
    expect((value(first.total) + value(second.total)) / 2).toBeCloseTo(expected, 4);
    const cold = model.evaluate(slice(whole, 4, 8, false), null, tinyValues);
    expect(Math.abs(value(cold.total) - value(second.total))).toBeGreaterThan(1e-3);
  });

  it("are taken up by training from the update's own variables, and put aside where lanes begin anew", () => {
    const model = tinyModel();
    updateOf(model).carry?.forEach((queue, i) => {
      queue.assign(normals(i, queue.shape));
    });
    const carried = updateOf(model).carry as readonly tf.Tensor[];
    const batch = tinyBatch({ ...tinyShape, fresh: false });
    const trained = lossOf(model, { batch });
    expect(value(trained.total)).toBeCloseTo(value(model.evaluate(batch, carried, tinyValues).total), 5);
    expect(trained.carry?.map(({ shape }) => shape)).toEqual([1, 2, 4].map((dilation) => [2, dilation, 4]));
    const fresh = tinyBatch({ ...tinyShape, fresh: true });
    expect(value(lossOf(model, { batch: fresh }).total)).toBe(value(model.evaluate(fresh, null, tinyValues).total));
  });
});

describe("the model graph", () => {
  it.each([
    ["one block", tinyValues, tinyFacts],
    ["three blocks, unconditioned", { ...tinyValues, blocks: 3, dilations: 2 }, tinyText],
  ])("has a tap at each node of its picture, with the shape written there (%s)", (_, values, facts) => {
    const model = tinyModel(values, facts);
    const batch = tinyBatch({ ...tinyShape, labels: facts.labels.length > 0 });
    const seen = seenBy((tap) => lossOf(model, { values, tap, batch }));
    expectGraph(model, modelGraph(values, sequenceDomain(facts), tinyShape), seen);
  });

  it("estimates the weights of 40 random set-ups exactly", () => {
    for (let trial = 0; trial < 40; trial++) {
      const words = randomWords(substream(randomStream(11, "configs"), trial), 8);
      const below = (i: number, bound: number) => randomBelow(words[i] as number, bound);
      const values: Values = {
        ...defaultsOf(manifest.parameters),
        dilations: 1 + below(0, 4),
        blocks: 1 + below(1, 3),
        channels: 1 + below(2, 12),
        kernelSize: 2 + below(3, 2),
        conditional: below(4, 2) === 0,
      };
      const facts: DatasetFacts = {
        ...tinyFacts,
        domain: { kind: "tokens", vocabulary: Array.from({ length: 2 + below(5, 60) }, (_, i) => `${i}`) },
        labels: Array.from({ length: below(6, 9) }, (_, i) => `${i}`),
      };
      const model = build(asModelValues(values), sequenceDomain(facts), tinyShape, randomStream(trial, "weights"));
      const built = updateOf(model).variables.reduce((sum, { size }) => sum + size, 0);
      expect(manifest.estimate(values, sequenceDomain(facts), tinyShape).weights).toBe(built);
      expect(model.networks.reader?.countParams()).toBe(built);
      model.dispose();
    }
  });
});

describe("the estimate of bytes", () => {
  it.each([
    ["five layers, conditioned", { dilations: 5, channels: 48, dropout: 0.2 }],
    [
      "two blocks of windows of three",
      { dilations: 4, blocks: 2, channels: 32, kernelSize: 3, conditional: false, dropout: 0 },
    ],
  ])("is within a fifth of what a step takes at its peak (%s)", async (_, changes) => {
    const values = { ...defaultsOf(manifest.parameters), ...changes };
    const facts: DatasetFacts = {
      ...tinyFacts,
      domain: { kind: "tokens", vocabulary: Array.from({ length: 90 }, (_, i) => `${i}`) },
    };
    const shape = { size: 16, length: 64 };
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
  // Stock layers but for the gate without weights, which is registered: `engine/layers/gatedTanh.ts`.
  it.each(forms)("of %s loads by tf.loadLayersModel with the same outputs", async (_, values) => {
    const reader = tinyModel(values).networks.reader as tf.LayersModel;
    const loaded = await reloaded(reader);
    const { inputs, labels } = tinyBatch({ size: 3, length: 5 });
    const given = reader.inputs.length > 1 ? [inputs, labels as tf.Tensor] : inputs;
    const [own, other] = [reader, loaded].map((model) => numbers(model.predict(given) as tf.Tensor));
    expect(own?.length).toBe(3 * 5 * 6);
    expectNear(own as number[], other as number[], 1e-4);
    expect(loaded.getLayer("embedding")).not.toBeInstanceOf(reader.getLayer("embedding").constructor);
  });

  it("gives the logits that training sees", () => {
    const model = tinyModel();
    const batch = tinyBatch(tinyShape);
    const { logits } = seenBy((tap) => lossOf(model, { batch, tap }));
    const predicted = model.networks.reader?.predict([batch.inputs, batch.labels as tf.Tensor]) as tf.Tensor;
    expectNear(numbers(predicted), numbers(logits as tf.Tensor), 5e-4);
  });
});

describe("the wasm backend", () => {
  it("learns, writes and sees as core ops on the processor do", async () => {
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
    const model = build(asModelValues(tinyValues), sequenceDomain(tinyFacts), tinyShape, randomStream(1, "weights"));
    const built = tf.memory().numTensors;
    expect(built - before).toBe(updateOf(model).variables.length + 3);
    for (let step = 0; step < 2; step++) {
      const values = { ...tinyValues, dropout: 0.5 };
      tf.tidy(() => void tf.variableGrads(() => lossOf(model, { values }).total, [...updateOf(model).variables]));
      const batch = tinyBatch(tinyShape);
      const loss = model.evaluate(batch, null, tinyValues);
      tf.dispose([loss.total, ...(loss.carry ?? []), batch.inputs, batch.targets, batch.labels as tf.Tensor]);
    }
    expect(tf.memory().numTensors).toBe(built);
    model.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
