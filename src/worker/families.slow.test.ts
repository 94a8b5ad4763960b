import * as tf from "@tensorflow/tfjs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { withChanges } from "../catalog/change.ts";
import type { RunConfig } from "../catalog/config.ts";
import { decode, encode } from "../catalog/link.ts";
import { chosen, parametersOf, viewsOf } from "../catalog/parameters.ts";
import { DEFAULT_PRESET, defaultConfig } from "../catalog/presets.ts";
import { registry } from "../catalog/registry.ts";
import type { Values } from "../schema/parameter.ts";
import { viewAt } from "../schema/view.ts";
import { type TestWorkerApi, testWorkerApi } from "./testing/open.ts";

/** What makes any family tiny; a family passes over what it does not have. */
const TINY: Values = {
  "data.side": "16",
  "model.layers": 1,
  "model.width": 8,
  "model.channels": 4,
  "model.latent": 3,
  "model.criticSteps": 2,
  "training.batchSize": 4,
  "sampling.count": 3,
  "sampling.steps": 3,
};

/** Three colours in place of one have nothing to do with objectives. */
const MOST_OBJECTIVES: Readonly<Record<string, number>> = { emoji: 2 };

/** Every family on every domain but texts, with every objective, dense and convolutional, conditioned and not. */
const SETUPS = ["points", "glyphs", "emoji"].flatMap((set) => {
  const of = (changes: Values) => withChanges(defaultConfig(), { "data.set": set, ...changes });
  const families = Object.values(registry.families).filter(({ accepts }) =>
    accepts.includes(registry.datasets[set]?.domain ?? "tokens"),
  );
  return families.flatMap(({ id }) => {
    const objective = parametersOf(of({ "model.family": id })).get("training.objective");
    const objectives = objective?.type === "choice" ? objective.choices : [];
    return objectives.slice(0, MOST_OBJECTIVES[set]).map((objective, i): [string, RunConfig] => {
      const conditional = i % 2 === 0;
      const architecture = i % 2 === 0 ? "convolutional" : "dense";
      const changes = { "model.family": id, "training.objective": objective, ...TINY };
      const config = of({ ...changes, "model.architecture": architecture, "model.conditional": conditional });
      return [`${id} on ${set}, ${objective}`, config];
    });
  });
});

describe("on wasm", () => {
  let test: TestWorkerApi;
  beforeEach(async () => {
    test = await testWorkerApi();
  });
  afterEach(() => test.end());

  it.each(SETUPS)(
    "%s trains, samples, shows every view, survives its link and Reset, and leaks nothing",
    async (_, config) => {
      const link = encode(config, { preset: DEFAULT_PRESET, view: "samples", language: "en" });
      expect(decode(link).config).toEqual(config);
      await test.open(config);
      const { api } = test;
      const views = viewsOf(config);
      const round = async (task: number) => {
        await api.step(2);
        await api.sample({ task, sampling: {} });
        for (const { id, kind, source } of views) {
          if (source !== "model" && source !== "latent") continue;
          const place = source === "latent" ? [0.1, 0.2] : [];
          expect((await api.view({ ...viewAt(id, place), sampling: {} })).kind).toBe(kind);
        }
        const traces = await api.trace();
        for (const { loss, forward, weights } of traces) {
          expect(Number.isFinite(loss.loss)).toBe(true);
          expect(forward.length).toBeGreaterThan(0);
          expect(weights.some(({ change }) => change > 0)).toBe(true);
        }
        return (await api.checkpoint()).tensors;
      };
      const first = await round(1);
      await round(2);
      // Enough for a step to be recorded, which is kept.
      await api.step(4);
      const before = tf.memory().numTensors;
      await round(3);
      expect(tf.memory().numTensors).toBe(before);
      await test.arrived();
      const kinds = new Set(test.of("samples").map(({ view }) => view.kind));
      expect([...kinds]).toEqual([views[0]?.kind]);
      expect(chosen(config).family.id).toBe(config["model.family"]);
      // What Reset does: the same set-up anew, and so the same weights after the same steps.
      await test.open(config);
      expect(await round(4)).toEqual(first);
      await api.close();
      expect(tf.memory().numTensors).toBe(0);
    },
    60_000,
  );
});
