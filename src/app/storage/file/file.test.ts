import { strToU8, unzipSync, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { defaultConfig } from "../../../catalog/presets.ts";
import { stepIndex } from "../../../core/brands.ts";
import { randomStream, randomUniforms } from "../../../core/random.ts";
import { SeriesStore } from "../../../core/series/store.ts";
import { readSafetensors } from "../../../export/safetensors/read.ts";
import { sha256 } from "../../../own/sha256.ts";
import type { Checkpoint } from "../../../worker/api.ts";
import type { RunToKeep } from "../entry.ts";
import { packRun } from "./pack.ts";
import { unpackRun } from "./unpack.ts";
import { decode, encode } from "./values.ts";

const checkpoint = (step: number, ...numbers: number[]): Checkpoint => ({
  step: stepIndex(step),
  elapsedMs: step * 10,
  tensors: [
    { name: "b", shape: [numbers.length], data: Float32Array.from(numbers) },
    { name: "a", shape: [], data: Float32Array.of(step) },
  ],
  bytes: 4 * numbers.length + 4,
});

const series = new SeriesStore();
for (let step = 1; step <= 50; step++) series.append(["loss"], [step], Float32Array.of(1 / step));

const run = (more: Partial<RunToKeep> = {}) => ({
  id: "a",
  name: "Émilie’s run 🎉",
  config: defaultConfig(),
  preset: "names-gru",
  backend: "wasm" as const,
  checkpoints: [checkpoint(20, 1, 2), checkpoint(50, Math.PI, -1e-30, 3)],
  series,
  timeline: [
    {
      step: 50,
      view: { kind: "images", width: 1, height: 1, channels: 1, count: 2, pixels: Uint8Array.of(7, 9) },
    },
  ] as RunToKeep["timeline"],
  marks: [{ step: 1, key: "training.learningRate", from: 0.003, to: 0.01 }],
  ...more,
});

const opened = async (file: Uint8Array) => {
  const read = await unpackRun(file);
  if (!read.ok) throw new Error(JSON.stringify(read.problem));
  return read.value;
};
const problem = async (file: Uint8Array) => {
  const read = await unpackRun(file);
  return read.ok ? null : read.problem.code;
};

describe("a run's file", () => {
  it("gives back the run to the last bit", async () => {
    const { run: read, content } = await opened(await packRun(run(), null));
    const { id: _, checkpoints, series: __, ...rest } = run();
    expect(read).toMatchObject({ ...rest, checkpoint: checkpoints[1], earlier: [checkpoints[0]], lost: [] });
    expect(read.series.values()).toEqual(series.values());
    expect(read.series.valueAt("loss", 30)).toBe(series.valueAt("loss", 30));
    expect(content).toBeNull();
  });

  it("has the newest weights as any reader of safetensors finds them", async () => {
    const files = unzipSync(await packRun(run(), null));
    const { tensors, metadata } = readSafetensors(files["weights.safetensors"] as Uint8Array);
    expect(tensors).toContainEqual({ name: "b", shape: [3], data: Float32Array.of(Math.PI, -1e-30, 3) });
    expect(metadata).toMatchObject({ step: "50" });
    expect(metadata.digitalSourceType).toContain("trainedAlgorithmicMedia");
  });

  it("brings what it learns from, and none that was altered", async () => {
    const data = strToU8("Aino\nYrsa\n");
    const content = { id: sha256(data), set: "own-text", name: "names.txt", data };
    expect((await opened(await packRun(run(), content))).content).toEqual(content);
    expect(await problem(await packRun(run(), { ...content, data: strToU8("Evil\n") }))).toBe("runFileDamaged");
  });

  it("that is none is refused", async () => {
    for (const file of [new Uint8Array(0), strToU8("Aino"), zipSync({ "a.txt": strToU8("Aino") })]) {
      expect(await problem(file)).toBe("runFileStrange");
    }
  });

  it("that was cut or altered anywhere is refused or read, and never throws", async () => {
    const file = await packRun(run(), null);
    const places = randomUniforms(randomStream(7, "places"), 60);
    for (const [at, place] of Array.from(places, (part) => Math.floor(part * file.length)).entries()) {
      const altered = file.slice();
      altered[place] = (altered[place] as number) ^ (1 << (at % 8));
      for (const bytes of [file.subarray(0, place), altered]) {
        const read = await unpackRun(bytes);
        if (!read.ok)
          expect(["runFileStrange", "runFileDamaged", "keptUnreadable", "keptNewer"]).toContain(read.problem.code);
      }
    }
  });

  it("is refused where its parts are not those of a run", async () => {
    const files = unzipSync(await packRun(run(), null));
    const about = (change: object) => {
      const json = { ...JSON.parse(new TextDecoder().decode(files["run.json"])), ...change };
      return zipSync({ ...files, "run.json": strToU8(JSON.stringify(json)) });
    };
    expect(await problem(about({}))).toBeNull();
    expect(await problem(about({ format: "else" }))).toBe("runFileDamaged");
    expect(await problem(about({ parts: [{ key: ["other", 1], value: 1 }] }))).toBe("runFileDamaged");
    expect(await problem(about({ entry: {} }))).not.toBeNull();
    expect(await problem(about({ weights: ["c"] }))).toBe("runFileDamaged");
    const { "weights.safetensors": _, ...without } = files;
    expect(await problem(zipSync(without))).toBe("runFileDamaged");
  });
});

describe("values with arrays", () => {
  it("come back as they were", () => {
    const value = {
      a: [Float32Array.of(1, Number.NaN), { b: Uint8Array.of(1, 2, 3), c: Float64Array.of(Math.E) }, null, "x", true],
      d: [Number.NaN, Number.NEGATIVE_INFINITY, 1e300],
    };
    expect(decode(encode(value))).toEqual(value);
  });

  it("that reach outside their bytes are refused", () => {
    const bytes = new Uint8Array(8);
    for (const json of [
      '{"$array":"Float32Array","at":8,"length":1}',
      '{"$array":"Float32Array","at":0,"length":1e9}',
      '{"$array":"Float32Array","at":-4,"length":1}',
      '{"$array":"constructor","at":0,"length":1}',
      '{"$number":"toString"}',
      "{",
      `${"[".repeat(100)}${"]".repeat(100)}`,
    ]) {
      expect(() => decode({ json, bytes }), json).toThrow("cannot be read");
    }
  });
});
