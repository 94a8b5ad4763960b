/** What all programs of set-ups are held to, whatever they are written with. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { programLines, programText } from "../../export/program/template.ts";
import type { DatasetFacts, Domain } from "../../schema/domain.ts";
import { pythonWith, runPython } from "../../worker/testing/python.ts";
import type { RunConfig } from "../config.ts";
import { chosen, parametersOf } from "../parameters.ts";
import { defaultConfig } from "../presets.ts";
import { registry } from "../registry.ts";

const LETTERS = ["\n", ..."abcdefghijklmnopqrstuvwxyz"];

/** What a dataset of each kind may be known by. */
const DOMAINS: Readonly<Record<string, Domain>> = {
  tokens: { kind: "tokens", vocabulary: LETTERS, longest: 12 },
  image: { kind: "image", height: 28, width: 28, channels: 1 },
  points: { kind: "points" },
  audio: { kind: "audio", rate: 8000, length: 2560, form: "wave" },
};

export function factsOf(config: RunConfig): DatasetFacts {
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

type Files = Readonly<Record<string, string>>;

/** The files of a preset's program; `null` where its family has none. */
type FilesOf = (config: RunConfig) => Files | null;

/** Presets of families that have a program. */
const presetsOf = (filesOf: FilesOf) => registry.presets.filter(({ id }) => filesOf(defaultConfig(id)) !== null);

/** One preset for each family on each kind of domain that a preset has it on: the first of each. */
function oneOfEach(presets: typeof registry.presets): ReadonlySet<string> {
  const kinds = new Map<string, string>();
  for (const { id } of presets) {
    const { family, dataset } = chosen(defaultConfig(id));
    const kind = `${family.id} on ${dataset.domain}`;
    if (!kinds.has(kind)) kinds.set(kind, id);
  }
  return new Set(kinds.values());
}

/** What is left of a template that was filled wrongly, in Python. */
const TRACES = /undefined|NaN|null|\$\{|⟦|#@|\[object/;

/** Tests of every preset's program; those of some, or of all, are kept as files by `golden`. */
export function describePrograms(
  filesOf: FilesOf,
  golden: (id: string) => string,
  kept: "all" | "oneOfEach",
  traces = TRACES,
): void {
  const presets = presetsOf(filesOf);
  const snapshots = kept === "all" ? new Set(presets.map(({ id }) => id)) : oneOfEach(presets);

  describe.each(presets.map(({ id }) => id))("the program of %s", (id) => {
    const config = defaultConfig(id);
    const files = Object.entries(filesOf(config) ?? {});
    const lines = files.flatMap(([, source]) => programLines(source));

    if (snapshots.has(id)) {
      it("is as it was", async () => {
        const all = files.map(([name, source]) => `# ${name}\n${programText(source)}`).join("\n\n");
        await expect(all).toMatchFileSnapshot(golden(id));
      });
    }

    it("has files of under 150 lines of at most 120 characters, without a trace of what wrote them", () => {
      for (const [name, source] of files) {
        expect(programText(source).trim().split("\n").length, name).toBeLessThan(150);
      }
      for (const { text } of lines) {
        expect(text.length, text).toBeLessThanOrEqual(120);
        expect(text).not.toMatch(traces);
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
}

const PARSE = `
import ast, pathlib, sys
for path in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    ast.parse(path.read_text(encoding="utf-8"), path.name)
    print(path.name)
`;

/** A test that Python reads every preset's program; skipped with a word where there is no Python. */
export function parsePython(filesOf: FilesOf): void {
  const python = pythonWith("ast");
  it.skipIf(!python)(`is read by Python${python ? "" : " (skipped: there is no Python here)"}`, () => {
    const folder = mkdtempSync(join(tmpdir(), "programs-"));
    const names = presetsOf(filesOf).flatMap(({ id }) =>
      Object.entries(filesOf(defaultConfig(id)) ?? {}).map(([name, source]) => {
        writeFileSync(join(folder, `${id}-${name}`), programText(source));
        return `${id}-${name}`;
      }),
    );
    const { stdout, stderr } = runPython(python as string, ["-c", PARSE, folder]);
    rmSync(folder, { recursive: true });
    expect(stderr).toBe("");
    expect(stdout.trim().split("\n").sort()).toEqual(names.sort());
  });
}
