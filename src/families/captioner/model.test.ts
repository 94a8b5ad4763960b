import * as tf from "@tensorflow/tfjs";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { randomStream } from "../../core/random.ts";
import { openBackend } from "../../engine/index.ts";
import type { Model, Tap } from "../../engine/model.ts";
import { asModelValues } from "../../schema/testing/modelValues.ts";
import type { ImagesView, ProbabilityView } from "../../schema/view.ts";
import {
  expectGradients,
  expectGraph,
  expectNear,
  numbers,
  reloaded,
  seenBy,
  shaken,
  untapped,
  updateOf,
  value,
} from "../testing/checks.ts";
import { manifest } from "./manifest.ts";
import { build } from "./model.ts";
import { modelGraph } from "./modelGraph.manifest.ts";
import { surprise, wordsBefore } from "./network.ts";
import { noise, tinyBatch, tinyDomain, tinyModel, tinyShape, tinyValues } from "./testing/fixture.ts";
import { bleu1 } from "./testing/saying.ts";
import { words } from "./words/en.ts";

beforeAll(() => openBackend("wasm", { onFault: () => {}, onLost: () => {} }));

let model: Model | null = null;
afterEach(() => {
  model?.dispose();
  model = null;
});

const lossOf = (of: Model, tap: Tap = untapped, values = tinyValues) =>
  updateOf(of).loss({ batch: tinyBatch(), noise, tap, values }).total;

describe("a captioner", () => {
  it("is not built where pictures are called nothing", () => {
    const { texts: _, ...facts } = tinyDomain.facts;
    const silent = { ...tinyDomain, facts };
    const weights = randomStream(1, "weights");
    expect(() => build(asModelValues(tinyValues), silent, tinyShape, weights)).toThrow("nothingToSay");
  });

  it("has the gradients that finite differences find", () => {
    model = shaken(tinyModel(), 0.4);
    const own = model;
    expectGradients(updateOf(own).variables, () => lossOf(own), { step: 4e-3, absolute: 2e-3, relative: 0.03 });
  });

  it("saves a network that loads in stock TensorFlow.js with the probabilities that training sees", async () => {
    model = shaken(tinyModel(), 0.4);
    const own = model;
    const seen = seenBy((tap) => lossOf(own, tap, { ...tinyValues, dropout: 0 }));
    const loaded = await reloaded(own.networks.captioner as tf.LayersModel);
    const { values, texts } = tinyBatch();
    const found = loaded.predict([values, wordsBefore(texts as tf.Tensor)]) as tf.Tensor;
    expectNear(numbers(found), numbers(tf.softmax(seen.word as tf.Tensor)), 1e-5);
    loaded.dispose();
  });

  it("passes every node of its picture with the shape written there, and its weights live where it says", () => {
    model = tinyModel();
    const own = model;
    const graph = modelGraph(tinyValues, tinyDomain, tinyShape);
    expectGraph(
      own,
      graph,
      seenBy((tap) => lossOf(own, tap)),
    );
    expect(Object.keys(words.nodes).toSorted()).toEqual(graph.nodes.map(({ id }) => id).toSorted());
  });

  it("has as many weights as its manifest estimates", () => {
    for (const [i, values] of [tinyValues, { ...tinyValues, channels: 7, units: 13 }].entries()) {
      const built = build(asModelValues(values), tinyDomain, tinyShape, randomStream(i, "weights"));
      const weights = updateOf(built).variables.reduce((sum, { size }) => sum + size, 0);
      expect(manifest.estimate(values, tinyDomain, tinyShape).weights).toBe(weights);
      built.dispose();
    }
  });

  it("leaves no tensor behind", () => {
    tf.tidy(() => tinyModel().dispose());
    const before = tf.memory().numTensors;
    const own = tinyModel();
    const built = tf.memory().numTensors;
    tf.tidy(() => {
      tf.variableGrads(() => lossOf(own), [...updateOf(own).variables]);
    });
    const batch = tinyBatch();
    const { total, terms } = own.evaluate(batch, null, tinyValues);
    tf.dispose([total, Object.values(terms), batch.values, batch.texts as tf.Tensor]);
    expect(tf.memory().numTensors).toBe(built);
    own.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe("the surprise", () => {
  it("counts words and the end of each text, and nothing after it", () => {
    // Sure of nothing: log 5 each. The second row ends at once, so that its other places count for nothing.
    const texts = tf.tensor2d([1, 0, 0, 0, 0, 0], [2, 3], "int32");
    const scores = tf.tensor3d(
      Array.from({ length: 30 }, (_, i) => (i >= 10 && i < 15 ? i : 0)),
      [2, 3, 5],
    );
    expect(value(surprise(scores, texts))).toBeCloseTo(Math.log(5), 5);
    expect(numbers(wordsBefore(texts))).toEqual([0, 1, 0, 0, 0, 0]);
  });
});

describe("what it says", () => {
  const ask = { model: tinyValues, stream: randomStream(1, "view"), examples: tinyBatch };

  it("of pictures is a text for each, up to its end", async () => {
    model = shaken(tinyModel(), 0.4);
    const made: ImagesView[] = [];
    const request = { ...ask, values: { count: 2, temperature: 0.7 }, known: () => false };
    for await (const view of model.sample(request, new AbortController().signal)) made.push(view as ImagesView);
    expect(made.map(({ kind, count, captions }) => [kind, count, captions?.length])).toEqual([["images", 2, 2]]);
    for (const text of made[0]?.captions ?? []) expect(text).toMatch(/^((a|b|cat|dog)( (a|b|cat|dog))*)?$/);
  });

  it("stands under what it looks at, which is nowhere brighter than the picture", async () => {
    model = shaken(tinyModel(), 0.4);
    const view = (await model.view({ ...ask, view: "looks", source: "model", sampling: {} })) as ImagesView;
    expect([view.count, view.columns, view.captions?.length]).toEqual([15, 5, 15]);
    const size = 64;
    for (let i = 0; i < size; i++) {
      const picture = view.pixels[i] as number;
      const shades = [1, 2, 3, 4].map((column) => view.pixels[column * size + i] as number);
      for (const shade of shades) expect(shade).toBeLessThanOrEqual(picture + 1e-6);
    }
    // Somewhere each word looks the most.
    const brightest = (column: number) =>
      Math.max(
        ...Array.from(
          { length: size },
          (_, i) => (view.pixels[column * size + i] as number) / (view.pixels[i] as number),
        ),
      );
    for (const column of [1, 2, 3, 4]) expect(brightest(column)).toBeCloseTo(1, 5);
  });

  it("of a drawing is its words with candidates, the likeliest first", async () => {
    model = shaken(tinyModel(), 0.4);
    const place = Array.from({ length: 64 }, (_, i) => i % 2);
    const view = (await model.view({
      ...ask,
      view: "drawing",
      source: "latent",
      place,
      sampling: {},
    })) as ProbabilityView;
    expect(view.first.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 5);
    expect(view.text[0] ?? "\n").toBe(view.first[0]?.token);
    expect(view.next).toHaveLength(view.text.length);
  });
});

describe("BLEU-1", () => {
  it("is the share of words that the reference has, less for what is too short", () => {
    // 2 of 3 words; "a" said twice counts once.
    expect(bleu1([["a", "a", "b"]], [["a", "b", "c"]])).toBeCloseTo(2 / 3, 6);
    expect(bleu1([["a"]], [["a", "b"]])).toBeCloseTo(Math.exp(-1), 6);
  });
});
