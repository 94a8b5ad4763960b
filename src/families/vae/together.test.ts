import { beforeAll, expect, it } from "vitest";
import { rowAt } from "../../core/codes.ts";
import { randomStream } from "../../core/random.ts";
import type { Model } from "../../engine/model.ts";
import type { CodesQuery } from "../../schema/codes.ts";
import { defaultsOf, type Values } from "../../schema/parameter.ts";
import type { CodedView } from "../../schema/view.ts";
import { manifest } from "./manifest.ts";
import {
  bernoulliValues,
  gaussianValues,
  numbers,
  open,
  textValues,
  tinyBatch,
  tinyModel,
  tinyPictures,
  tinySounds,
  tinyTexts,
} from "./testing/fixture.ts";

beforeAll(() => open("wasm"));

const pictures: Values = { ...bernoulliValues, conditional: true };

const ask = (model: Model, codes: CodesQuery, { facts = tinyPictures, values = pictures } = {}) =>
  model.view({
    ...{ view: "together", source: "codes", codes },
    model: values,
    sampling: { ...defaultsOf(manifest.sampling), label: "" },
    stream: randomStream(6, "view"),
    examples: () => tinyBatch(facts, 12),
  }) as Promise<CodedView>;

it.each([
  ["pictures", pictures, tinyPictures],
  ["words", textValues, tinyTexts],
  ["sounds", { ...gaussianValues, conditional: true }, tinySounds],
] as const)("codes of %s are decoded to the samples that they came with, one by one too", async (_, values, facts) => {
  const model = tinyModel(values, facts);
  const scene = { facts, values };
  const drawn = await ask(model, { from: "chance", seed: 3, count: 4 }, scene);
  const { width, codes, labels } = drawn;
  expect([width, codes.length, drawn.geometry]).toEqual([3, 12, "straight"]);
  const about = labels ? { labels } : {};
  expect(await ask(model, { from: "codes", codes, ...about }, scene)).toEqual(drawn);
  const one = await ask(
    model,
    { from: "codes", codes: rowAt(codes, width, 2), ...(labels ? { labels: [labels[2] as string] } : {}) },
    scene,
  );
  if (drawn.shown.kind === "lines" && one.shown.kind === "lines") {
    expect(one.shown.texts).toEqual([drawn.shown.texts[2]]);
  } else if (drawn.shown.kind === "images" && one.shown.kind === "images") {
    expect([...one.shown.pixels]).toEqual([...drawn.shown.pixels.subarray(2 * 64, 3 * 64)]);
  } else if (drawn.shown.kind === "waves" && one.shown.kind === "waves") {
    expect(one.shown.length).toBe(drawn.shown.length);
  } else expect.unreachable("samples of another kind");
  model.dispose();
});

it("another seed draws other codes, and the same seed the same", async () => {
  const model = tinyModel(pictures);
  const drawn = (seed: number) => ask(model, { from: "chance", seed, count: 2 });
  expect((await drawn(1)).codes).toEqual((await drawn(1)).codes);
  expect((await drawn(2)).codes).not.toEqual((await drawn(1)).codes);
  model.dispose();
});

it("held-out examples come with the codes of their encoding and their own labels", async () => {
  const model = tinyModel(pictures);
  const { codes, labels, shown } = await ask(model, { from: "data", seed: 1, count: 12 });
  expect(codes).toHaveLength(36);
  expect(labels?.toSorted()).toEqual(["x", "x", "x", "x", "y", "y", "y", "y", "z", "z", "z", "z"]);
  expect(shown.kind === "images" && shown.count).toBe(12);
  model.dispose();
});

it("a drawing is encoded as one label's, and stands where the map has it", async () => {
  const model = tinyModel(pictures);
  const batch = tinyBatch(tinyPictures, 1);
  const values = Float32Array.from(numbers(batch.values));
  const { codes, labels, place } = await ask(model, { from: "drawing", values });
  expect(codes).toHaveLength(3);
  expect(tinyPictures.labels).toContain(labels?.[0]);
  expect(place).toHaveLength(2);
  model.dispose();
});

it("what does not fit the model is refused in plain words", async () => {
  const model = tinyModel(pictures);
  const codes = new Float32Array(7);
  await expect(ask(model, { from: "codes", codes })).rejects.toMatchObject({
    code: "codesMismatch",
    values: { length: 7, width: 3 },
  });
  await expect(ask(model, { from: "codes", codes: new Float32Array() })).rejects.toMatchObject({
    code: "codesMismatch",
  });
  await expect(ask(model, { from: "drawing", values: codes })).rejects.toMatchObject({ code: "codesMismatch" });
  const part = { values: new Float32Array(64), known: new Uint8Array(64), seed: 0, count: 1 };
  await expect(ask(model, { from: "part", ...part })).rejects.toMatchObject({ code: "codesNotOffered" });
  model.dispose();
});
