import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, it } from "vitest";
import { randomStream } from "../../core/random.ts";
import { associations } from "../../domains/associations.ts";
import { pointProperties } from "../../domains/points/properties.ts";
import { wholeDomain } from "../../domains/testing/data.ts";
import type { Model } from "../../engine/model.ts";
import { defaultsOf, type Values } from "../../schema/parameter.ts";
import {
  type ImagesView,
  type LatentView,
  type LinesView,
  type ScatterView,
  type ViewData,
  viewAt,
} from "../../schema/view.ts";
import { manifest } from "./manifest.ts";
import { coordinatesOf, pointAt, principalBasis } from "./principal.ts";
import {
  bernoulliValues,
  gaussianValues,
  normals,
  numbers,
  open,
  textValues,
  tinyBatch,
  tinyModel,
  tinyPictures,
  tinyPoints,
  tinyTexts,
} from "./testing/fixture.ts";

beforeAll(() => open("wasm"));

const MANY = 40;
const stream = randomStream(6, "sampling");
const sampling = (own: Values = {}) => ({ ...defaultsOf(manifest.sampling), ...own });

const pictures = { ...bernoulliValues, conditional: true };
const ask = (
  model: Model,
  view: string,
  { facts = tinyPictures, values = pictures, place = [] as number[], label = "" } = {},
) =>
  model.view({
    ...viewAt(view, place),
    model: values,
    sampling: sampling({ label }),
    stream,
    examples: () => tinyBatch(facts, MANY),
  });

async function drawn(
  model: Model,
  own: Values,
  { facts = tinyPictures, values = pictures as Values } = {},
): Promise<ViewData> {
  const request = {
    values: sampling(own),
    model: values,
    stream,
    known: () => false,
    examples: () => tinyBatch(facts, MANY),
  };
  const all: ViewData[] = [];
  for await (const view of model.sample(request, new AbortController().signal)) all.push(view);
  expect(all).toHaveLength(1);
  return all[0] as ViewData;
}

type Networks = Record<"encoder" | "decoder", tf.LayersModel>;

/** What the saved networks make of examples: means, and what they decode to. */
function reference(model: Model, facts = tinyPictures, conditional = true): { means: number[]; decoded: number[] } {
  return tf.tidy(() => {
    const { encoder, decoder } = model.networks as Networks;
    const { values, labels } = tinyBatch(facts, MANY);
    const label = conditional ? [labels as tf.Tensor] : [];
    const [mean] = encoder.predict([values, ...label]) as [tf.Tensor];
    return { means: numbers(mean), decoded: numbers(decoder.predict([mean, ...label]) as tf.Tensor) };
  });
}

/** What the saved decoder makes of one z. */
const decode = (model: Model, z: ArrayLike<number>, label?: number): number[] =>
  tf.tidy(() => {
    const { decoder } = model.networks as Networks;
    const labels = label === undefined ? [] : [tf.tensor2d([[label]], undefined, "int32")];
    return numbers(decoder.predict([tf.tensor2d([Array.from(z)]), ...labels]) as tf.Tensor);
  });

function expectNear(found: ArrayLike<number>, expected: ArrayLike<number>): void {
  expect(found.length).toBe(expected.length);
  for (let i = 0; i < expected.length; i++) expect(found[i]).toBeCloseTo(expected[i] as number, 3);
}

describe("samples of pictures", () => {
  it("are the same each time, within 0..1, and the labels take turns", async () => {
    const model = tinyModel(pictures);
    const [first, second] = [await drawn(model, { count: 5 }), await drawn(model, { count: 5 })] as ImagesView[];
    expect(first).toMatchObject({ kind: "images", height: 8, width: 8, channels: 1, count: 5 });
    expect(first?.labels).toEqual(["x", "y", "z", "x", "y"]);
    expect(first?.pixels).toEqual(second?.pixels);
    expect(first?.pixels.every((value) => value >= 0 && value <= 1)).toBe(true);
  });

  it("are all the decoded centre of the asked label at temperature 0", async () => {
    const model = tinyModel(pictures);
    const { pixels, labels } = (await drawn(model, { count: 2, temperature: 0, label: "y" })) as ImagesView;
    expect(labels).toEqual(["y", "y"]);
    expectNear(pixels.subarray(64), decode(model, [0, 0, 0], 1));
    expect(pixels.subarray(0, 64)).toEqual(pixels.subarray(64));
  });
});

describe("samples of points", () => {
  it("lie around what is decoded, as far as the deviation says, over real ones", async () => {
    const values = { ...gaussianValues, deviation: 0.25 };
    const model = tinyModel(values, tinyPoints);
    const around = { facts: tinyPoints, values };
    const { layers } = (await drawn(model, { count: 4000, temperature: 0 }, around)) as ScatterView;
    expect(layers.map(({ role }) => role)).toEqual(["truth", "generator"]);
    expectNear(layers[0]?.points ?? [], numbers(tinyBatch(tinyPoints, MANY).values));
    const centre = decode(model, [0, 0, 0]);
    const points = layers[1]?.points as Float32Array;
    const deviations = points.map((value, i) => (value - (centre[i % 2] as number)) ** 2);
    const deviation = Math.sqrt(deviations.reduce((sum, square) => sum + square, 0) / points.length);
    // 8,000 draws: a standard error of 0.25 / √16,000.
    expect(Math.abs(deviation - 0.25)).toBeLessThan(0.01);
  });
});

describe("reconstructions", () => {
  it("of pictures stand beside the originals, in pairs", async () => {
    const model = tinyModel(pictures);
    const view = (await ask(model, "reconstructions")) as ImagesView;
    expect(view).toMatchObject({ count: 64, columns: 8, roles: ["truth", "generator"] });
    const originals = numbers(tinyBatch(tinyPictures, MANY).values);
    const { decoded } = reference(model);
    for (const pair of [0, 1, 31]) {
      expectNear(view.pixels.subarray(128 * pair, 128 * pair + 64), originals.slice(64 * pair, 64 * pair + 64));
      expectNear(view.pixels.subarray(128 * pair + 64, 128 * pair + 128), decoded.slice(64 * pair, 64 * pair + 64));
    }
    expect(view.labels?.slice(0, 4)).toEqual(["x", "x", "y", "y"]);
  });

  it("of points are arrows from the originals", async () => {
    const model = tinyModel(gaussianValues, tinyPoints);
    const { layers, arrows } = (await ask(model, "reconstructions", {
      facts: tinyPoints,
      values: gaussianValues as never,
    })) as ScatterView;
    const { decoded } = reference(model, tinyPoints, false);
    expectNear(layers[1]?.points ?? [], decoded);
    const [x, y] = numbers(tinyBatch(tinyPoints, MANY).values) as [number, number];
    expectNear(arrows?.subarray(0, 4) ?? [], [x, y, (decoded[0] as number) - x, (decoded[1] as number) - y]);
  });
});

describe("the interpolation", () => {
  it("goes from one real picture to another, by what the straight line between their means decodes to", async () => {
    const model = tinyModel();
    const view = (await ask(model, "interpolation", { values: bernoulliValues as never })) as ImagesView;
    expect(view).toMatchObject({ count: 60, columns: 10 });
    expect(view.roles).toEqual(["truth", ...Array(8).fill("generator"), "truth"]);
    const { means, decoded } = reference(model, tinyPictures, false);
    const originals = numbers(tinyBatch(tinyPictures, MANY).values);
    const picture = (row: number, column: number) =>
      view.pixels.subarray(64 * (10 * row + column), 64 * (10 * row + column + 1));
    expectNear(picture(1, 0), originals.slice(128, 192));
    expectNear(picture(1, 9), originals.slice(192, 256));
    expectNear(picture(1, 1), decoded.slice(128, 192));
    const mix = [0, 1, 2].map((i) => (4 * (means[6 + i] as number) + 3 * (means[9 + i] as number)) / 7);
    expectNear(picture(1, 4), decode(model, mix));
  });

  it("changes the label half-way where the model is conditioned", async () => {
    const model = tinyModel(pictures);
    const view = (await ask(model, "interpolation")) as ImagesView;
    const { decoded } = reference(model);
    // The first pair is of the labels x and y: its ends are decoded under their own.
    expectNear(view.pixels.subarray(64, 128), decoded.slice(0, 64));
    expectNear(view.pixels.subarray(64 * 8, 64 * 9), decoded.slice(64, 128));
  });

  it("of points draws the ways between pairs", async () => {
    const model = tinyModel(gaussianValues, tinyPoints);
    const { layers, paths } = (await ask(model, "interpolation", {
      facts: tinyPoints,
      values: gaussianValues as never,
    })) as ScatterView;
    expect(layers.map(({ role }) => role)).toEqual(["truth"]);
    expect(paths?.map(({ length }) => length)).toEqual(Array(6).fill(2 * 24));
    expectNear(paths?.[0]?.subarray(0, 2) ?? [], reference(model, tinyPoints, false).decoded.slice(0, 2));
  });
});

describe("the latent map", () => {
  const flat = { ...bernoulliValues, latent: 2 };

  it("of two units is their plane: the place decoded, what stands around it from the top, and the means", async () => {
    const model = tinyModel(flat);
    const view = (await ask(model, "map", { values: flat as never, place: [1.5, -0.5] })) as LatentView;
    expect(view.axes).toEqual([
      { id: "z1", range: [-3, 3], value: 1.5 },
      { id: "z2", range: [-3, 3], value: -0.5 },
    ]);
    expectNear((view.here as ImagesView).pixels, decode(model, [1.5, -0.5]));
    expect(view.around).toMatchObject({ count: 144, columns: 12 });
    // The centre of the first cell: half a unit's width of 6 / 12 from the upper left corner.
    expectNear((view.around as ImagesView).pixels.subarray(0, 64), decode(model, [-2.75, 2.75]));
    expectNear((view.around as ImagesView).pixels.subarray(64, 128), decode(model, [-2.25, 2.75]));
    expectNear(view.means?.points ?? [], reference(model, tinyPictures, false).means);
    expect(view.means?.labels?.slice(0, 4)).toEqual(["x", "y", "z", "x"]);
  });

  it("of more units is the plane of the two directions that vary most", async () => {
    const model = tinyModel(pictures);
    const view = (await ask(model, "map", { label: "z" })) as LatentView;
    expect(view.axes.map(({ id, value }) => [id, value])).toEqual([
      ["pc1", 0],
      ["pc2", 0],
    ]);
    const { means } = reference(model);
    const basis = principalBasis(Float32Array.from(means), 3, 2);
    expectNear((view.here as ImagesView).pixels, decode(model, basis.origin, 2));
    expect(view.label).toBe("z");
    // Along the axes the means have mean 0 and deviation 1.
    const first = (view.means?.points ?? new Float32Array()).filter((_, i) => i % 2 === 0);
    expect(first.reduce((sum, value) => sum + value, 0) / MANY).toBeCloseTo(0, 4);
    expect(first.reduce((sum, value) => sum + value ** 2, 0) / MANY).toBeCloseTo(1, 4);
  });

  it("of points is a folded net over the real ones", async () => {
    const values = { ...gaussianValues, latent: 2 };
    const model = tinyModel(values, tinyPoints);
    const view = (await ask(model, "map", { facts: tinyPoints, values: values as never, place: [9, 0] })) as LatentView;
    const { mesh, layers } = view.here as ScatterView;
    expect(mesh).toMatchObject({ columns: 21, rows: 21 });
    expectNear(mesh?.points.subarray(0, 2) ?? [], decode(model, [-3, 3]));
    expectNear(mesh?.points.subarray(-2) ?? [], decode(model, [3, -3]));
    // A place outside stands at the edge.
    expect(view.axes[0]?.value).toBe(3);
    expectNear(layers[1]?.points ?? [], decode(model, [3, 0]));
  });
});

describe("the sliders", () => {
  it("move along the principal directions in standard deviations, the greatest first", async () => {
    const model = tinyModel(pictures);
    const view = (await ask(model, "sliders", { place: [0, 2, -1] })) as LatentView;
    expect(view.form).toBe("sliders");
    expect(view.axes.map(({ id, value }) => [id, value])).toEqual([
      ["pc1", 0],
      ["pc2", 2],
      ["pc3", -1],
    ]);
    const basis = principalBasis(Float32Array.from(reference(model).means), 3, 3);
    const label = ["x", "y", "z"].indexOf(view.label ?? "");
    expectNear((view.here as ImagesView).pixels, decode(model, pointAt(basis, [0, 2, -1]), label));
  });

  it("show what stands at the ends of each, the others as they are", async () => {
    const model = tinyModel(pictures);
    const { ends } = (await ask(model, "sliders", { label: "y", place: [0, 2, -1] })) as LatentView;
    expect(ends).toMatchObject({ count: 6, columns: 2 });
    const basis = principalBasis(Float32Array.from(reference(model).means), 3, 3);
    expectNear((ends as ImagesView).pixels.subarray(64, 128), decode(model, pointAt(basis, [3, 2, -1]), 1));
    expectNear((ends as ImagesView).pixels.subarray(128, 192), decode(model, pointAt(basis, [0, -3, -1]), 1));
  });

  it("say which property of real examples each direction follows", async () => {
    const model = tinyModel(gaussianValues, tinyPoints);
    const { axes } = (await ask(model, "sliders", {
      facts: tinyPoints,
      values: gaussianValues as never,
    })) as LatentView;
    const { means } = reference(model, tinyPoints, false);
    const basis = principalBasis(Float32Array.from(means), 3, 3);
    const along = coordinatesOf(basis, Float32Array.from(means));
    const points = Float32Array.from(numbers(tinyBatch(tinyPoints, MANY).values));
    const strongest = associations(along, 3, pointProperties(points), null).find(({ unit }) => unit === 0);
    const { property, strength = 0 } = axes[0]?.follows ?? {};
    expect(property).toBe(strongest?.property);
    expect(strength).toBeCloseTo(strongest?.strength ?? 0, 4);
    expect(Math.abs(strength)).toBeGreaterThan(0.5);
  });

  it("of points show where each leads", async () => {
    const model = tinyModel(gaussianValues, tinyPoints);
    const view = (await ask(model, "sliders", { facts: tinyPoints, values: gaussianValues as never })) as LatentView;
    const { paths } = view.here as ScatterView;
    expect(paths?.map(({ length }) => length)).toEqual([50, 50, 50]);
  });
});

describe("the views of texts", () => {
  const facts = tinyTexts;
  const values = textValues;
  const about = (view: string, text: string, model: Model) =>
    model.view({
      ...{ view, source: "text", text, model: values, sampling: sampling(), stream },
      examples: () => tinyBatch(facts, MANY),
    }) as Promise<LinesView>;
  /** As the decoder's network writes when the likeliest letter is fed back each time. */
  const written = (model: Model, z: ArrayLike<number>) => {
    const before = [0, 0, 0, 0, 0, 0];
    let text = "";
    for (let place = 0; place < 6; place++) {
      const inputs = [tf.tensor2d(Array.from(z), [1, 3]), tf.tensor2d(before, [1, 6])];
      const rows = numbers((model.networks.decoder as tf.LayersModel).predict(inputs) as tf.Tensor).slice(
        6 * place,
        6 * place + 6,
      );
      const letter = rows.indexOf(Math.max(...rows));
      if (letter === 0) break;
      if (place < 5) before[place + 1] = letter;
      text += "\nabcde"[letter];
    }
    return text;
  };
  const meanOf = (model: Model, letters: readonly number[]) =>
    numbers(
      (
        (model.networks.encoder as tf.LayersModel).predict(tf.tensor2d([...letters], [1, 6])) as tf.Tensor[]
      )[0] as tf.Tensor,
    );

  it("write what the decoder's network thinks likeliest, letter by letter, to the end of the text", async () => {
    const model = tinyModel(values, facts, 0.8);
    const { here } = (await ask(model, "sliders", { facts, values: values as never, place: [0, 2, -1] })) as LatentView;
    const { values: x } = tinyBatch(facts, MANY);
    const [means] = (model.networks.encoder as tf.LayersModel).predict(x) as tf.Tensor[];
    const basis = principalBasis(Float32Array.from(numbers(means as tf.Tensor)), 3, 3);
    expect((here as LinesView).texts).toEqual([written(model, pointAt(basis, [0, 2, -1]))]);
  });

  it("walk from the code of one typed word to that of the other, between the words themselves", async () => {
    const model = tinyModel(values, facts, 0.8);
    const { texts, columns } = await about("walk", "abd, ceea", model);
    expect([columns, texts.length, texts[0], texts.at(-1)]).toEqual([12, 12, "abd", "ceea"]);
    expect(texts[1]).toBe(written(model, meanOf(model, [1, 2, 4, 0, 0, 0])));
    expect(texts.at(-2)).toBe(written(model, meanOf(model, [3, 5, 5, 1, 0, 0])));
    // A single word is walked to from the middle of the space.
    const alone = await about("walk", "abd", model);
    expect([alone.columns, alone.texts[0]]).toEqual([10, written(model, [0, 0, 0])]);
  });

  it("list the real words whose codes are nearest, a real one itself first", async () => {
    const model = tinyModel(values, facts, 0.8);
    const batch = tinyBatch(facts, MANY);
    const letters = numbers(batch.values).slice(18, 24);
    const word = letters.filter((letter) => letter > 0).map((letter) => "\nabcde"[letter]);
    const { texts, labels } = await about("near", word.join(""), model);
    expect(texts).toHaveLength(24);
    expect([texts[0], labels?.[0]]).toEqual([word.join(""), "x"]);
  });

  it("mark what stands in the data, and say how sure each letter was", async () => {
    const model = tinyModel(values, facts, 0.8);
    const request = {
      values: sampling({ count: 5 }),
      ...{ model: values, stream, known: () => true, examples: () => tinyBatch(facts, MANY) },
    };
    for await (const view of model.sample(request, new AbortController().signal)) {
      const { samples } = view as Extract<ViewData, { kind: "text" }>;
      expect(samples).toHaveLength(5);
      for (const { text, confidence, copied } of samples) {
        expect([confidence.length, copied]).toEqual([text.length, true]);
        expect(confidence.every((each) => each > 0 && each <= 1)).toBe(true);
      }
    }
  });
});

describe("the principal axes", () => {
  it("of points on the line (1, 2) lie along it, as long as their deviation, and nothing is left over", () => {
    // t (1, 2) for t = −1, 0, 1 around (5, 0): the variance of t is 2/3.
    const basis = principalBasis(Float32Array.from([4, -2, 5, 0, 6, 2]), 2, 2);
    expectNear(basis.origin, [5, 0]);
    expectNear(basis.axes[0]?.direction ?? [], [Math.sqrt(2 / 3), 2 * Math.sqrt(2 / 3)]);
    expectNear(basis.axes[1]?.direction ?? [], [0, 0]);
    expectNear(coordinatesOf(basis, Float32Array.from([6, 2])), [Math.sqrt(1.5), 0]);
  });

  it("take independent coordinates by their variances, however many there are", () => {
    const scales = [0.5, 3, 1, 2, 0.1];
    const cloud = numbers(normals(7, [4000, 5])).map((value, i) => value * (scales[i % 5] as number));
    const { axes } = principalBasis(Float32Array.from(cloud), 5, 5);
    const lengths = axes.map(({ direction }) => Math.sqrt(direction.reduce((sum, value) => sum + value ** 2, 0)));
    [3, 2, 1, 0.5, 0.1].forEach((length, i) => {
      expect(Math.abs((lengths[i] as number) / length - 1)).toBeLessThan(0.06);
    });
    expect(axes.map(({ direction }) => direction.indexOf(Math.max(...direction)))).toEqual([1, 3, 2, 0, 4]);
  });
});

describe("memory", () => {
  it.each([
    ["pictures", pictures, tinyPictures],
    ["points", gaussianValues, tinyPoints],
    ["texts", textValues, tinyTexts],
  ] as const)("holds no tensor of a view or a sample of %s", async (_, values, facts) => {
    const model = tinyModel(values, facts);
    const before = tf.memory().numTensors;
    for (const { id, source } of manifest.views(values, wholeDomain(facts).traits)) {
      if (source === "model" || source === "latent" || source === "text")
        await ask(model, id, { facts, values: values as never });
    }
    await drawn(model, { count: 3 }, { facts, values });
    expect(tf.memory().numTensors).toBe(before);
  });
});
