import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { withChanges } from "../../catalog/change.ts";
import { modelValues, section } from "../../catalog/config.ts";
import { decode, encode } from "../../catalog/link.ts";
import { defaultConfig } from "../../catalog/presets.ts";
import { wholeDomain } from "../../domains/testing/data.ts";
import type { Values } from "../../schema/parameter.ts";
import { viewAt } from "../../schema/view.ts";
import { type TestWorkerApi, testWorkerApi } from "../../worker/testing/open.ts";
import { manifest } from "./manifest.ts";
import { modelGraph } from "./modelGraph.manifest.ts";

const SMALL: Values = {
  "model.family": "vae",
  "model.width": 16,
  "model.channels": 4,
  "model.latent": 3,
  "model.warmup": 20,
  "training.batchSize": 8,
  "sampling.count": 6,
};

const kinds: readonly (readonly [string, Values])[] = [
  ["points", { "data.set": "points", "data.shape": "moons" }],
  [
    "points of a learned spread, by label",
    { "data.set": "points", "model.spread": "learned", "model.conditional": true },
  ],
  ["glyphs, dense, coins", { "data.set": "glyphs", "training.objective": "bernoulli" }],
  [
    "glyphs, convolutional, Gaussian",
    { "data.set": "glyphs", "model.architecture": "convolutional", "training.objective": "gaussian" },
  ],
  [
    "emoji, convolutional, coins, by label",
    { "data.set": "emoji", "model.architecture": "convolutional", "model.conditional": true },
  ],
  ["names", { "data.set": "given-names", "model.wordDropout": 0.3 }],
  ["names, by label", { "data.set": "given-names", "model.conditional": true, "model.freeBits": 0.1 }],
  ["emoji, dense, Gaussian", { "data.set": "emoji", "training.objective": "gaussian" }],
];

const configOf = (changes: Values) =>
  withChanges(withChanges(withChanges(defaultConfig(), { "data.set": changes["data.set"] ?? "" }), SMALL), changes);

describe.each(kinds)("through the api, a VAE of %s", (_, changes) => {
  let test: TestWorkerApi;
  beforeEach(async () => {
    test = await testWorkerApi();
  });
  afterEach(() => test.end());

  it("trains, samples, shows every view and its machine, survives its link, and goes back bit for bit", async () => {
    const config = configOf(changes);
    for (const [key, value] of Object.entries({ ...SMALL, ...changes }))
      expect([key, config[key]]).toEqual([key, value]);
    const context = { preset: "moons-vae", view: "map", language: null };
    expect(decode(encode(config, context))).toMatchObject({ ...context, config, repairs: [] });

    const { facts } = await test.open(config);
    const sampling = section(config, "sampling");
    await test.api.step(3);
    const samples = test.of("samples").at(-1);
    expect(samples?.view.kind).toBe(wholeDomain(facts).traits.view);

    for (const { id, kind, source } of manifest.views(modelValues(config), wholeDomain(facts).traits)) {
      if (source !== "model" && source !== "latent") continue;
      const view = await test.api.view({ ...viewAt(id, source === "latent" ? [0.5, -1] : []), sampling });
      expect([id, view.kind]).toEqual([id, kind]);
    }

    const graph = modelGraph(modelValues(config), wholeDomain(facts), { size: 8, length: 1 });
    const [trace] = await test.api.trace();
    const ids = graph.nodes.map(({ id }) => id).sort();
    expect(trace?.forward.map(({ node }) => node).sort()).toEqual(ids);
    // Every weight moved, and lives where the picture says.
    expect(new Set(trace?.weights.map(({ node }) => node))).toEqual(
      new Set(graph.nodes.filter(({ weights }) => weights > 0).map(({ id }) => id)),
    );
    expect(trace?.loss).toMatchObject({ kl: expect.any(Number), reconstruction: expect.any(Number) });

    const checkpoint = await test.api.checkpoint();
    await test.api.step(3);
    const later = await test.api.checkpoint();
    await test.api.restore(checkpoint);
    await test.api.step(3);
    const again = await test.api.checkpoint();
    expect(again.step).toBe(7);
    expect(again.tensors).toEqual(later.tensors);
    expect(test.of("fault")).toEqual([]);
  }, 60_000);
});
