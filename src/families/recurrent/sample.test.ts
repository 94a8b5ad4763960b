import * as tf from "@tensorflow/tfjs";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { randomStream } from "../../core/random.ts";
import type { Model } from "../../engine/model.ts";
import type { DatasetFacts } from "../../schema/domain.ts";
import { defaultsOf, type Values } from "../../schema/parameter.ts";
import type { TextSample, ViewData } from "../../schema/view.ts";
import { numbers } from "../testing/checks.ts";
import { manifest } from "./manifest.ts";
import { examples, open, tinyFacts, tinyModel, tinyText, tinyValues } from "./testing/fixture.ts";

beforeAll(() => open("wasm"));
afterEach(() => {
  vi.restoreAllMocks();
});

const VOCABULARY = ["\n", "a", "b", "c", "d", "e"];
const sampling = { ...defaultsOf(manifest.sampling), temperature: 1, count: 6, maxLength: 20 };

async function everyYield(
  model: Model,
  values: Values = {},
  {
    seed = 1,
    known = () => false,
    signal = new AbortController().signal,
  }: { seed?: number; known?: (text: string) => boolean; signal?: AbortSignal } = {},
) {
  const request = {
    values: { ...sampling, ...values },
    model: tinyValues,
    stream: randomStream(seed, "sampling"),
    known,
    examples,
  };
  const views: ViewData[] = [];
  for await (const view of model.sample(request, signal)) views.push(view);
  return views.map((view) => (view as Extract<ViewData, { kind: "text" }>).samples);
}

const finalSamples = async (...request: Parameters<typeof everyYield>) =>
  (await everyYield(...request)).at(-1) as readonly TextSample[];
const textsOf = (samples: readonly TextSample[]) => samples.map(({ text }) => text);

/** p(next | newline, text, label) by the saved network, which reads everything from the start each time. */
function probabilities(model: Model, text: string, label: number): number[] {
  return tf.tidy(() => {
    const tokens = [0, ...[...text].map((character) => VOCABULARY.indexOf(character))];
    const inputs = tf.tensor2d([tokens], undefined, "int32");
    const labels = tf.fill([1, tokens.length], label, "int32");
    const reader = model.networks.reader as tf.LayersModel;
    const logits = reader.predict(reader.inputs.length > 1 ? [inputs, labels] : inputs) as tf.Tensor3D;
    return numbers(tf.softmax(logits.slice([0, tokens.length - 1], [1, 1])));
  });
}

/** Always the likeliest character, until a newline or the longest length. */
function greedy(model: Model, prompt: string, label: number, maxLength: number, endsAtNewline = true): string {
  let text = prompt;
  while (text.length < maxLength) {
    const next = probabilities(model, text, label);
    const character = VOCABULARY[next.indexOf(Math.max(...next))] as string;
    if (character === "\n" && endsAtNewline) break;
    text += character;
  }
  return text;
}

describe("sampling", () => {
  it.each([
    ["simple", 1],
    ["lstm", 2],
    ["gru", 3],
  ])(
    "from the likeliest alone writes what reading everything anew each time would (%s, %d layers)",
    async (cell, layers) => {
      const model = tinyModel({ ...tinyValues, cell, layers });
      const texts = textsOf(await finalSamples(model, { topK: 1, prompt: "ab" }));
      expect(texts).toEqual([0, 1, 2, 0, 1, 2].map((label) => greedy(model, "ab", label, 20)));
    },
  );

  it("writes the same from the same stream, something else from another", async () => {
    const model = tinyModel();
    const texts = textsOf(await finalSamples(model));
    expect(textsOf(await finalSamples(model))).toEqual(texts);
    expect(textsOf(await finalSamples(model, {}, { seed: 2 }))).not.toEqual(texts);
  });

  it("gives each text the same noise however many are written beside it", async () => {
    const model = tinyModel();
    const one = textsOf(await finalSamples(model, { count: 1 }));
    expect(textsOf(await finalSamples(model, { count: 9 }))[0]).toBe(one[0]);
  });

  it("draws anew for each character: where all are alike, nothing repeats", async () => {
    const model = tinyModel(tinyValues, tinyText);
    model.networks.reader?.setWeights(model.networks.reader.getWeights().map((weight) => tf.zerosLike(weight)));
    for (const { text, confidence } of await finalSamples(model, { maxLength: 64 })) {
      const eights = text.match(/.{8}/gs) ?? [];
      expect(new Set(eights).size).toBe(8);
      for (const probability of confidence) expect(probability).toBeCloseTo(1 / 6, 6);
    }
  });

  it("begins with the prompt, without what the data does not have", async () => {
    const samples = await finalSamples(tinyModel(), { prompt: "bÜa\nd" });
    for (const { text, promptLength } of samples) {
      expect(text.slice(0, promptLength)).toBe("bad");
      expect(promptLength).toBe(3);
    }
  });

  it("tells each character's probability", async () => {
    const model = tinyModel();
    for (const { text, promptLength, confidence, label } of await finalSamples(model, { prompt: "c" })) {
      expect(confidence).toHaveLength(text.length - promptLength);
      confidence.forEach((given, i) => {
        const before = text.slice(0, promptLength + i);
        const after = probabilities(model, before, tinyFacts.labels.indexOf(label as string));
        expect(given).toBeCloseTo(after[VOCABULARY.indexOf(text[promptLength + i] as string)] as number, 4);
      });
    }
  });

  it("writes the label that is asked for, or all in turn", async () => {
    const labels = async (label: string) => (await finalSamples(tinyModel(), { label })).map((sample) => sample.label);
    expect(await labels("y")).toEqual(Array(6).fill("y"));
    expect(await labels("")).toEqual(["x", "y", "z", "x", "y", "z"]);
    expect(await labels("klingon")).toEqual(["x", "y", "z", "x", "y", "z"]);
  });

  it("names no label where the model knows none", async () => {
    const [first] = await finalSamples(tinyModel({ ...tinyValues, conditional: false }), { label: "y" });
    expect(first).not.toHaveProperty("label");
  });

  it("ends a name at the newline, but a long text at its full length alone", async () => {
    const names = await finalSamples(tinyModel(), { maxLength: 60 });
    for (const { text, finished } of names) {
      expect(text).not.toContain("\n");
      expect(finished).toBe(true);
    }
    expect(Math.min(...names.map(({ text }) => text.length))).toBeLessThan(60);
    const long = await finalSamples(tinyModel(tinyValues, tinyText), { maxLength: 60, prompt: "a\nb" });
    for (const { text } of long) expect(text).toHaveLength(60);
    expect(textsOf(long).join("").replaceAll("a\nb", "")).toContain("\n");
  });

  it("marks what stands in the data, and says nothing of copies for long texts", async () => {
    const texts = textsOf(await finalSamples(tinyModel()));
    const samples = await finalSamples(tinyModel(), {}, { known: (text) => text === texts[2] });
    expect(samples.map(({ copied }) => copied)).toEqual(texts.map((text) => text === texts[2]));
    const [long] = await finalSamples(tinyModel(tinyValues, tinyText), {}, { known: () => true });
    expect(long).not.toHaveProperty("copied");
  });

  it("grows by at most eight characters at a time", async () => {
    const model = tinyModel(tinyValues, tinyText);
    const lengths = (await everyYield(model, { maxLength: 20, prompt: "a" })).map((samples) =>
      samples.map(({ text }) => text.length),
    );
    expect(lengths).toEqual([9, 17, 20].map((length) => Array(6).fill(length)));
    const finished = (await everyYield(model)).map((samples) => samples.map((sample) => sample.finished));
    expect(finished.slice(0, -1).flat()).not.toContain(true);
  });

  it("reads the device twice for eight characters, not for each", async () => {
    const read = vi.spyOn(tf.Tensor.prototype, "data");
    const readNow = vi.spyOn(tf.Tensor.prototype, "dataSync");
    await everyYield(tinyModel(tinyValues, tinyText), { maxLength: 32, topK: 3, topP: 0.9 });
    expect(read).toHaveBeenCalledTimes(8);
    expect(readNow).not.toHaveBeenCalled();
  });

  it("stops when it is told to", async () => {
    const controller = new AbortController();
    const model = tinyModel(tinyValues, tinyText);
    const request = {
      values: sampling,
      model: tinyValues,
      stream: randomStream(1, "sampling"),
      known: () => false,
      examples,
    };
    let yields = 0;
    for await (const _ of model.sample(request, controller.signal)) if (++yields === 2) controller.abort();
    expect(yields).toBe(2);
  });

  it("writes nothing where the prompt is as long as may be", async () => {
    const samples = await finalSamples(tinyModel(), { prompt: "abcabcabcabc", maxLength: 8 });
    expect(textsOf(samples)).toEqual(Array(6).fill("abcabcabcabc"));
    expect(samples.every(({ finished }) => finished)).toBe(true);
  });

  it("gives a character outside the basic plane two units of a string and of confidence", async () => {
    const facts: DatasetFacts = { ...tinyText, domain: { kind: "tokens", vocabulary: ["\n", "𠮷", "𡈽"] } };
    const [first] = await finalSamples(tinyModel(tinyValues, facts), { prompt: "𠮷" });
    expect(first?.promptLength).toBe(2);
    expect(first?.confidence).toHaveLength((first?.text.length ?? 0) - 2);
  });

  it("leaves no tensor behind, finished or abandoned", async () => {
    const model = tinyModel();
    const before = tf.memory().numTensors;
    await everyYield(model, { topK: 2, topP: 0.8, prompt: "ab" });
    const request = {
      values: sampling,
      model: tinyValues,
      stream: randomStream(1, "sampling"),
      known: () => false,
      examples,
    };
    for await (const _ of model.sample(request, new AbortController().signal)) break;
    expect(tf.memory().numTensors).toBe(before);
  });
});
