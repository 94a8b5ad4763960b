import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, it } from "vitest";
import { randomBelow, randomStream, randomWords, substream } from "../../core/random.ts";
import { sequenceDomain } from "../../domains/testing/data.ts";
import type { LossInput, Model } from "../../engine/model.ts";
import type { DatasetFacts } from "../../schema/domain.ts";
import { defaultsOf, type Values } from "../../schema/parameter.ts";
import { asModelValues } from "../../schema/testing/modelValues.ts";
import { noise, open, tinyBatch, tinyFacts, tinyText } from "../recurrent/testing/fixture.ts";
import {
  expectBytes,
  expectGradients,
  expectGraph,
  expectNear,
  numbers,
  reloaded,
  seenBy,
  untapped,
  updateOf,
  value,
} from "../testing/checks.ts";
import { manifest } from "./manifest.ts";
import { hide } from "./masking.ts";
import { build } from "./model.ts";
import { modelGraph } from "./modelGraph.manifest.ts";
import { widthOf } from "./sizes.manifest.ts";
import { differences } from "./testing/backends.ts";
import { tinyModel, tinyShape, tinyValues } from "./testing/fixture.ts";

beforeAll(() => open("wasm"));

const lossOf = (model: Model, input: Partial<LossInput> = {}) =>
  updateOf(model).loss({ batch: tinyBatch(tinyShape), noise, tap: untapped, values: tinyValues, ...input });

const forms = [
  ["causal, rotary and tied", tinyValues],
  ["causal, with learned places and a readout of its own", { ...tinyValues, positions: "learned", tied: false }],
  ["masked, with dropout", { ...tinyValues, form: "masked", maskShare: 0.5, dropout: 0.3 }],
  [
    "masked, unconditioned, with learned places",
    { ...tinyValues, form: "masked", positions: "learned", conditional: false },
  ],
] as const satisfies readonly (readonly [string, Values])[];

describe("the loss", () => {
  it("is ln 6 where every weight is zero, for six characters are then alike", () => {
    const model = tinyModel();
    model.networks.reader?.setWeights(model.networks.reader.getWeights().map((weight) => tf.zerosLike(weight)));
    expect(value(lossOf(model).total)).toBeCloseTo(Math.log(6), 5);
  });

  it.each(forms)("%s, has the gradient that finite differences find", (_, values) => {
    const model = tinyModel(values);
    const update = updateOf(model);
    const batch = tinyBatch(tinyShape);
    const total = () => lossOf(model, { batch, values }).total;
    expectGradients(update.variables, total, { step: 1e-2, absolute: 2e-4, relative: 5e-3 });
  });

  it("of next characters looks at none that come later; of hidden ones at both sides", () => {
    const logitsOf = (values: Values, batch: ReturnType<typeof tinyBatch>) => {
      const model = tinyModel(values, tinyText);
      // Nothing is hidden by draws of 1: what is shown is the text.
      const whole = { ...noise, uniform: (_: string, shape: readonly number[]) => tf.ones([...shape]) };
      const { logits } = seenBy((tap) => lossOf(model, { values, batch, tap, noise: whole }));
      return numbers((logits as tf.Tensor).slice([0, 0, 0], [1, 3, -1]));
    };
    const batch = tinyBatch({ ...tinyShape, labels: false });
    const other = { ...batch, inputs: changedAt(batch.inputs, 4), targets: changedAt(batch.targets, 4) };
    expect(logitsOf(tinyValues, other)).toEqual(logitsOf(tinyValues, batch));
    const masked = { ...tinyValues, form: "masked" };
    expect(logitsOf(masked, other)).not.toEqual(logitsOf(masked, batch));
  });
});

/** Another character at this place of every lane. */
function changedAt(tokens: tf.Tensor2D, place: number): tf.Tensor2D {
  const rows = tokens.arraySync().map((row) => row.map((token, t) => (t === place ? (token + 1) % 6 : token)));
  return tf.tensor2d(rows, undefined, "int32");
}

describe("rotary positions", () => {
  it("make scores depend on how far apart characters are, not on where", () => {
    const model = tinyModel(tinyValues, tinyText, { size: 1, length: 12 });
    const first = (tokens: number[]) =>
      numbers(
        (
          (model.networks.reader as tf.LayersModel).predict(tf.tensor2d([tokens], undefined, "int32")) as tf.Tensor
        ).slice([0, tokens.length - 1, 0], [1, 1, -1]),
      );
    // The same three characters thrice over: what is seen from the last is the same pattern, a period further on.
    const [early, late] = [first([1, 1, 1]), first([1, 1, 1, 1, 1, 1])];
    early.forEach((logit, i) => {
      expect(logit).toBeCloseTo(late[i] as number, 4);
    });
  });
});

describe("hiding", () => {
  it("predicts the share that is asked for; of these 80% are masked, 10% exchanged, 10% left", () => {
    const shape: [number, number] = [100, 200];
    const tokens = tf.fill(shape, 3, "int32") as tf.Tensor2D;
    const draw = (name: string) => noise.uniform(name, shape);
    const { shown, predicted } = hide(tokens, { share: 0.15, vocabulary: 50 }, [draw("a"), draw("b"), draw("c")]);
    expect([shown.dtype, shown.shape]).toEqual(["int32", shape]);
    const [now, chosen] = [numbers(shown), numbers(predicted)];
    const of = (accept: (token: number) => boolean) =>
      now.filter((token, i) => chosen[i] === 1 && accept(token)).length;
    const count = of(() => true);
    expect(count / 20_000).toBeCloseTo(0.15, 1);
    expect(of((token) => token === 50) / count).toBeCloseTo(0.8, 1);
    expect(of((token) => token === 3) / count).toBeGreaterThan(0.07);
    expect(of((token) => token === 3) / count).toBeLessThan(0.15);
    expect(Math.max(...now)).toBe(50);
    expect(now.every((token, i) => chosen[i] === 1 || token === 3)).toBe(true);
  });
});

describe("evaluation", () => {
  it("hides the same characters each time, drops none, and says how many guesses are right", () => {
    const values = { ...tinyValues, form: "masked", dropout: 0.5, maskShare: 0.5 };
    const model = tinyModel(values);
    const batch = tinyBatch(tinyShape);
    const [once, again] = [model.evaluate(batch, null, values), model.evaluate(batch, null, values)];
    expect(value(once.total)).toBe(value(again.total));
    const right = value(once.terms.blanksRight as tf.Scalar);
    expect(right).toBeGreaterThanOrEqual(0);
    expect(right).toBeLessThanOrEqual(1);
  });

  it("finds the largest score of attention: four times as large where queries are", () => {
    const score = (factor: number) => {
      const model = tinyModel({ ...tinyValues, layers: 1 });
      const reader = model.networks.reader as tf.LayersModel;
      const mix = reader.getLayer("mix1");
      // Queries are the first third of the joint projection.
      mix.setWeights(
        mix.getWeights().map((weight) => {
          const axis = weight.rank - 1;
          const [q, k, v] = tf.split(weight, 3, axis) as [tf.Tensor, tf.Tensor, tf.Tensor];
          return tf.concat([tf.mul(q, factor), k, v], axis);
        }),
      );
      return value(model.evaluate(tinyBatch(tinyShape), null, tinyValues).terms.attentionScore as tf.Scalar);
    };
    expect(score(4)).toBeCloseTo(4 * score(1), 3);
  });
});

describe("the model graph", () => {
  it.each([
    ["conditioned", { ...tinyValues, layers: 3 }, tinyFacts],
    ["masked, unconditioned", { ...tinyValues, form: "masked", positions: "learned", tied: false }, tinyText],
  ])("has a tap at each node of its picture, with the shape written there (%s)", (_, values, facts) => {
    const model = tinyModel(values, facts);
    const batch = tinyBatch({ ...tinyShape, labels: facts.labels.length > 0 });
    const seen = seenBy((tap) => lossOf(model, { values, tap, batch }));
    expectGraph(model, modelGraph(values, sequenceDomain(facts), tinyShape), seen);
  });

  it("estimates the weights of 60 random set-ups exactly", () => {
    for (let trial = 0; trial < 60; trial++) {
      const words = randomWords(substream(randomStream(11, "configs"), trial), 11);
      const below = (i: number, bound: number) => randomBelow(words[i] as number, bound);
      const values: Values = {
        ...defaultsOf(manifest.parameters),
        form: below(0, 2) ? "masked" : "causal",
        positions: below(1, 2) ? "learned" : "rotary",
        layers: 1 + below(2, 3),
        heads: 1 + below(3, 5),
        width: 8 + below(4, 40),
        feedForward: 1 + below(5, 4),
        tied: below(6, 2) === 0,
        conditional: below(7, 2) === 0,
      };
      const facts: DatasetFacts = {
        ...tinyFacts,
        domain: { kind: "tokens", vocabulary: Array.from({ length: 2 + below(8, 60) }, (_, i) => `${i}`) },
        labels: Array.from({ length: below(9, 9) }, (_, i) => `${i}`),
      };
      const batch = { size: 2, length: 4 + below(10, 8) };
      const model = build(asModelValues(values), sequenceDomain(facts), batch, randomStream(trial, "weights"));
      const built = updateOf(model).variables.reduce((sum, { size }) => sum + size, 0);
      expect(manifest.estimate(values, sequenceDomain(facts), batch).weights).toBe(built);
      expect(model.networks.reader?.countParams()).toBe(built);
      model.dispose();
    }
  });

  it("builds the next width that falls into the heads, in pairs where channels are turned", () => {
    expect(widthOf({ heads: 3, width: 64, positions: "learned" })).toBe(66);
    expect(widthOf({ heads: 4, width: 100, positions: "rotary" })).toBe(104);
    expect(widthOf({ heads: 4, width: 64, positions: "rotary" })).toBe(64);
  });
});

describe("the estimate of bytes", () => {
  it.each([
    ["three layers, causal", { layers: 3, width: 64, heads: 4, dropout: 0 }],
    ["with dropout", { layers: 2, width: 96, heads: 4, dropout: 0.1 }],
    [
      "masked, with learned places",
      { layers: 2, width: 64, heads: 2, form: "masked", positions: "learned", dropout: 0 },
    ],
  ])("is within a fifth of what a step takes at its peak (%s)", async (_, changes) => {
    const values = { ...defaultsOf(manifest.parameters), ...changes };
    const facts: DatasetFacts = {
      ...tinyFacts,
      domain: { kind: "tokens", vocabulary: Array.from({ length: 90 }, (_, i) => `${i}`) },
    };
    const shape = { size: 16, length: 48 };
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
  // Stock layers but for four without a stock form, which are registered: `engine/layers/attention.ts`.
  it.each(forms)("%s, loads by tf.loadLayersModel with the same outputs", async (_, values) => {
    const reader = tinyModel(values).networks.reader as tf.LayersModel;
    const loaded = await reloaded(reader);
    const { inputs, labels } = tinyBatch({ size: 3, length: 5 });
    const [own, other] = [reader, loaded].map((model) =>
      numbers(model.predict(reader.inputs.length > 1 ? [inputs, labels as tf.Tensor] : inputs) as tf.Tensor),
    );
    expect(own?.length).toBe(3 * 5 * 6);
    expectNear(own as number[], other as number[], 1e-5);
    const stock = loaded.layers.filter(({ name }) => /^(embedding|label|norm|mix|merge|widen|narrow)/.test(name));
    expect(stock.length).toBeGreaterThan(8);
    expect(stock.find(({ name }) => name === "embedding")).not.toBeInstanceOf(reader.getLayer("embedding").constructor);
  });

  it("gives the logits that training sees", () => {
    const model = tinyModel();
    const batch = tinyBatch(tinyShape);
    const { logits } = seenBy((tap) => lossOf(model, { batch, tap }));
    const predicted = model.networks.reader?.predict([batch.inputs, batch.labels as tf.Tensor]) as tf.Tensor;
    expectNear(numbers(predicted), numbers(logits as tf.Tensor), 1e-4);
  });
});

describe("the wasm backend", () => {
  it("learns, writes and looks as core ops on the processor do", async () => {
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
    const values = { ...tinyValues, form: "masked", dropout: 0.5 };
    const model = build(asModelValues(values), sequenceDomain(tinyFacts), tinyShape, randomStream(1, "weights"));
    const built = tf.memory().numTensors;
    expect(built - before).toBe(updateOf(model).variables.length);
    for (let step = 0; step < 2; step++) {
      tf.tidy(() => void tf.variableGrads(() => lossOf(model, { values }).total, [...updateOf(model).variables]));
      const batch = tinyBatch(tinyShape);
      const loss = model.evaluate(batch, null, values);
      tf.dispose([loss.total, ...Object.values(loss.terms), batch.inputs, batch.targets, batch.labels as tf.Tensor]);
    }
    expect(tf.memory().numTensors).toBe(built);
    model.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
