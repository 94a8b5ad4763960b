import * as tf from "@tensorflow/tfjs";
import { beforeAll, expect, it } from "vitest";
import { randomStream } from "../../core/random.ts";
import type { Model } from "../../engine/model.ts";
import type { CodesQuery } from "../../schema/codes.ts";
import { defaultsOf } from "../../schema/parameter.ts";
import type { CodedView, ImagesView } from "../../schema/view.ts";
import { manifest } from "./manifest.ts";
import { open, tinyBatch, tinyModel, tinyPictures, tinySounds, tinyValues } from "./testing/fixture.ts";

beforeAll(() => open("wasm"));

const values = { ...tinyValues, objective: "noise", architecture: "dense", conditional: true };
const ask = (model: Model, codes: CodesQuery, facts = tinyPictures) =>
  model.view({
    ...{ view: "together", source: "codes", codes },
    model: values,
    sampling: { ...defaultsOf(manifest.sampling), steps: 4, sampler: "ddpm", guidance: 2, label: "" },
    stream: randomStream(6, "view"),
    examples: () => tinyBatch(facts, 6),
  }) as Promise<CodedView>;

it.each([
  ["pictures", tinyPictures, 64],
  ["sounds", tinySounds, 512],
] as const)("noise becomes the %s that it came with, whatever sampler is chosen", async (_, facts, width) => {
  const model = tinyModel(values, facts);
  const drawn = await ask(model, { from: "chance", seed: 3, count: 3 }, facts);
  expect([drawn.width, drawn.codes.length, drawn.geometry]).toEqual([width, 3 * width, "arc"]);
  expect(await ask(model, { from: "codes", codes: drawn.codes, labels: drawn.labels ?? [] }, facts)).toEqual(drawn);
  model.dispose();
});

it("a picture is completed: what is known stays as it is, what is not is made up, by a seed", async () => {
  const model = tinyModel(values, tinyPictures);
  const picture = Float32Array.from({ length: 64 }, (_, i) => (i % 5) / 4);
  const known = Uint8Array.from({ length: 64 }, (_, i) => (i < 32 ? 1 : 0));
  const before = tf.memory().numTensors;
  const completed = async (seed: number) => {
    const { shown } = await ask(model, { from: "part", values: picture, known, seed, count: 2 });
    return shown as ImagesView;
  };
  const one = await completed(1);
  expect(tf.memory().numTensors).toBe(before);
  expect(one.count).toBe(2);
  for (const sample of [0, 1]) {
    const own = one.pixels.subarray(64 * sample, 64 * (sample + 1));
    own.subarray(0, 32).forEach((value, i) => {
      expect(value).toBeCloseTo(picture[i] as number, 5);
    });
    expect(own.every((value) => value >= 0 && value <= 1)).toBe(true);
  }
  expect([...one.pixels.subarray(32, 64)]).not.toEqual([...one.pixels.subarray(96, 128)]);
  expect((await completed(1)).pixels).toEqual(one.pixels);
  expect((await completed(2)).pixels).not.toEqual(one.pixels);
  model.dispose();
});

it("a part of another size is refused, and so are codes", async () => {
  const model = tinyModel(values, tinyPictures);
  const part = { values: new Float32Array(64), known: new Uint8Array(9), seed: 0, count: 1 };
  await expect(ask(model, { from: "part", ...part })).rejects.toMatchObject({
    code: "codesMismatch",
    values: { length: 9, width: 64 },
  });
  const wrong = ask(model, { from: "codes", codes: new Float32Array(65) });
  await expect(wrong).rejects.toMatchObject({ code: "codesMismatch" });
  model.dispose();
});
