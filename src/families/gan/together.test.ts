import { beforeAll, expect, it } from "vitest";
import { randomStream } from "../../core/random.ts";
import type { Model } from "../../engine/model.ts";
import type { CodesQuery } from "../../schema/codes.ts";
import { defaultsOf } from "../../schema/parameter.ts";
import type { CodedView } from "../../schema/view.ts";
import { manifest } from "./manifest.ts";
import { open, tinyBatch, tinyModel, tinyPictures, tinyTexts, tinyValues } from "./testing/fixture.ts";

beforeAll(() => open("wasm"));

const values = { ...tinyValues, conditional: true };
const ask = (model: Model, codes: CodesQuery, facts = tinyPictures) =>
  model.view({
    ...{ view: "together", source: "codes", codes },
    model: values,
    sampling: { ...defaultsOf(manifest.sampling), label: "" },
    stream: randomStream(6, "view"),
    examples: () => tinyBatch(facts, 12),
  }) as Promise<CodedView>;

it.each([
  ["pictures", tinyPictures],
  ["words", tinyTexts],
] as const)("noise makes the %s that it came with", async (_, facts) => {
  const model = tinyModel(values, facts);
  const drawn = await ask(model, { from: "chance", seed: 3, count: 4 }, facts);
  expect([drawn.width, drawn.codes.length, drawn.geometry]).toEqual([3, 12, "arc"]);
  expect(drawn.labels).toEqual(["a", "b", "c", "a"]);
  expect(await ask(model, { from: "codes", codes: drawn.codes, labels: drawn.labels ?? [] }, facts)).toEqual(drawn);
  model.dispose();
});

it("noise of another length is refused, and real examples have none", async () => {
  const model = tinyModel(values, tinyPictures);
  const wrong = ask(model, { from: "codes", codes: new Float32Array(4) });
  await expect(wrong).rejects.toMatchObject({ code: "codesMismatch", values: { length: 4, width: 3 } });
  await expect(ask(model, { from: "data", seed: 1, count: 2 })).rejects.toMatchObject({ code: "codesNotOffered" });
  model.dispose();
});
