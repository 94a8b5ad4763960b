import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, it } from "vitest";
import { randomStream } from "../../core/random.ts";
import type { Position } from "../../domains/sequence/write.ts";
import { sequenceDomain } from "../../domains/testing/data.ts";
import type { Model } from "../../engine/model.ts";
import { defaultsOf, type Values } from "../../schema/parameter.ts";
import type { CausalFieldView, TextSample } from "../../schema/view.ts";
import { examples, open, tinyText } from "../recurrent/testing/fixture.ts";
import { numbers } from "../testing/checks.ts";
import { manifest } from "./manifest.ts";
import { buildReader } from "./network.ts";
import { stepper } from "./sample.ts";
import { architecture } from "./sizes.manifest.ts";
import { tinyModel, tinyValues } from "./testing/fixture.ts";

beforeAll(() => open("wasm"));

const VOCABULARY = ["\n", "a", "b", "c", "d", "e"];
const sampling = { ...defaultsOf(manifest.sampling), temperature: 1, count: 4, maxLength: 12 };

async function finalSamples(model: Model, values: Values = {}): Promise<readonly TextSample[]> {
  const request = {
    values: { ...sampling, ...values },
    model: tinyValues,
    stream: randomStream(1, "sampling"),
    known: () => false,
    examples,
  };
  let last: readonly TextSample[] = [];
  for await (const view of model.sample(request, new AbortController().signal)) {
    if (view.kind === "text") last = view.samples;
  }
  return last;
}

/** The likeliest next character by the saved network, which reads all from the start. */
function likeliest(model: Model, characters: readonly number[]): number {
  return tf.tidy(() => {
    const reader = model.networks.reader as tf.LayersModel;
    const logits = reader.predict(tf.tensor2d([[...characters]], undefined, "int32")) as tf.Tensor3D;
    const last = numbers(logits.slice([0, characters.length - 1], [1, 1]));
    return last.indexOf(Math.max(...last));
  });
}

describe("writing with queues", () => {
  it.each([2, 3])("writes what reading everything anew each time would (windows of %d)", async (kernelSize) => {
    const model = tinyModel({ ...tinyValues, kernelSize }, tinyText);
    const [first] = await finalSamples(model, { topK: 1, prompt: "ab", maxLength: 24, count: 1 });
    const read = [0, 1, 2];
    while (read.length < 25) read.push(likeliest(model, read));
    expect(first?.text).toBe(
      read
        .slice(1)
        .map((token) => VOCABULARY[token])
        .join(""),
    );
  });

  it("counts: the work of a character is the same at the 1st and at the 40th", async () => {
    const sizes = architecture(tinyValues, sequenceDomain(tinyText));
    const reader = buildReader(sizes, randomStream(1, "weights"));
    const writer = stepper(reader, sizes);
    const owned = (work: () => Position): Position => tf.tidy(() => ({ ...work() }) as never);
    let position = owned(() => writer.open(tf.zeros([1, 1], "int32") as tf.Tensor2D, null));
    const workOf = async () => {
      const before = position;
      const { kernels } = await tf.profile(() => {
        position = owned(() => writer.next(before, tf.tensor1d([1], "int32"), null));
      });
      tf.dispose([before.logits, ...before.state]);
      const all = kernels.flatMap(({ inputShapes }) =>
        inputShapes.map((shape) => (shape ?? []).reduce((a, b) => a * b, 1)),
      );
      return all.reduce((a, b) => a + b, 0);
    };
    const work: number[] = [];
    for (let i = 0; i < 40; i++) work.push(await workOf());
    expect(work[0]).toBeGreaterThan(0);
    expect(new Set(work).size).toBe(1);
    tf.dispose([position.logits, ...position.state]);
    reader.network.dispose();
  });

  it("leaves no tensor behind", async () => {
    const model = tinyModel();
    const before = tf.memory().numTensors;
    await finalSamples(model, { prompt: "ab", topK: 3 });
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe("the view of the causal field", () => {
  const ask = async (text: string) =>
    (await tinyModel(tinyValues, tinyText).view({
      ...{ view: "field", source: "text", text, model: tinyValues, sampling, examples },
      stream: randomStream(1, "view"),
    })) as CausalFieldView;

  it("gives a prediction no place that it cannot see, and each level its largest share in full", async () => {
    const { text, dilations, influence } = await ask("abcdeabcde");
    const [T, levels] = [text.length, dilations.length + 1];
    expect([T, dilations]).toEqual([11, [1, 2, 4]]);
    for (let of = 0; of < T; of++) {
      for (let level = 0; level < levels; level++) {
        const row = influence.subarray((of * levels + level) * T, (of * levels + level + 1) * T);
        const reach = dilations.slice(level).reduce((sum, dilation) => sum + dilation, 0);
        expect(Math.max(...row)).toBe(255);
        row.forEach((share, place) => {
          if (place > of || place < of - reach) expect(share).toBe(0);
        });
      }
    }
  });

  it("is the gradient: what a nudge of a character does to the prediction, in proportion", async () => {
    const { influence, text } = await ask("abc");
    const T = text.length;
    // Of the prediction after the last character, at the level of the characters.
    const shares = [...influence.subarray((T - 1) * 4 * T, (T - 1) * 4 * T + T)];
    expect(shares.every((share) => share >= 0)).toBe(true);
    expect(shares.filter((share) => share > 0).length).toBeGreaterThan(1);
    const before = tf.memory().numTensors;
    const model = tinyModel(tinyValues, tinyText);
    model.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
