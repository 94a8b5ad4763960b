import { readdirSync } from "node:fs";
import { afterEach, beforeEach, expect, it } from "vitest";
import { withChanges } from "../catalog/change.ts";
import { viewsOf } from "../catalog/parameters.ts";
import { defaultConfig } from "../catalog/presets.ts";
import { registry } from "../catalog/registry.ts";
import { domains } from "../domains/index.ts";
import type { Values } from "../schema/parameter.ts";
import { viewAt } from "../schema/view.ts";
import { type TestWorkerApi, testWorkerApi } from "./testing/open.ts";

/** What makes any set-up small; one passes over what it does not have. */
const TINY: Values = {
  "data.characters": "digits",
  "model.layers": 1,
  "model.width": 8,
  "model.units": 16,
  "model.channels": 8,
  "model.latent": 3,
  "model.criticSteps": 2,
  "training.batchSize": 4,
  "training.sequenceLength": 8,
  "sampling.count": 3,
  "sampling.steps": 3,
  "sampling.maxLength": 8,
};

/** As small as goes for the slowest backend, whose kernels others hold to account; rows of thousands are too long for its convolutions. */
const LIGHT: Readonly<Record<string, Values>> = { cpu: { "model.channels": 4, "training.batchSize": 2 } };
const LIGHT_ON_LONG: Readonly<Record<string, Values>> = { cpu: { "model.architecture": "dense" } };

/** Everything that may be told captions, on the first dataset that has some. */
const CAPTIONED = Object.values(registry.families)
  .filter(({ parameters }) => parameters.condition?.captioned)
  .flatMap(({ id }) => (["wasm", "cpu"] as const).map((backend) => [id, "captions", backend] as const));

const BACKENDS = ["wasm", "cpu"] as const;

/** Domains whose samples are thousands of numbers: plain JavaScript takes their first family alone. */
const SLOW_ON_CPU = ["audio"];

/** The first dataset of each domain, with every family that accepts it. */
const CELLS = Object.keys(registry.domains).flatMap((kind) => {
  const set = Object.values(registry.datasets).find(({ domain }) => domain === kind)?.id ?? `no dataset of ${kind}`;
  const families = Object.values(registry.families).filter(({ accepts }) => accepts.some((each) => each === kind));
  return families.flatMap(({ id }, at) =>
    BACKENDS.filter((backend) => backend === "wasm" || !SLOW_ON_CPU.includes(kind) || at === 0).map(
      (backend) => [id, set, backend] as const,
    ),
  );
});

let test: TestWorkerApi;
beforeEach(async () => {
  test = await testWorkerApi();
});
afterEach(() => test.end());

it.each(CAPTIONED)("%s told %s on %s makes three steps, and samples of what is typed", async (family, _, backend) => {
  const set = Object.values(registry.datasets).find(({ captioned }) => captioned)?.id ?? "no dataset with captions";
  const told = { "model.conditional": true, "model.condition": "caption", "data.side": "16" };
  const choices = withChanges(defaultConfig(), { "data.set": set, "model.family": family });
  const { api } = test;
  await test.open(withChanges(choices, { ...TINY, ...LIGHT[backend], ...told }), undefined, backend);
  expect(await api.step(3)).toBe(3);
  await api.sample({ task: 1, sampling: { caption: "红心 heart" } });
  await api.sample({ task: 2, sampling: {} });
  await test.arrived();
  const captionsOf = (task: number) =>
    test
      .of("samples")
      .flatMap((event) => (event.task === task && event.view.kind === "images" ? [event.view.captions] : []))
      .at(-1);
  expect(captionsOf(1)).toEqual(["红心 heart", "红心 heart", "红心 heart"]);
  expect(new Set(captionsOf(2)).size).toBe(3);
  expect((await test.series("loss")).every(([, loss]) => Number.isFinite(loss))).toBe(true);
});

it.each(CELLS)("%s on %s makes three steps, samples and shows every view on %s", async (family, set, backend) => {
  const choices = withChanges(defaultConfig(), { "data.set": set, "model.family": family });
  const long = registry.datasets[set]?.domain === "audio";
  const config = withChanges(choices, { ...TINY, ...LIGHT[backend], ...(long ? LIGHT_ON_LONG[backend] : {}) });
  expect([config["data.set"], config["model.family"]]).toEqual([set, family]);
  const { api } = test;
  await test.open(config, undefined, backend);
  expect(await api.step(3)).toBe(3);
  await api.sample({ task: 1, sampling: {} });
  for (const { id, kind, source } of viewsOf(config)) {
    if (source === "text") {
      expect((await api.view({ view: id, source, text: "ab", sampling: {} })).kind).toBe(kind);
    } else if (source === "drawing") {
      expect((await api.view({ view: id, source: "latent", place: [0, 1, 1], sampling: {} })).kind).toBe(kind);
    } else if (source === "codes") {
      const codes = { from: "chance", seed: 1, count: 2 } as const;
      expect((await api.view({ view: id, source, codes, sampling: {} })).kind).toBe(kind);
    } else if (source === "model" || source === "latent") {
      const place = source === "latent" ? [0.1, 0.2] : [];
      expect((await api.view({ ...viewAt(id, place), sampling: {} })).kind).toBe(kind);
    } else if (source === "sampling") {
      await test.arrived();
      expect(test.of("samples").map(({ view }) => view.kind)).toContain(kind);
    }
  }
  const losses = (await test.series("loss")).concat(await test.series("loss.generator"));
  expect(losses.map(([step]) => step)).toEqual([1, 2, 3]);
  expect(losses.every(([, loss]) => Number.isFinite(loss))).toBe(true);
});

it("every domain has a folder, traits and code, and some family learns it", () => {
  const folders = readdirSync(new URL("../domains", import.meta.url), { recursive: true }).flatMap(
    (path) => /^(\w+)\/domain\.ts$/.exec(String(path))?.[1] ?? [],
  );
  expect(folders.toSorted()).toEqual(Object.keys(domains).toSorted());
  expect(Object.keys(registry.domains).toSorted()).toEqual(folders.toSorted());
  for (const kind of folders) expect(CELLS.some(([, set]) => registry.datasets[set]?.domain === kind)).toBe(true);
});
