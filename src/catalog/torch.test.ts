import { describe, expect, it } from "vitest";
import { programLines, programText } from "../export/program/template.ts";
import type { DatasetFacts, Domain } from "../schema/domain.ts";
import type { RunConfig } from "./config.ts";
import { chosen, parametersOf } from "./parameters.ts";
import { defaultConfig } from "./presets.ts";
import { registry } from "./registry.ts";
import { torchProgram } from "./torch.ts";

const LETTERS = ["\n", ..."abcdefghijklmnopqrstuvwxyz"];

/** What a dataset of each kind may be known by. */
const DOMAINS: Readonly<Record<string, Domain>> = {
  tokens: { kind: "tokens", vocabulary: LETTERS, longest: 12 },
  image: { kind: "image", height: 28, width: 28, channels: 1 },
  points: { kind: "points" },
  audio: { kind: "audio", rate: 8000, length: 2560, form: "wave" },
};

function factsOf(config: RunConfig): DatasetFacts {
  const { dataset } = chosen(config);
  const domain = DOMAINS[dataset.domain] as Domain;
  return {
    id: dataset.id,
    domain:
      domain.kind === "audio" && config["data.form"] === "spectrogram" ? { ...domain, form: "spectrogram" } : domain,
    labels: dataset.labels ?? [],
    counts: { train: 1000, validation: 100 },
    ...(domain.kind === "image" ? { texts: { words: ["", "smiling", "face", "of", "cat"], length: 5 } } : {}),
    ...(dataset.captioned ? { captions: { words: ["smiling", "face", "cat"], examples: [] } } : {}),
    characters: { train: 8000, validation: 800 },
    baselines: [],
  };
}

const programOf = (config: RunConfig) => torchProgram(config, factsOf(config));

/** Presets of families that have a program. */
const presets = registry.presets.filter(({ id }) => programOf(defaultConfig(id)) !== null);

describe.each(presets.map(({ id }) => id))("the program of %s", (id) => {
  const config = defaultConfig(id);
  const files = Object.entries(programOf(config)?.files ?? {});
  const lines = files.flatMap(([, source]) => programLines(source));

  it("is as it was", async () => {
    const all = files.map(([name, source]) => `# ${name}\n${programText(source)}`).join("\n\n");
    await expect(all).toMatchFileSnapshot(`./testing/torch/${id}.py`);
  });

  it("has a model of under 150 lines of at most 120 characters, without a trace of what wrote it", () => {
    for (const [name, source] of files) {
      expect(programText(source).trim().split("\n").length, name).toBeLessThan(150);
    }
    for (const { text } of lines) {
      expect(text.length, text).toBeLessThanOrEqual(120);
      expect(text).not.toMatch(/undefined|NaN|null|\$\{|⟦|#@|\[object/);
    }
  });

  it("marks lines by settings that there are", () => {
    const known = parametersOf(config);
    const marked = new Set(lines.flatMap(({ keys }) => keys));
    expect(marked.size).toBeGreaterThan(5);
    // A line may follow settings of other choices too, such as another optimizer's.
    const strange = [...marked].filter((key) => !known.has(key) && !/^(model|sampling|training)\.\w+$/.test(key));
    expect(strange).toEqual([]);
  });
});

it("every family has a program", () => {
  const without = Object.keys(registry.families).filter(
    (family) => !presets.some(({ changes }) => changes["model.family"] === family),
  );
  expect(without).toEqual([]);
});
