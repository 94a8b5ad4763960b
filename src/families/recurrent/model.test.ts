import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, it } from "vitest";
import { randomBelow, randomStream, randomWords, substream } from "../../core/random.ts";
import { sequenceDomain } from "../../domains/testing/data.ts";
import type { LossInput, Model, Tap, Update } from "../../engine/model.ts";
import type { DatasetFacts } from "../../schema/domain.ts";
import { defaultsOf, type Values } from "../../schema/parameter.ts";
import { asModelValues } from "../../schema/testing/modelValues.ts";
import { manifest } from "./manifest.ts";
import { build } from "./model.ts";
import { modelGraph } from "./modelGraph.manifest.ts";
import { differences } from "./testing/backends.ts";
import {
  noise,
  normals,
  numbers,
  open,
  slice,
  tinyBatch,
  tinyFacts,
  tinyModel,
  tinyText,
  tinyValues,
} from "./testing/fixture.ts";

beforeAll(() => open("wasm"));

const cells = [
  ["a simple cell", { cell: "simple" }],
  ["an LSTM", { cell: "lstm" }],
  ["a GRU", { cell: "gru" }],
  ["a GRU that resets before", { cell: "gru", resetAfter: false }],
] as const;

const untapped: Tap = (_, value) => value;
const updateOf = (model: Model) => model.updates[0] as Update;
const lossOf = (model: Model, input: Partial<LossInput> = {}) =>
  updateOf(model).loss({ batch: tinyBatch(), noise, tap: untapped, values: tinyValues, ...input });
const value = (tensor: tf.Tensor) => tensor.dataSync()[0] as number;

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
      const { grads } = tf.variableGrads(total, [...update.variables]);

      update.variables.forEach((variable, i) => {
        const at = variable.clone();
        const direction = normals(i, variable.shape);
        const step = 1e-2 / value(tf.norm(direction));
        const shifted = (sign: number) => {
          variable.assign(tf.add(at, tf.mul(direction, sign * step)));
          return value(total());
        };
        const difference = (shifted(1) - shifted(-1)) / 0.02;
        variable.assign(at);
        const gradient = grads[variable.name] as tf.Tensor;
        const expected = value(tf.sum(tf.mul(gradient, direction))) * (step / 1e-2);
        const scale = Math.max(Math.abs(expected), value(tf.norm(gradient)) / Math.sqrt(variable.size));
        expect(Math.abs(difference - expected), variable.name).toBeLessThan(1e-4 + 2e-3 * scale);
      });
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
  function tapped(model: Model): Record<string, tf.Tensor> {
    const seen: Record<string, tf.Tensor> = {};
    const tap: Tap = (node, tensor) => {
      seen[node] = tensor;
      return tensor;
    };
    lossOf(model, { batch: tinyBatch({ size: 4, length: 5 }), values, tap });
    return seen;
  }

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
    const shapes: Record<string, string> = {};
    const tap: Tap = (node, tensor) => {
      shapes[node] = tensor.shape.join(" × ") || "1";
      return tensor;
    };
    lossOf(model, { values, tap, batch: tinyBatch({ labels: facts.labels.length > 0 }) });
    const graph = modelGraph(values, sequenceDomain(facts), { size: 2, length: 3 });
    expect(shapes).toEqual(Object.fromEntries(graph.nodes.map(({ id, shape }) => [id, shape])));
    const ids = graph.nodes.map(({ id }) => id);
    for (const { from, to } of graph.edges) expect(ids).toEqual(expect.arrayContaining([from, to]));

    const weights: Record<string, number> = Object.fromEntries(ids.map((id) => [id, 0]));
    for (const variable of updateOf(model).variables) {
      const node = model.nodeOf(variable);
      weights[node] = (weights[node] ?? Number.NaN) + variable.size;
    }
    expect(weights).toEqual(Object.fromEntries(graph.nodes.map((node) => [node.id, node.weights])));
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
    const before = tf.memory().numBytes;
    const { peakBytes } = await tf.profile(() =>
      tf.tidy(() => tf.variableGrads(() => lossOf(model, { batch, values }).total, variables).value),
    );
    // The gradients are in the peak; the weights stood there before, and Adam's two moments are the optimizer's.
    const others = 3 * 4 * variables.reduce((sum, { size }) => sum + size, 0);
    const ratio = manifest.estimate(values, sequenceDomain(facts), shape).bytes / (peakBytes - before + others);
    expect(ratio).toBeGreaterThan(0.8);
    expect(ratio).toBeLessThan(1.25);
    model.dispose();
  });
});

describe("the saved reader", () => {
  const loadable = cells.filter(([, cell]) => cell.cell !== "gru" || "resetAfter" in cell);
  it.each(loadable)("with %s loads in stock TensorFlow.js with the same outputs", async (_, cell) => {
    const reader = tinyModel({ ...tinyValues, ...cell, layers: 2 }).networks.reader as tf.LayersModel;
    let artifacts: tf.io.ModelArtifacts = {};
    await reader.save(
      tf.io.withSaveHandler(async (given) => {
        artifacts = given;
        return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: "JSON" } };
      }),
    );
    const stock = await tf.loadLayersModel(tf.io.fromMemory(artifacts));
    const [ownLayer, stockLayer] = [reader, stock].map((model) => model.getLayer("recurrent2"));
    expect(stockLayer).not.toBeInstanceOf(ownLayer?.constructor);
    const { inputs, labels } = tinyBatch({ size: 3, length: 7 });
    const [own, other] = [reader, stock].map((model) =>
      numbers(model.predict([inputs, labels as tf.Tensor]) as tf.Tensor),
    );
    expect(own?.length).toBe(3 * 7 * 6);
    own?.forEach((logit, i) => {
      expect(Math.abs(logit - (other?.[i] as number))).toBeLessThan(1e-4);
    });
  });

  it("gives the logits that training sees", () => {
    const model = tinyModel();
    const batch = tinyBatch();
    let logits: tf.Tensor | undefined;
    const tap: Tap = (node, tensor) => {
      if (node === "logits") logits = tensor;
      return tensor;
    };
    lossOf(model, { batch, tap });
    const predicted = model.networks.reader?.predict([batch.inputs, batch.labels as tf.Tensor]) as tf.Tensor;
    numbers(predicted).forEach((logit, i) => {
      expect(logit).toBeCloseTo(numbers(logits as tf.Tensor)[i] as number, 5);
    });
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
