import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, it } from "vitest";
import { randomStream } from "../../core/random.ts";
import type { Position } from "../../domains/sequence/write.ts";
import { sequenceDomain } from "../../domains/testing/data.ts";
import type { Model } from "../../engine/model.ts";
import type { DatasetFacts } from "../../schema/domain.ts";
import { defaultsOf, type Values } from "../../schema/parameter.ts";
import type { TextSample, ViewData } from "../../schema/view.ts";
import { open, tinyFacts, tinyText } from "../recurrent/testing/fixture.ts";
import { numbers } from "../testing/checks.ts";
import { layOut, symbolsOf, UNKNOWN } from "./fill.ts";
import { manifest } from "./manifest.ts";
import { buildReader } from "./network.ts";
import { stepper } from "./sample.ts";
import { architecture } from "./sizes.manifest.ts";
import { examples, tinyModel, tinyValues } from "./testing/fixture.ts";

beforeAll(() => open("wasm"));

const VOCABULARY = ["\n", "a", "b", "c", "d", "e"];
const sampling = { ...defaultsOf(manifest.sampling), temperature: 1, count: 4, maxLength: 12 };

async function everyYield(model: Model, values: Values = {}, extra: object = {}) {
  const request = {
    values: { ...sampling, ...values },
    model: tinyValues,
    stream: randomStream(1, "sampling"),
    known: () => false,
    examples,
    ...extra,
  };
  const views: ViewData[] = [];
  for await (const view of model.sample(request, new AbortController().signal)) views.push(view);
  return views.map((view) => (view as Extract<ViewData, { kind: "text" }>).samples);
}

const finalSamples = async (...request: Parameters<typeof everyYield>) =>
  (await everyYield(...request)).at(-1) as readonly TextSample[];

/** The likeliest next character by the saved network, which reads all that it is given from the start. */
function likeliest(model: Model, characters: readonly number[]): number {
  return tf.tidy(() => {
    const reader = model.networks.reader as tf.LayersModel;
    const logits = reader.predict(tf.tensor2d([[...characters]], undefined, "int32")) as tf.Tensor3D;
    const last = numbers(logits.slice([0, characters.length - 1], [1, 1]));
    return last.indexOf(Math.max(...last));
  });
}

describe("writing with kept keys and values", () => {
  it.each(["rotary", "learned"])(
    "writes what reading everything anew would, within the context (%s)",
    async (positions) => {
      const model = tinyModel({ ...tinyValues, positions }, tinyText, { size: 2, length: 16 });
      const [first] = await finalSamples(model, { topK: 1, prompt: "ab", maxLength: 14, count: 1 });
      const read = [0, 1, 2];
      while (read.length < 15) read.push(likeliest(model, read));
      expect(first?.text).toBe(
        read
          .slice(1)
          .map((token) => VOCABULARY[token])
          .join(""),
      );
    },
  );

  it("goes on from the last half where the context is full", async () => {
    const context = 6;
    const model = tinyModel(tinyValues, tinyText, { size: 2, length: context });
    const [first] = await finalSamples(model, { topK: 1, prompt: "a", maxLength: 20, count: 1 });
    const all = [0, 1];
    let seen = [...all];
    while (all.length < 21) {
      const next = likeliest(model, seen);
      all.push(next);
      seen = seen.length < context ? [...seen, next] : [...all.slice(-(context / 2))];
    }
    expect(first?.text).toBe(
      all
        .slice(1)
        .map((token) => VOCABULARY[token])
        .join(""),
    );
  });

  it("counts: the work of a character grows by what it looks at alone, and nothing is read twice", async () => {
    const sizes = architecture(tinyValues, sequenceDomain(tinyText), { size: 1, length: 64 });
    const reader = buildReader(sizes, randomStream(1, "weights"));
    const writer = stepper(reader, sizes);
    const owned = (work: () => Position): Position => tf.tidy(() => ({ ...work() }) as never);
    let position = owned(() => writer.open(tf.zeros([1, 1], "int32") as tf.Tensor2D, null));
    /** Numbers that go into products and normalizations, and those that go into attention, of one more character. */
    const workOf = async () => {
      const before = position;
      const { kernels } = await tf.profile(() => {
        position = owned(() => writer.next(before, tf.tensor1d([1], "int32"), null));
      });
      tf.dispose([before.logits, ...before.state]);
      const sizesOf = (name: RegExp) =>
        kernels
          .filter((kernel) => name.test(kernel.name))
          .flatMap(({ inputShapes }) => inputShapes.map((shape) => (shape ?? []).reduce((a, b) => a * b, 1)));
      const sum = (all: readonly number[]) => all.reduce((a, b) => a + b, 0);
      return { products: sum(sizesOf(/MatMul|Normalization|Gelu/)), looks: sum(sizesOf(/^InklingAttention$/)) };
    };
    const work: Awaited<ReturnType<typeof workOf>>[] = [];
    for (let i = 0; i < 40; i++) work.push(await workOf());
    expect(new Set(work.map(({ products }) => products)).size).toBe(1);
    // Each layer gets one more key and value: 2 layers × (k + v) × 8 channels.
    work.slice(1).forEach(({ looks }, i) => {
      expect(looks - (work[i]?.looks ?? 0)).toBe(2 * 2 * 8);
    });
    tf.dispose([position.logits, ...position.state]);
    reader.dispose();
  });

  it("gives each text the same noise however many are written beside it, and leaves no tensor behind", async () => {
    const model = tinyModel();
    const before = tf.memory().numTensors;
    const [all, part] = [await finalSamples(model), await finalSamples(model, {}, { range: [2, 3] })];
    expect(part.map(({ text }) => text)).toEqual([all[2]?.text]);
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe("filling blanks", () => {
  const masked = { ...tinyValues, form: "masked" };

  it("reads _ as a blank, and leaves out what the data does not have", () => {
    expect(symbolsOf("a_Üb__", sequenceDomain(tinyFacts))).toEqual([1, UNKNOWN, 2, UNKNOWN, UNKNOWN]);
  });

  it("keeps what was typed, fills what was not, and never with the end of a line", async () => {
    const samples = await finalSamples(tinyModel(masked), { prompt: "a_b_", temperature: 2 });
    for (const { text, finished, confidence } of samples) {
      expect(text).toMatch(/^a[a-e]b[a-e]$/);
      expect(finished).toBe(true);
      expect([confidence[0], confidence[2]]).toEqual([1, 1]);
    }
  });

  it("fills one blank at a time, and what it was sure of stays", async () => {
    const rounds = await everyYield(tinyModel(masked), { prompt: "____", count: 2 });
    expect(rounds.map(([first]) => first?.text.replaceAll(/[^_]/g, "").length)).toEqual([3, 2, 1, 0]);
    rounds.slice(1).forEach(([now], i) => {
      const before = rounds[i]?.[0]?.text ?? "";
      for (const [place, character] of [...before].entries()) {
        if (character !== "_") expect(now?.text[place]).toBe(character);
      }
    });
  });

  it("takes the surest first: the greatest probability among the blanks", async () => {
    const rounds = await everyYield(tinyModel(masked), { prompt: "____", count: 1, topK: 1 });
    const model = tinyModel(masked);
    const asked = { view: "blanks", source: "text" as const, text: "____", model: masked, examples };
    const view = await model.view({ ...asked, sampling: { ...sampling, label: "x" }, stream: randomStream(1, "view") });
    if (view.kind !== "blanks") return expect.fail("no blanks");
    const surest = view.candidates.map(([best]) => best?.probability ?? 0);
    const first = [...(rounds[0]?.[0]?.text ?? "")].findIndex((character) => character !== "_");
    expect(first).toBe(surest.indexOf(Math.max(...surest)));
    expect(view.filling[0]?.place).toBe(first);
    expect(view.filling.map(({ place }) => place).toSorted()).toEqual([0, 1, 2, 3]);
  });

  it("writes texts as long as real ones where nothing is typed, and goes on from what is typed without a blank", async () => {
    for (const { text } of await finalSamples(tinyModel(masked))) {
      expect(text).toMatch(/^[a-e]{1,4}$/);
    }
    for (const { text, promptLength } of await finalSamples(tinyModel(masked), { prompt: "ab" })) {
      expect(text).toMatch(/^ab[a-e]+$/);
      expect(promptLength).toBe(2);
    }
  });

  it("lays each text between ends of lines, with the mask where a blank is", () => {
    const facts: DatasetFacts = tinyFacts;
    const domain = sequenceDomain(facts);
    const sizes = architecture(masked, domain, { size: 1, length: 8 });
    const around = { tokens: Int32Array.of(3, 3, 0, 4, 4, 0, 5), labels: Int32Array.of(0, 0, 0, 1, 1, 1, 2) };
    const { tokens, labels, from } = layOut([[1, UNKNOWN], [2]], [2, 1], around, sizes, domain);
    expect(from).toBe(3);
    expect([...tokens.subarray(0, 8)]).toEqual([3, 3, 0, 1, 6, 0, 4, 4]);
    expect([...tokens.subarray(8)]).toEqual([3, 3, 0, 2, 0, 4, 4, 0]);
    expect([...(labels as Int32Array).subarray(0, 8)]).toEqual([0, 0, 0, 2, 2, 2, 1, 1]);
  });

  it("gives each text the same noise in any part, and leaves no tensor behind", async () => {
    const model = tinyModel(masked);
    const before = tf.memory().numTensors;
    const all = await finalSamples(model, { prompt: "a__" });
    const part = await finalSamples(model, { prompt: "a__" }, { range: [1, 3] });
    expect(part.map(({ text }) => text)).toEqual(all.slice(1, 3).map(({ text }) => text));
    expect(tf.memory().numTensors).toBe(before);
  });
});
