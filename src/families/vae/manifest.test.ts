import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, it } from "vitest";
import { randomBelow, randomStream, randomWords, substream } from "../../core/random.ts";
import { wholeDomain } from "../../domains/testing/data.ts";
import { domainTraits } from "../../domains/traits.ts";
import type { Tap, Update } from "../../engine/model.ts";
import type { DatasetFacts } from "../../schema/domain.ts";
import { defaultsOf, type Values } from "../../schema/parameter.ts";
import { asModelValues } from "../../schema/testing/modelValues.ts";
import { manifest } from "./manifest.ts";
import { build } from "./model.ts";
import { modelGraph } from "./modelGraph.manifest.ts";
import {
  bernoulliValues,
  gaussianValues,
  noise,
  open,
  textValues,
  tinyBatch,
  tinyModel,
  tinyPictures,
  tinyPoints,
  tinySounds,
  tinySpectrograms,
  tinyTexts,
  untapped,
} from "./testing/fixture.ts";
import { words } from "./words/en.ts";

beforeAll(() => open("wasm"));

const kinds = [
  ["dense, conditioned", { ...bernoulliValues, layers: 2, conditional: true }, tinyPictures],
  ["convolutional", { ...gaussianValues, architecture: "convolutional", spread: "learned" }, tinyPictures],
  ["of points", gaussianValues, tinyPoints],
  ["convolutional, of sounds", { ...gaussianValues, architecture: "convolutional", conditional: true }, tinySounds],
  ["dense, of spectrograms", gaussianValues, tinySpectrograms],
  ["convolutional, of spectrograms", { ...gaussianValues, architecture: "convolutional" }, tinySpectrograms],
  ["of texts, conditioned", { ...textValues, layers: 2, conditional: true }, tinyTexts],
] as const;

describe("the model graph", () => {
  it.each(kinds)("has a tap at each node of its picture, with the shape written there: %s", (_, values, facts) => {
    const model = tinyModel(values, facts);
    const [update] = model.updates as [Update];
    const shapes: Record<string, string> = {};
    const tap: Tap = (node, tensor) => {
      shapes[node] = tensor.shape.join(" × ") || "1";
      return tensor;
    };
    update.loss({ batch: tinyBatch(facts), noise, tap, values });
    const graph = modelGraph(values, wholeDomain(facts), { size: 4, length: 1 });
    expect(shapes).toEqual(Object.fromEntries(graph.nodes.map(({ id, shape }) => [id, shape])));
    const ids = graph.nodes.map(({ id }) => id);
    for (const { from, to } of graph.edges) expect(ids).toEqual(expect.arrayContaining([from, to]));
    for (const id of ids) expect(Object.keys(words.nodes)).toContain(id);

    const weights: Record<string, number> = Object.fromEntries(ids.map((id) => [id, 0]));
    for (const variable of update.variables) {
      const node = model.nodeOf(variable);
      weights[node] = (weights[node] ?? Number.NaN) + variable.size;
    }
    expect(weights).toEqual(Object.fromEntries(graph.nodes.map((node) => [node.id, node.weights])));
  });

  it("shows the probabilities of coins, and catches the gradient of their logits", () => {
    const model = tinyModel();
    const [update] = model.updates as [Update];
    const shown: Record<string, tf.Tensor> = {};
    const caught: Record<string, tf.Tensor> = {};
    const tap: Tap = (node, tensor) => {
      shown[node] = tf.keep(tensor.clone());
      if (tensor.dtype !== "float32") return tensor;
      const watched = tf.customGrad((x) => ({
        value: tf.clone(x as tf.Tensor),
        gradFunc: (dy) => {
          caught[node] = tf.keep(dy.clone());
          return dy;
        },
      }));
      return watched(tensor) as typeof tensor;
    };
    const batch = tinyBatch();
    tf.variableGrads(() => update.loss({ batch, noise, tap, values: bernoulliValues }).total, [...update.variables]);
    // The gradient of a coin's cross-entropy is p − x, here of a mean over four examples.
    const expected = tf.div(tf.sub(shown.output as tf.Tensor, batch.values), 4).dataSync();
    const found = (caught.output as tf.Tensor).dataSync();
    expected.forEach((value, i) => {
      expect(found[i]).toBeCloseTo(value, 5);
    });
    for (const node of ["encoder", "mean", "spread", "draw", "decoder"])
      expect(caught[node]?.shape).toEqual(shown[node]?.shape);
  });
});

describe("the estimate", () => {
  it("of weights is exact for 200 random set-ups", () => {
    for (let trial = 0; trial < 200; trial++) {
      const random = randomWords(substream(randomStream(11, "configs"), trial), 12);
      const below = (i: number, bound: number) => randomBelow(random[i] as number, bound);
      const values: Values = {
        ...defaultsOf(manifest.parameters),
        objective: ["gaussian", "bernoulli"][below(0, 2)] as string,
        architecture: ["dense", "convolutional"][below(1, 2)] as string,
        layers: 1 + below(2, 3),
        width: 1 + below(3, 40),
        channels: 1 + below(4, 8),
        latent: 2 + below(5, 20),
        spread: ["fixed", "learned"][below(6, 2)] as string,
        conditional: below(7, 2) === 0,
      };
      const side = 4 * (1 + below(8, 3));
      const letters = Array.from({ length: 2 + below(5, 20) }, (_, i) => `${i}`);
      const facts: DatasetFacts = {
        ...tinyPictures,
        domain:
          below(10, 3) === 0
            ? { kind: "tokens", vocabulary: letters, longest: 3 + below(8, 3) }
            : below(9, 3) === 0
              ? { kind: "points" }
              : below(9, 5) === 1
                ? {
                    kind: "audio",
                    rate: 8000,
                    length: 32 * (1 + below(8, 9)),
                    form: below(0, 2) ? "wave" : "spectrogram",
                  }
                : { kind: "image", height: side, width: side, channels: below(10, 2) === 0 ? 1 : 3 },
        labels: Array.from({ length: below(11, 9) }, (_, i) => `${i}`),
      };
      const batch = { size: 4, length: 1 };
      const model = build(asModelValues(values), wholeDomain(facts), batch, randomStream(trial, "weights"));
      const built = model.updates[0]?.variables.reduce((sum, { size }) => sum + size, 0);
      expect(manifest.estimate(values, wholeDomain(facts), batch).weights).toBe(built);
      model.dispose();
    }
  });

  it.each([
    ["a dense network", { architecture: "dense", width: 128, layers: 2, objective: "bernoulli" }],
    ["a wide Gaussian one", { architecture: "dense", width: 512, objective: "gaussian" }],
    ["a convolutional one", { architecture: "convolutional", channels: 16, objective: "bernoulli" }],
    ["one of texts", { width: 96, latent: 16, objective: "crossEntropy" }],
    ["a deep one of texts", { width: 64, layers: 3, latent: 32, objective: "crossEntropy" }],
  ])("of bytes is within a quarter of what a step of %s takes at its peak", async (_, own) => {
    const values = { ...defaultsOf(manifest.parameters), ...own };
    const vocabulary = Array.from({ length: 90 }, (_, i) => `${i}`);
    const facts: DatasetFacts = {
      ...tinyPictures,
      domain:
        values.objective === "crossEntropy"
          ? { kind: "tokens", vocabulary, longest: 6 }
          : { kind: "image", height: 28, width: 28, channels: 1 },
    };
    const shape = { size: 64, length: 1 };
    const model = build(asModelValues(values), wholeDomain(facts), shape, randomStream(1, "weights"));
    const [update] = model.updates as [Update];
    const variables = [...update.variables];
    const batch = tinyBatch(facts, 64);
    const before = tf.memory().numBytes;
    const { peakBytes } = await tf.profile(() =>
      tf.tidy(
        () => tf.variableGrads(() => update.loss({ batch, noise, tap: untapped, values }).total, variables).value,
      ),
    );
    // The gradients are in the peak; the weights stood there before, and Adam's two moments are the optimizer's.
    const others = 3 * 4 * variables.reduce((sum, { size }) => sum + size, 0);
    const ratio = manifest.estimate(values, wholeDomain(facts), shape).bytes / (peakBytes - before + others);
    expect(ratio).toBeGreaterThan(0.8);
    expect(ratio).toBeLessThan(1.25);
    model.dispose();
  });
});

describe("the figures", () => {
  const of = (id: string, latest: Record<string, number>) =>
    manifest.figures.find((each) => each.id === id)?.of(latest);

  it("give the evidence lower bound whatever β is, on held-out examples once they have been judged", () => {
    expect(of("elbo", {})).toBeNull();
    expect(of("elbo", { loss: 130, reconstruction: 90, kl: 10 })).toBe(-100);
    const judged = { reconstruction: 90, kl: 10, "validation.reconstruction": 95, "validation.kl": 12 };
    expect(of("elbo", judged)).toBe(-107);
  });
});

describe("the objectives", () => {
  it("of points are Gaussian alone, for coins show no coordinates", () => {
    expect(manifest.objectives(domainTraits.points)).toEqual(["gaussian"]);
    expect(manifest.objectives(domainTraits.image)).toEqual(["bernoulli", "gaussian"]);
  });
});
