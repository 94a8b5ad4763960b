import { afterEach, describe, expect, it } from "vitest";
import { withChanges } from "../../../catalog/change.ts";
import { decode, encode } from "../../../catalog/link.ts";
import { viewsOf } from "../../../catalog/parameters.ts";
import { defaultConfig } from "../../../catalog/presets.ts";
import { type Registry, registry } from "../../../catalog/registry.ts";
import { dataset, manifest as palindromes } from "../../../domains/testing/toy/dataset.ts";
import { BITS, traits } from "../../../domains/testing/toy/domain.ts";
import { bits } from "../../../domains/testing/toy/index.ts";
import type { FamilyManifest } from "../../../schema/manifest.ts";
import { viewAt } from "../../../schema/view.ts";
import { registries } from "../../../worker/registry.ts";
import { type TestWorkerApi, testWorkerApi } from "../../../worker/testing/open.ts";
import { manifest as marginals, modelGraph } from "./manifest.ts";
import { build } from "./model.ts";

/** Families that learn any examples, as they are, told of the new domain. */
const known = Object.values(registry.families)
  .filter(({ accepts }) => accepts.includes("points"))
  .map((family): FamilyManifest => ({ ...family, accepts: [...family.accepts, BITS] }));
const families = [marginals, ...known];

/** A playground with a domain, a dataset and a family that no file of the playground knows. */
const catalog: Registry = {
  ...registry,
  domains: { [BITS]: traits },
  datasets: { palindromes },
  families: Object.fromEntries(families.map((family) => [family.id, family])),
  presets: [{ id: "toy", group: "fail", changes: { "model.family": "marginals" }, tries: [] }],
};
const everything = {
  ...registries,
  catalog,
  loadDomain: async () => bits,
  loadDataset: async () => async () => dataset,
  modelGraphOf: (id: string) => (id === "marginals" ? modelGraph : registries.modelGraphOf(id)),
  loadFamily: async (id: string) => (id === "marginals" ? (build as never) : registries.loadFamily(id)),
};

const SMALL = { "model.layers": 1, "model.width": 8, "training.batchSize": 7, "model.conditional": true };

let opened: TestWorkerApi[] = [];
afterEach(async () => {
  for (const test of opened) await test.end();
  opened = [];
});
async function start(): Promise<TestWorkerApi> {
  const test = await testWorkerApi({ registries: everything });
  opened.push(test);
  return test;
}

describe.each(families.map(({ id }) => id))("%s, on a domain of eight bits", (id) => {
  const config = withChanges(defaultConfig("toy", catalog), { "model.family": id, ...SMALL }, catalog);

  it("trains, samples, shows every view, and survives its link and a reload", async () => {
    expect(config["model.family"]).toBe(id);
    const link = encode(config, { preset: "toy", view: "samples", language: null }, catalog);
    expect(decode(link, catalog)).toMatchObject({ config, repairs: [] });

    const first = await start();
    await first.open(config);
    await first.api.step(3);
    await first.api.sample({ task: 1, sampling: { count: 5 } });
    await first.arrived();
    const samples = first.of("samples").find(({ task }) => task === 1);
    expect(samples?.view).toMatchObject({ kind: "images", count: 5, width: 8, height: 1 });
    for (const { id: view, kind, source } of viewsOf(config, catalog)) {
      if (source !== "model" && source !== "latent") continue;
      expect((await first.api.view({ ...viewAt(view, []), sampling: {} })).kind).toBe(kind);
    }
    const found = await first.api.browse({ part: "validation", offset: 0, count: 9 });
    expect(found.samples.map((sample) => "pixels" in sample && [...sample.pixels].join(""))).toEqual([
      "01111110",
      "11111111",
    ]);

    const checkpoint = await first.api.checkpoint();
    await first.api.step(1);
    const next = (await first.api.checkpoint()).tensors;
    const reloaded = await start();
    await reloaded.open(config, checkpoint);
    await reloaded.api.step(1);
    expect((await reloaded.api.checkpoint()).tensors).toEqual(next);
  });
});

it("the weight of each bit goes towards how often it is set", async () => {
  const config = withChanges(defaultConfig("toy", catalog), { "training.learningRate": 0.1, ...SMALL }, catalog);
  const { api, open } = await start();
  await open(config);
  await api.step(150);
  const view = await api.view({ ...viewAt("marginals", []), sampling: {} });
  // Of the numbers 0 to 13 seven are odd, and six have any other bit; the patterns mirror them.
  const expected = [7, 6, 6, 6, 6, 6, 6, 7].map((set) => set / 14);
  const pixels = view.kind === "images" ? [...view.pixels] : [];
  for (const [i, share] of expected.entries()) expect(Math.abs((pixels[i] as number) - share)).toBeLessThan(0.1);
});
