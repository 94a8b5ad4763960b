import { words as filesEn } from "../../../export/words/en.ts";
import { words as filesZh } from "../../../export/words/zh.ts";
import "./testing/bothLanguages.ts";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { withChange } from "../../../catalog/change.ts";
import type { RunConfig } from "../../../catalog/config.ts";
import { chosen, parametersOf } from "../../../catalog/parameters.ts";
import { defaultConfig, presets } from "../../../catalog/presets.ts";
import { datasets, families, optimizers } from "../../../catalog/registry.ts";
import { LANGUAGES } from "../../../schema/words.ts";
import { en } from "./en.ts";
import { alarmText, faultText } from "./i18n.ts";
import { keyWords, presetWords, shownValue } from "./words.ts";
import { zh } from "./zh.ts";

/** Every choice of dataset, family and optimizer that there is. */
function everyChoice(): RunConfig[] {
  return Object.keys(datasets).flatMap((set) =>
    Object.keys(families).flatMap((family) =>
      Object.keys(optimizers).map((optimizer) =>
        withChange(
          withChange(withChange(defaultConfig(), "data.set", set), "model.family", family),
          "training.optimizer",
          optimizer,
        ),
      ),
    ),
  );
}

/** Every code of a fault that the source throws or tells. */
function codesInSource(): string[] {
  const folder = new URL("../../../", import.meta.url).pathname;
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (path) => /\.ts$/.test(path) && !/\.test\.ts$|^app\/ui\/|^catalog\//.test(path),
  );
  const codes = files.flatMap((path) =>
    [...readFileSync(join(folder, path), "utf8").matchAll(/(?:InklingError\(\s*|\bcode: )"([a-zA-Z]+)"/g)].map(
      ([, code]) => code ?? "",
    ),
  );
  return [...new Set(codes)];
}

describe.each(LANGUAGES)("the words in %s", (language) => {
  it("name and explain every parameter of every choice, and name each of its choices", () => {
    for (const config of everyChoice()) {
      for (const [key, parameter] of parametersOf(config)) {
        const words = keyWords(config, key, language);
        expect(words.name, key).not.toBe(key);
        // What is brought is explained where it is brought.
        const importers = key.startsWith("data.") && chosen(config).dataset.own;
        if (!importers) expect(words.help, key).toMatch(/\S{2}/);
        if (parameter.type !== "choice") continue;
        for (const choice of parameter.choices) expect(Object.keys(words.choices ?? {}), key).toContain(choice);
      }
    }
  });

  it("have a word for every unit", () => {
    const units = everyChoice().flatMap((config) =>
      [...parametersOf(config).values()].flatMap((parameter) => ("unit" in parameter ? [parameter.unit] : [])),
    );
    for (const unit of new Set(units)) expect(Object.keys((language === "zh" ? zh : en).common.units)).toContain(unit);
  });

  it("have a sentence of its own for every fault that the source tells of", () => {
    const codes = codesInSource();
    expect(codes).toContain("dataUnreadable");
    const known = Object.keys({
      ...(language === "zh" ? zh : en).errors,
      ...(language === "zh" ? filesZh : filesEn),
    });
    for (const code of codes) expect(known, code).toContain(code);
  });

  it("name every preset and what there is to try with it", () => {
    for (const { id, tries } of presets) {
      const words = presetWords(id, language);
      expect([words.name, words.help], id).toEqual([expect.stringMatching(/\S{2}/), expect.stringMatching(/\S{2}/)]);
      for (const { id: one } of tries) expect(words.tries?.[one], `${id} ${one}`).toMatch(/\S{2}/);
    }
  });
});

describe("a fault", () => {
  it("reads as a sentence, with backends and reasons by their words and numbers grouped", () => {
    const lost = { code: "deviceLost", values: { backend: "webgpu", reason: "destroyed", message: "" } };
    expect(faultText(lost, "en")).toBe(
      "WebGPU stopped working: its device was closed. Try again, or choose another backend in the menu above.",
    );
    expect(faultText({ code: "runKept", values: { step: 1284 } }, "en")).toBe(
      "The run up to step 1,284 is kept below.",
    );
    expect(faultText({ code: "runKept", values: { step: 1284 } }, "zh")).toBe("到第 1,284 步为止的训练已保存在下方。");
  });

  it("without words of its own names its code in a sane sentence, and never shows an empty blank", () => {
    expect(faultText({ code: "neverHeardOf", values: {} }, "en")).toMatch(/^Something went wrong \(neverHeardOf\)\./);
    expect(faultText({ code: "dataUnreadable", values: {} }, "en")).not.toMatch(/[{}]/);
  });
});

describe("an alarm", () => {
  it("of a family speaks in the family's words, with its numbers and buttons", () => {
    const values = { step: 1200, kl: 0.0123, beta: 10 };
    expect(alarmText("names", "klCollapse", values, "en")).toBe("The code carries no information.");
    expect(alarmText("texts", "klCollapse", values, "zh")).toContain("从第 1,200 步起");
    expect(alarmText("texts", "klCollapse", values, "en")).toContain("the KL is 0.0123 nats");
    expect(alarmText("remedies", "lowerBeta", values, "zh")).toBe("降低 β");
  });

  it("that every run can have keeps its own words, and one without any names itself", () => {
    expect(alarmText("names", "divergence", {}, "en")).toBe("The loss is climbing.");
    expect(alarmText("names", "neverHeardOf", {}, "en")).toBe("Something is off: neverHeardOf.");
  });
});

describe("a value", () => {
  it("is shown by its word, its digits or its label", () => {
    const config = defaultConfig();
    expect(shownValue(config, "model.cell", "lstm", "en")).toBe("LSTM");
    expect(shownValue(config, "model.conditional", true, "zh")).toBe("开");
    expect(shownValue(config, "sampling.label", "fi", "en")).toBe("Finnish");
    expect(shownValue(config, "sampling.label", "", "en")).toBe("any");
    expect(shownValue(config, "training.learningRate", 0.0003, "en")).toBe("3×10⁻⁴");
    expect(shownValue(config, "training.stopAt", 12000, "en")).toBe("12,000");
  });
});
