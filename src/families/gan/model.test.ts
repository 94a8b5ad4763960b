import * as tf from "@tensorflow/tfjs";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { randomBelow, randomStream, randomWords } from "../../core/random.ts";
import { wholeDomain } from "../../domains/testing/data.ts";
import type { Loss, Model, Tap, Update } from "../../engine/model.ts";
import type { DatasetFacts } from "../../schema/domain.ts";
import { defaultsOf, type Values } from "../../schema/parameter.ts";
import { asModelValues } from "../../schema/testing/modelValues.ts";
import type { ImagesView, ScatterView, ScoresView } from "../../schema/view.ts";
import { manifest } from "./manifest.ts";
import { build, temperatureAfter } from "./model.ts";
import { modelGraph } from "./modelGraph.manifest.ts";
import { type GanValues, OBJECTIVES } from "./sizes.manifest.ts";
import {
  noise,
  numbers,
  open,
  tinyBatch,
  tinyModel,
  tinyPictures,
  tinyPoints,
  tinySounds,
  tinySpectrograms,
  tinyTexts,
  tinyValues,
  untapped,
} from "./testing/fixture.ts";

beforeAll(() => open("wasm"));

let model: Model | null = null;
afterEach(() => {
  model?.dispose();
  model = null;
});

const KINDS: readonly (readonly [string, Values, DatasetFacts])[] = [
  ["points", tinyValues, tinyPoints],
  ["points with labels", { ...tinyValues, conditional: true }, tinyPoints],
  ["dense pictures", { ...tinyValues, conditional: true }, tinyPictures],
  ["convolutional pictures", { ...tinyValues, architecture: "convolutional" }, tinyPictures],
  [
    "convolutional pictures with labels",
    { ...tinyValues, architecture: "convolutional", conditional: true },
    tinyPictures,
  ],
  ["waves with labels", { ...tinyValues, architecture: "convolutional", conditional: true }, tinySounds],
  ["convolutional spectrograms", { ...tinyValues, architecture: "convolutional" }, tinySpectrograms],
  ["texts", tinyValues, tinyTexts],
  ["texts of drawn letters, with labels", { ...tinyValues, relaxation: "gumbel", conditional: true }, tinyTexts],
];

const turnOf = (of: Model, network: string) => of.updates.find((update) => update.network === network) as Update;
const lossOf = (update: Update, values: Values, facts: DatasetFacts, tap: Tap = untapped): Loss =>
  update.loss({ batch: tinyBatch(facts), noise, tap, values });
const value = (scalar: tf.Scalar | undefined) => (scalar ? numbers(scalar)[0] : undefined) as number;

describe("the networks", () => {
  it.each(KINDS)("load in stock TensorFlow.js with the same outputs: %s", async (_, values, facts) => {
    model = tinyModel(values, facts);
    const { generator, critic } = model.networks as Record<string, tf.LayersModel>;
    const conditional = values.conditional === true;
    const labels = tf.tensor1d([0, 1, 2, 0], "int32");
    const given = (x: tf.Tensor) => (conditional ? [x, labels.reshape([-1, 1])] : x);
    const taps: Record<string, tf.Tensor> = {};
    const tap: Tap = (node, tensor) => {
      // What is shown of texts, after what is learned from, is not what networks read.
      taps[node] ??= tf.keep(tf.clone(tensor));
      return tensor;
    };
    const batch = { ...tinyBatch(facts), labels };
    tf.tidy(() => void turnOf(model as Model, "critic").loss({ batch, noise, tap, values }));
    // What is saved gives shares, from which others may draw.
    const made = values.relaxation === "gumbel" ? [] : ([[generator, "noise", "fakes"]] as const);
    for (const [network, input, output] of [...made, [critic, "real", "opinionOfReal"]] as const) {
      let saved: tf.io.ModelArtifacts | undefined;
      await network?.save(
        tf.io.withSaveHandler(async (artifacts) => {
          saved = artifacts;
          return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: "JSON" } };
        }),
      );
      const loaded = await tf.loadLayersModel(tf.io.fromMemory(saved as tf.io.ModelArtifacts));
      const found = loaded.apply(given(taps[input] as tf.Tensor)) as tf.Tensor;
      const expected = numbers(taps[output] as tf.Tensor);
      expect(numbers(found)).toEqual(expected.map((number) => expect.closeTo(number, 4)));
      loaded.dispose();
    }
    tf.dispose(taps);
  });

  it("have as many weights as estimated, over 200 random set-ups", () => {
    const words = randomWords(randomStream(3, "configs"), 200 * 8);
    for (let i = 0; i < 200; i++) {
      const draw = (k: number, bound: number) => randomBelow(words[8 * i + k] as number, bound);
      const values: Values = {
        ...defaultsOf(manifest.parameters),
        objective: "minimax",
        architecture: draw(0, 2) === 0 ? "dense" : "convolutional",
        layers: 1 + draw(1, 4),
        width: 8 + draw(2, 40),
        channels: 4 + draw(3, 8),
        latent: 2 + draw(4, 30),
        conditional: draw(5, 2) === 0,
      };
      const facts = [tinyPoints, tinyPictures, tinyTexts, tinySounds, tinySpectrograms][draw(6, 5)] as DatasetFacts;
      const built = build(
        asModelValues(values),
        wholeDomain(facts),
        { size: 2, length: 1 },
        randomStream(i, "weights"),
      );
      const variables = new Set(built.updates.flatMap((update) => update.variables));
      const weights = [...variables].reduce((sum, { size }) => sum + size, 0);
      const graph = modelGraph(values, wholeDomain(facts), { size: 2, length: 1 });
      expect([i, manifest.estimate(values, wholeDomain(facts), { size: 2, length: 1 }).weights]).toEqual([i, weights]);
      expect(graph.nodes.reduce((sum, node) => sum + node.weights, 0)).toBe(weights);
      built.dispose();
    }
  });
});

describe("the estimate of bytes", () => {
  const glyphs = { ...tinyPictures, domain: { kind: "image", height: 28, width: 28, channels: 1 } } as const;
  const vocabulary = Array.from({ length: 92 }, (_, i) => String.fromCodePoint(10 + i));
  const names = { ...tinyTexts, domain: { kind: "tokens", vocabulary, longest: 6 } } as const;
  const kinds = [
    ["points", {}, tinyPoints],
    ["dense pictures", {}, glyphs],
    ["convolutional pictures", { architecture: "convolutional" }, glyphs],
    ["texts", { width: 48, layers: 2, latent: 32 }, names],
  ] as const;
  const cases = kinds.flatMap(([name, own, facts]) =>
    (["nonSaturating", "wassersteinGp"] as const).map((objective) => [name, objective, own, facts] as const),
  );

  it.each(cases)("is within a fifth of what a step takes at its peak: %s, %s", async (_, objective, own, facts) => {
    const values: Values = { ...defaultsOf(manifest.parameters), objective, ...own };
    const shape = { size: 64, length: 1 };
    const built = build(asModelValues(values), wholeDomain(facts), shape, randomStream(1, "weights"));
    model = built;
    const batch = tinyBatch(facts, shape.size);
    const before = tf.memory().numBytes;
    const { peakBytes } = await tf.profile(() => {
      for (const network of ["critic", "generator"]) {
        const update = turnOf(built, network);
        const loss = () => update.loss({ batch, noise, tap: untapped, values }).total;
        tf.tidy(() => void tf.variableGrads(loss, [...update.variables]));
      }
    });
    // A gradient is in the peak; the weights stood there before, and Adam's two moments are the optimizer's.
    const { weights, bytes } = manifest.estimate(values, wholeDomain(facts), shape);
    const ratio = bytes / (peakBytes - before + 3 * 4 * weights);
    expect(ratio).toBeGreaterThan(0.8);
    expect(ratio).toBeLessThan(1.25);
  });
});

describe("a turn", () => {
  it.each(OBJECTIVES)("moves its own network's weights alone (%s)", (objective) => {
    const values = { ...tinyValues, objective, conditional: true };
    model = tinyModel(values);
    for (const network of ["critic", "generator"]) {
      const update = turnOf(model, network);
      const { grads } = tf.variableGrads(() => lossOf(update, values, tinyPoints).total, [...update.variables]);
      const moved = update.variables.filter(({ name }) => grads[name] && numbers(grads[name]).some((g) => g !== 0));
      // A Wasserstein critic's last bias adds the same to both scores, and so moves nothing.
      expect(moved.length).toBeGreaterThanOrEqual(update.variables.length - 1);
      tf.dispose(grads);
    }
    const other = new Set(turnOf(model, "critic").variables);
    expect(turnOf(model, "generator").variables.some((variable) => other.has(variable))).toBe(false);
  });

  it("comes as often as the critic is to learn, then once for the generator", () => {
    model = tinyModel({ ...tinyValues, criticSteps: 3, criticOptimizer: "rmsprop" });
    expect(model.updates.map(({ network }) => network)).toEqual(["critic", "critic", "critic", "generator"]);
    expect(model.updates.map(({ optimizer }) => optimizer)).toEqual(["rmsprop", "rmsprop", "rmsprop", undefined]);
    expect(model.updates[0]?.learningRateFactor?.({ criticRate: 4 })).toBe(4);
  });

  it("weighs the penalty by λ as it stands now", () => {
    model = tinyModel();
    const terms = [0, 3].map((penalty) => {
      const loss = lossOf(turnOf(model as Model, "critic"), { ...tinyValues, penalty }, tinyPoints);
      return [value(loss.total), value(loss.terms.wasserstein), value(loss.terms.penalty)] as const;
    });
    const [[without, estimate] = [], [total, , penalty] = []] = terms;
    expect(without).toBeCloseTo(-(estimate as number), 5);
    expect(total).toBeCloseTo((without as number) + 3 * (penalty as number), 4);
  });

  it("shows a learning critic waves moved in time, and a judging one waves as they are", () => {
    const values = { ...tinyValues, architecture: "convolutional", criticSteps: 1 };
    model = tinyModel(values, tinySounds);
    const [critic, generator] = [turnOf(model, "critic"), turnOf(model, "generator")] as const;
    const losses = [0, 2].map((phaseShuffle) => {
      const own = { ...values, phaseShuffle };
      const learning = [critic, generator].map((turn) => value(lossOf(turn, own, tinySounds).total));
      return { learning, judged: value((model as Model).evaluate(tinyBatch(tinySounds), null, own).total) };
    });
    const [still, moved] = losses as [(typeof losses)[0], (typeof losses)[0]];
    expect(moved.learning.every(Number.isFinite)).toBe(true);
    expect(moved.learning[0]).not.toBeCloseTo(still.learning[0] as number, 4);
    expect(moved.learning[1]).not.toBeCloseTo(still.learning[1] as number, 4);
    expect(moved.judged).toBe(still.judged);
    const total = () => lossOf(critic, { ...values, phaseShuffle: 2 }, tinySounds).total;
    const { grads } = tf.variableGrads(total, [...critic.variables]);
    expect(Object.values(grads).flatMap(numbers).every(Number.isFinite)).toBe(true);
  });

  it("cuts the critic's weights to ±c where they are clipped, and nowhere else", () => {
    model = tinyModel({ ...tinyValues, objective: "wassersteinClip" });
    const update = turnOf(model, "critic");
    const largest = () => Math.max(...update.variables.flatMap((variable) => numbers(variable)).map(Math.abs));
    update.project?.({ ...tinyValues, objective: "wassersteinGp", clip: 0.05 });
    expect(largest()).toBeGreaterThan(0.3);
    update.project?.({ ...tinyValues, objective: "wassersteinClip", clip: 0.05 });
    expect(largest()).toBeCloseTo(0.05, 6);
  });

  it.each(KINDS)("passes every node of its picture, with the weights where they live: %s", (_, values, facts) => {
    model = tinyModel(values, facts);
    const seen = new Set<string>();
    const tap: Tap = (node, tensor) => {
      seen.add(node);
      return tensor;
    };
    for (const update of model.updates) tf.tidy(() => void lossOf(update, values, facts, tap));
    const nodes = modelGraph(values, wholeDomain(facts), { size: 4, length: 1 }).nodes;
    expect([...seen].toSorted()).toEqual(nodes.map(({ id }) => id).toSorted());
    const homes = new Set(model.updates.flatMap(({ variables }) => variables.map((model as Model).nodeOf)));
    expect([...homes].toSorted()).toEqual(nodes.flatMap(({ id, weights }) => (weights > 0 ? [id] : [])).toSorted());
  });

  it("leaves no tensor behind", () => {
    model = tinyModel();
    const before = tf.memory().numTensors;
    for (const update of model.updates) {
      const { value: loss, grads } = tf.tidy(() =>
        tf.variableGrads(() => lossOf(update, tinyValues, tinyPoints).total, [...update.variables]),
      );
      tf.dispose([loss, grads]);
    }
    tf.dispose(model.evaluate({ ...tinyBatch(tinyPoints) }, null, tinyValues).total);
    // The batches are the test's own.
    expect(tf.memory().numTensors - before).toBeLessThanOrEqual(2);
  });
});

it("the temperature falls by the same factor each step, and stays where it has come to", () => {
  const own = { ...tinyValues, gumbelTemperature: 2, gumbelEnd: 0.5, gumbelSteps: 100 } as unknown as GanValues;
  const after = (steps: number) => value(temperatureAfter(own, tf.scalar(steps)));
  expect([0, 50, 100, 300].map(after)).toEqual([2, 1, 0.5, 0.5].map((each) => expect.closeTo(each, 5)));
});

describe("the views", () => {
  const request = (view: string, facts: DatasetFacts, values: Values) => ({
    view,
    source: "model" as const,
    model: values,
    sampling: { ...defaultsOf(manifest.sampling), count: 5 },
    stream: randomStream(2, "view"),
    examples: () => tinyBatch(facts, 7),
  });

  it.each(KINDS)(
    "are all of the kinds that the manifest promises, and free what they use: %s",
    async (_, values, facts) => {
      model = tinyModel(values, facts);
      const specs = manifest.views(values, wholeDomain(facts).traits);
      const before = tf.memory().numTensors;
      for (const { id, kind, source } of specs) {
        if (source === "machine") continue;
        const asked = request(id, facts, values);
        if (source !== "sampling") {
          const of = source === "text" ? { source, text: "bad" } : source === "latent" ? { source, place: [1] } : {};
          const subject = { ...asked, ...of } as Parameters<Model["view"]>[0];
          expect([id, (await model.view(subject)).kind]).toEqual([id, kind]);
          continue;
        }
        const sampling = { ...asked, values: asked.sampling, known: () => false };
        for await (const drawn of model.sample(sampling, new AbortController().signal)) expect(drawn.kind).toBe(kind);
      }
      const views = specs.filter(({ source }) => source !== "machine").length;
      // Batches that views ask for are freed by them, save those that a tidy of their own has not made: labels.
      expect(tf.memory().numTensors - before).toBeLessThanOrEqual(2 * views);
    },
  );

  it("push samples uphill: along the slope of a Wasserstein critic's score", async () => {
    model = tinyModel();
    const field = (await model.view(request("field", tinyPoints, tinyValues))) as ScatterView;
    const critic = model.networks.critic as tf.LayersModel;
    const slope = tf.grad((x) => tf.sum(critic.apply(x) as tf.Tensor));
    const arrows = field.arrows as Float32Array;
    for (let i = 0; i < 20; i++) {
      const [x, y, dx, dy] = [...arrows.subarray(4 * i, 4 * i + 4)] as [number, number, number, number];
      const [sx, sy] = numbers(slope(tf.tensor2d([[x, y]]))) as [number, number];
      // The same direction: no cross product, and a positive inner one.
      expect(Math.abs(dx * sy - dy * sx)).toBeLessThan(1e-3 * Math.hypot(dx, dy) * Math.hypot(sx, sy) + 1e-7);
      expect(dx * sx + dy * sy).toBeGreaterThan(0);
    }
  });

  it("show the critic's score row by row from the top, and the middle of the noise in the middle of the grid", async () => {
    model = tinyModel();
    const field = (await model.view(request("field", tinyPoints, tinyValues))) as ScatterView;
    const { columns = 0, rows = 0, values } = field.field ?? {};
    const critic = model.networks.critic as tf.LayersModel;
    const [left, , right, top] = field.bounds;
    const cell = (right - left) / columns;
    const corner = tf.tensor2d([[left + cell / 2, top - cell / 2]]);
    expect(values?.[0]).toBeCloseTo(numbers(critic.predict(corner) as tf.Tensor)[0] as number, 4);
    expect(values).toHaveLength(columns * rows);
    const middle = numbers(model.networks.generator?.predict(tf.zeros([1, 3])) as tf.Tensor);
    const at = 2 * Math.floor((field.mesh?.points.length ?? 0) / 4);
    expect([...(field.mesh?.points.subarray(at, at + 2) ?? [])]).toEqual(middle.map((one) => expect.closeTo(one, 4)));
  });

  it("put a typed word's score beside those of real and made ones, the highest first", async () => {
    model = tinyModel(tinyValues, tinyTexts);
    const asked = { ...request("scores", tinyTexts, tinyValues), source: "text" as const, text: "bad" };
    const { typed, others } = (await model.view(asked)) as ScoresView;
    // b, a, d, and newlines to the end.
    const rows = [2, 1, 4, 0, 0, 0].map((symbol) => Array.from({ length: 6 }, (_, i) => Number(i === symbol)));
    const score = numbers(model.networks.critic?.predict(tf.tensor3d([rows])) as tf.Tensor)[0] as number;
    expect(typed).toEqual({ text: "bad", score: expect.closeTo(score, 4) });
    const scores = others.map((each) => each.score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(new Set(others.map(({ role }) => role))).toEqual(new Set(["truth", "generator"]));
  });

  it("find the training example that is nearest to each sample", async () => {
    const values = { ...tinyValues, architecture: "dense" };
    model = tinyModel(values, tinyPictures);
    const view = (await model.view(request("nearest", tinyPictures, values))) as ImagesView;
    expect(view.roles).toEqual(["generator", "truth"]);
    const real = numbers(tinyBatch(tinyPictures, 7).values);
    const distance = (a: number, b: number) => {
      let sum = 0;
      for (let i = 0; i < 64; i++) sum += ((view.pixels[64 * a + i] as number) - (real[64 * b + i] as number)) ** 2;
      return sum;
    };
    for (let pair = 0; pair < view.count / 2; pair++) {
      const distances = Array.from({ length: 7 }, (_, example) => distance(2 * pair, example));
      const nearest = distances.indexOf(Math.min(...distances));
      expect(view.pixels[64 * (2 * pair + 1)]).toBeCloseTo(real[64 * nearest] as number, 5);
    }
  });
});
