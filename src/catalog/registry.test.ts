import { describe, expect, it } from "vitest";
import { declaredConfig } from "./change.ts";
import { fitValue } from "./fit.ts";
import { labelsOf, parametersOf } from "./parameters.ts";
import { baselineOf, defaultConfig, presetById, presets } from "./presets.ts";
import { registry } from "./registry.ts";

describe("the registry", () => {
  it("files each thing under its own id", () => {
    for (const entries of [registry.datasets, registry.families, registry.optimizers]) {
      expect(Object.values(entries).map(({ id }) => id)).toEqual(Object.keys(entries));
    }
  });

  it("declares defaults that lie within their own bounds, for every choice of set, family and optimizer", () => {
    for (const set of Object.keys(registry.datasets)) {
      for (const optimizer of Object.keys(registry.optimizers)) {
        const config = { "data.set": set, "training.optimizer": optimizer };
        for (const [key, parameter] of parametersOf(config)) {
          const fitted = fitValue(parameter, parameter.default, labelsOf(config));
          expect([key, fitted]).toEqual([key, { value: parameter.default, code: null }]);
        }
      }
    }
  });

  it("has a family for the domain of every dataset", () => {
    for (const { id, domain } of Object.values(registry.datasets)) {
      const able = Object.values(registry.families).filter(({ accepts }) => accepts.includes(domain));
      expect(able.length, id).toBeGreaterThan(0);
    }
  });
});

describe("the presets", () => {
  it.each(presets.map((preset) => [preset.id, preset] as const))("%s says what is taken as it stands", (id, preset) => {
    const config = defaultConfig(id);
    for (const [key, value] of Object.entries(preset.changes)) expect([key, config[key]]).toEqual([key, value]);
    expect(Object.keys(config)).toEqual([...parametersOf(config).keys()]);
  });

  it("have ids of their own", () => {
    expect(new Set(presets.map(({ id }) => id)).size).toBe(presets.length);
  });

  it("open on given names in Latin script, conditioned on their language, with a GRU", () => {
    expect(defaultConfig()).toMatchObject({
      "data.set": "given-names",
      "data.language": "latin",
      "model.cell": "gru",
      "model.conditional": true,
    });
  });

  it("give way to the first where the id is unknown", () => {
    expect(defaultConfig("constructor")).toEqual(defaultConfig());
    expect(presetById("constructor")).toBeUndefined();
  });

  it("go along with another optimizer as a baseline, whose learning rate is the optimizer's own", () => {
    const sgd = { ...declaredConfig(), "training.optimizer": "sgd" };
    const baseline = baselineOf(sgd, "code-lstm");
    expect(baseline["training.learningRate"]).toBe(registry.optimizers.sgd?.parameters.learningRate?.default);
    expect(baseline["data.set"]).toBe("given-names");
    expect(baseline["model.units"]).toBe(256);
  });
});
