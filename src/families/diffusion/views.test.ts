import * as tf from "@tensorflow/tfjs";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { randomStream } from "../../core/random.ts";
import { wholeDomain } from "../../domains/testing/data.ts";
import type { Model } from "../../engine/model.ts";
import type { DatasetFacts } from "../../schema/domain.ts";
import { defaultsOf, type Values } from "../../schema/parameter.ts";
import type { FlowView, FramesView, ImagesView, ScatterView, ScheduleView, ViewData } from "../../schema/view.ts";
import { manifest } from "./manifest.ts";
import { KINDS, open, tinyBatch, tinyModel, tinyPictures, tinyPoints, tinyValues } from "./testing/fixture.ts";

beforeAll(() => open("wasm"));

let model: Model | null = null;
afterEach(() => {
  model?.dispose();
  model = null;
});

const request = (view: string, facts: DatasetFacts, values: Values, sampling: Values = {}) => ({
  ...{ view, source: "model" as const, model: values, stream: randomStream(2, "view") },
  sampling: { ...defaultsOf(manifest.sampling), count: 5, steps: 4, ...sampling },
  examples: () => tinyBatch(facts, 7),
});

async function samples(of: Model, facts: DatasetFacts, values: Values, sampling: Values = {}): Promise<ViewData[]> {
  const asked = request("samples", facts, values, sampling);
  const views: ViewData[] = [];
  const all = of.sample({ ...asked, values: asked.sampling, known: () => false }, new AbortController().signal);
  for await (const view of all) views.push(view);
  return views;
}

it.each(KINDS)(
  "are all of the kinds that the manifest promises, and free what they use: %s",
  async (_, values, facts) => {
    model = tinyModel(values, facts);
    const specs = manifest.views(values, wholeDomain(facts).traits);
    const before = tf.memory().numTensors;
    for (const { id, kind, source } of specs) {
      if (source === "model") expect([id, (await model.view(request(id, facts, values))).kind]).toEqual([id, kind]);
      if (source === "sampling") expect((await samples(model, facts, values)).at(-1)?.kind).toBe(kind);
    }
    expect(tf.memory().numTensors).toBe(before);
  },
);

describe("samples", () => {
  it("are the same each time, differ with the sampler that adds noise, and take turns through the labels", async () => {
    const values = { ...tinyValues, objective: "sample", conditional: true };
    model = tinyModel(values, tinyPictures);
    const last = async (sampling: Values) =>
      (await samples(model as Model, tinyPictures, values, sampling)).at(-1) as ImagesView;
    const [first, again, other] = [await last({}), await last({}), await last({ sampler: "ddpm" })];
    expect(first).toMatchObject({ kind: "images", count: 5, labels: ["a", "b", "c", "a", "b"] });
    expect(first.pixels).toEqual(again.pixels);
    expect(first.pixels).not.toEqual(other.pixels);
    expect([...first.pixels].every((value) => value >= 0 && value <= 1)).toBe(true);
    expect((await last({ label: "b" })).labels).toEqual(["b", "b", "b", "b", "b"]);
  });

  it("of a range are those of the whole", async () => {
    const values = { ...tinyValues, objective: "velocity" };
    model = tinyModel(values, tinyPictures);
    const asked = request("samples", tinyPictures, values);
    const drawn = async (range?: readonly [number, number]) => {
      let view: ViewData | undefined;
      const about = { ...asked, values: asked.sampling, known: () => false, ...(range ? { range } : {}) };
      for await (const next of (model as Model).sample(about, new AbortController().signal)) view = next;
      return (view as ImagesView).pixels;
    };
    const [all, some] = [await drawn(), await drawn([2, 4])];
    expect(some.length).toBe(2 * 64);
    some.forEach((value, i) => {
      expect(value).toBeCloseTo(all[2 * 64 + i] as number, 5);
    });
  });

  it("follow the label by as much as they are guided: not at all at 0, and linearly in one step", async () => {
    // In one step the sample is the prediction itself, which guidance moves in a straight line.
    const values = { ...tinyValues, objective: "sample", conditional: true };
    model = tinyModel(values, tinyPoints);
    const points = async (guidance: number, label: string) => {
      const view = (await samples(model as Model, tinyPoints, values, { guidance, label, steps: 1 })).at(-1);
      return [...((view as ScatterView).layers[1]?.points ?? [])];
    };
    expect(await points(0, "a")).toEqual(await points(0, "b"));
    const [none, once, thrice] = [await points(0, "a"), await points(1, "a"), await points(3, "a")];
    thrice.forEach((value, i) => {
      expect(value).toBeCloseTo((none[i] as number) + 3 * ((once[i] as number) - (none[i] as number)), 3);
    });
  });

  it("stop between steps when they are called off", async () => {
    model = tinyModel();
    const before = tf.memory().numTensors;
    const asked = request("samples", tinyPoints, tinyValues);
    const controller = new AbortController();
    controller.abort();
    for await (const _ of model.sample({ ...asked, values: asked.sampling, known: () => false }, controller.signal))
      throw new Error("drew on");
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe("the denoising", () => {
  it("begins with noise and ends with the samples, a frame for each step", async () => {
    model = tinyModel();
    const view = (await model.view(request("denoising", tinyPoints, tinyValues))) as FramesView;
    expect(view.times).toHaveLength(5);
    expect(view.times[0]).toBe(1);
    expect(view.times[4]).toBe(0);
    const spread = (frame: FramesView["frames"][number] | undefined) => {
      const points = [...((frame as ScatterView).layers.at(-1)?.points ?? [])];
      return Math.sqrt(points.reduce((sum, value) => sum + value ** 2, 0) / points.length);
    };
    expect(spread(view.frames[0])).toBeCloseTo(1, 1);
    // The real points behind are the same numbers in every frame.
    const behind = view.frames.map((frame) => frame.kind === "scatter" && frame.layers[0]?.points);
    expect(new Set(behind).size).toBe(1);
  });
});

describe("the flow", () => {
  it("moves a place from time to time as it carries the points there", async () => {
    model = tinyModel({ ...tinyValues, objective: "flow" });
    const values = { ...tinyValues, objective: "flow" };
    const view = (await model.view(request("field", tinyPoints, values))) as FlowView;
    const stops = view.times.length;
    const count = view.particles.length / 2 / stops;
    expect(view.velocities).toHaveLength(2 * stops * view.columns * view.rows);
    expect(view.density.values).toHaveLength(view.density.columns * view.density.rows);
    // On straight paths the first step is as long as the velocity times the time that passes: compared with a particle near a cell.
    const [west, south, east, north] = view.bounds;
    const dt = (view.times[0] as number) - (view.times[1] as number);
    let compared = 0;
    for (let i = 0; i < count; i++) {
      const [x, y] = [view.particles[2 * i] as number, view.particles[2 * i + 1] as number];
      const column = ((x - west) / (east - west)) * view.columns - 0.5;
      const row = ((north - y) / (north - south)) * view.rows - 0.5;
      const cell = Math.round(row) * view.columns + Math.round(column);
      if (Math.hypot(column - Math.round(column), row - Math.round(row)) > 0.15) continue;
      if (column < 0 || row < 0 || column > view.columns - 1 || row > view.rows - 1) continue;
      const moved = (view.particles[2 * (count + i)] as number) - x;
      expect(Math.abs(moved - dt * (view.velocities[2 * cell] as number))).toBeLessThan(0.05);
      compared++;
    }
    expect(compared).toBeGreaterThan(0);
  });
});

describe("the schedule", () => {
  it("goes from the sample alone to noise, and shows real samples in it", async () => {
    model = tinyModel(tinyValues, tinyPictures);
    const view = (await model.view(request("schedule", tinyPictures, tinyValues))) as ScheduleView;
    expect([view.signal[0], view.noise[0]]).toEqual([1, 0]);
    expect(view.noise.at(-1)).toBeGreaterThan(0.999);
    expect(view.noised.map(({ time }) => time)).toEqual([0, 0.1, 0.25, 0.5, 1]);
    const [clean] = view.noised;
    const real = await tinyBatch(tinyPictures, 7).values.data();
    const pixels = clean?.view.kind === "images" ? clean.view.pixels : [];
    expect(pixels[10]).toBeCloseTo(real[10] as number, 5);
  });
});
