import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, it } from "vitest";
import { randomStream } from "../../core/random.ts";
import type { Model } from "../../engine/model.ts";
import { defaultsOf, type Values } from "../../schema/parameter.ts";
import type { HeatmapView, ProbabilityView } from "../../schema/view.ts";
import { numbers } from "../testing/checks.ts";
import { manifest } from "./manifest.ts";
import { examples, open, tinyModel, tinyText, tinyValues } from "./testing/fixture.ts";

beforeAll(() => open("wasm"));

const VOCABULARY = ["\n", "a", "b", "c", "d", "e"];
const ask = (model: Model, view: string, text: string, label = "", values: Values = tinyValues) =>
  model.view({
    ...{ view, source: "text", text },
    model: values,
    sampling: { ...defaultsOf(manifest.sampling), label },
    stream: randomStream(1, "view"),
    examples,
  });

/** The output of a layer for newline, then the text, under one label: [T + 1][width]. */
function outputs(model: Model, layer: string, text: string, label: number): number[][] {
  return tf.tidy(() => {
    const reader = model.networks.reader as tf.LayersModel;
    const tokens = [0, ...[...text].map((character) => VOCABULARY.indexOf(character))];
    const inputs = tf.tensor2d([tokens], undefined, "int32");
    const labels = tf.fill([1, tokens.length], label, "int32");
    const part = tf.model({ inputs: reader.inputs, outputs: reader.getLayer(layer).output as tf.SymbolicTensor });
    const output = part.predict(reader.inputs.length > 1 ? [inputs, labels] : inputs) as tf.Tensor3D;
    return (layer === "logits" ? tf.softmax(output) : output).squeeze([0]).arraySync() as number[][];
  });
}

describe("the view of the next character", () => {
  it("lists the likeliest after each character, likeliest first", async () => {
    const model = tinyModel(tinyValues, tinyText);
    const view = (await ask(model, "next", "abÜe")) as ProbabilityView;
    expect(view.text).toEqual(["a", "b", "e"]);
    const [start, ...expected] = outputs(model, "logits", "abe", 0);
    const [likeliest] = view.first;
    expect(likeliest?.probability).toBeCloseTo(Math.max(...(start ?? [])), 5);
    view.next.forEach((list, i) => {
      expect(list).toHaveLength(6);
      const sorted = [...list].sort((a, b) => b.probability - a.probability);
      expect(list).toEqual(sorted);
      for (const { token, probability } of list) {
        expect(probability).toBeCloseTo(expected[i]?.[VOCABULARY.indexOf(token)] as number, 5);
      }
    });
  });

  it("says what each character costs: minus the binary logarithm of its probability", async () => {
    const { bits } = (await ask(tinyModel(tinyValues, tinyText), "next", "abe")) as ProbabilityView;
    const model = tinyModel(tinyValues, tinyText);
    const steps = outputs(model, "logits", "abe", 0);
    expect(bits).toHaveLength(3);
    for (const [t, token] of [1, 2, 5].entries())
      expect(bits?.[t]).toBeCloseTo(-Math.log2(steps[t]?.[token] as number), 4);
  });

  it("keeps to eight", async () => {
    const vocabulary = ["\n", ..."abcdefghijkl"];
    const model = tinyModel(tinyValues, { ...tinyText, domain: { kind: "tokens", vocabulary } });
    const { next } = (await ask(model, "next", "abc")) as ProbabilityView;
    expect(next.map((list) => list.length)).toEqual([8, 8, 8]);
  });

  it("takes the label that is asked for", async () => {
    const model = tinyModel();
    const { next } = (await ask(model, "next", "da", "z")) as ProbabilityView;
    const expected = outputs(model, "logits", "da", 2)[2] as number[];
    expect(next[1]?.[0]?.probability).toBeCloseTo(Math.max(...expected), 5);
  });

  it("weighs all labels by how well they explain the text so far when none is asked for", async () => {
    const model = tinyModel();
    const { next } = (await ask(model, "next", "de")) as ProbabilityView;
    const byLabel = [0, 1, 2].map((label) => outputs(model, "logits", "de", label));
    // Bayes' rule with equal priors: p(c | de) = Σ p(d|l) p(e|d, l) p(c|de, l) / Σ p(d|l) p(e|d, l).
    const weights = byLabel.map((steps) => (steps[0]?.[4] as number) * (steps[1]?.[5] as number));
    const total = weights.reduce((sum, weight) => sum + weight);
    for (const { token, probability } of next[1] ?? []) {
      const expected = byLabel.reduce(
        (sum, steps, l) => sum + ((weights[l] as number) / total) * (steps[2]?.[VOCABULARY.indexOf(token)] as number),
        0,
      );
      expect(probability).toBeCloseTo(expected, 5);
    }
    expect(next[1]?.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 5);
  });

  it("reads the first 256 characters of a longer text", async () => {
    const { text, next } = (await ask(tinyModel(), "next", "abcde".repeat(60))) as ProbabilityView;
    expect([text.length, next.length]).toEqual([256, 256]);
  });

  it("says of an empty text how it may begin, and no more", async () => {
    const { first, ...rest } = (await ask(tinyModel(), "next", "")) as ProbabilityView;
    expect(rest).toEqual({ kind: "probabilities", text: [], next: [], bits: [] });
    expect(first).toHaveLength(VOCABULARY.length);
  });
});

describe("the view of the hidden units", () => {
  it("is the last layer's state after each character, a row for a unit", async () => {
    const values = { ...tinyValues, cell: "lstm", layers: 2 };
    const model = tinyModel(values);
    const view = (await ask(model, "hidden", "cab", "y", values)) as HeatmapView;
    const expected = outputs(model, "recurrent2", "cab", 1).slice(1);
    expect([view.rows, view.columns, view.range]).toEqual([6, ["c", "a", "b"], [-1, 1]]);
    for (let unit = 0; unit < 6; unit++) {
      for (let t = 0; t < 3; t++) expect(view.values[unit * 3 + t]).toBeCloseTo(expected[t]?.[unit] as number, 5);
    }
  });

  it("shows the first 64 units of many", async () => {
    const values = { ...tinyValues, units: 70 };
    const model = tinyModel(values, tinyText);
    const view = (await ask(model, "hidden", "ab", "", values)) as HeatmapView;
    expect(view.rows).toBe(64);
    expect(view.values).toHaveLength(128);
    expect(view.values[127]).toBeCloseTo(outputs(model, "recurrent1", "ab", 0)[2]?.[63] as number, 5);
  });

  it("shows the label that explains the text best when none is asked for", async () => {
    const model = tinyModel();
    const likelihoods = [0, 1, 2].map((label) => {
      const steps = outputs(model, "logits", "de", label);
      return (steps[0]?.[4] as number) * (steps[1]?.[5] as number);
    });
    const best = likelihoods.indexOf(Math.max(...likelihoods));
    const { values } = (await ask(model, "hidden", "de")) as HeatmapView;
    expect(values[1]).toBeCloseTo(outputs(model, "recurrent1", "de", best)[2]?.[0] as number, 5);
  });

  it("leaves no tensor behind", async () => {
    const model = tinyModel();
    const before = tf.memory().numTensors;
    await ask(model, "hidden", "abc");
    await ask(model, "next", "abc");
    expect(tf.memory().numTensors).toBe(before);
  });

  it("gives numbers alone", async () => {
    const { values } = (await ask(tinyModel(), "hidden", "abcde")) as HeatmapView;
    expect(numbers(tf.tensor1d(values)).every(Number.isFinite)).toBe(true);
  });
});
