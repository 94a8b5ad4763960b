import { describe, expect, it } from "vitest";
import { defaultConfig } from "../../catalog/presets.ts";
import { stepIndex } from "../../core/brands.ts";
import { SeriesStore } from "../../core/series/store.ts";
import { readEntry, readRun } from "./read.ts";
import { FakeDisk } from "./testing/fakes.ts";

/** A run with samples of every kind, as it lies in the storage. */
async function stored() {
  const disk = new FakeDisk();
  const tensors = [{ name: "weights", shape: [2, 1], data: Float32Array.of(1.5, -2) }];
  const text = { text: "Aino", promptLength: 1, confidence: [0.5, 0.25, 1], label: "fi", copied: true, finished: true };
  await disk.storage("one").save({
    id: "a",
    config: defaultConfig(),
    preset: "names-gru",
    backend: "wasm",
    checkpoints: [{ step: stepIndex(5), elapsedMs: 50, tensors, bytes: 8 }],
    series: SeriesStore.of({ loss: { steps: [1, 2, 3], values: [3, 2, 1] } }),
    timeline: [
      { step: 1, view: { kind: "text", samples: [text] } },
      {
        step: 2,
        view: {
          kind: "images",
          height: 1,
          width: 2,
          channels: 1,
          count: 2,
          pixels: Uint8Array.of(0, 1, 2, 3),
          columns: 2,
          roles: ["truth", "generator"],
          labels: ["a", "b"],
        },
      },
      {
        step: 3,
        view: {
          ...{ kind: "waves", rate: 8000, length: 2, count: 1, columns: 1 },
          values: Uint8Array.of(128, 255),
          labels: ["a"],
        },
      },
      {
        step: 4,
        view: {
          kind: "scatter",
          bounds: [0, 0, 1, 1],
          layers: [{ role: "truth", points: Float32Array.of(0, 1), labels: ["a"] }],
          field: { columns: 1, rows: 1, values: Float32Array.of(0.5), role: "critic", range: [0, 1] },
          arrows: Float32Array.of(0, 0, 1, 1),
          mesh: { columns: 1, rows: 1, points: Float32Array.of(0, 0) },
        },
      },
    ],
    marks: [{ step: 1, key: "training.learningRate", from: 0.003, to: 0.01 }],
  });
  const entry = structuredClone(disk.entries.get("a"));
  const parts = [...disk.parts.values()].map(({ key, value }) => ({ key, value: structuredClone(value) }));
  return { entry, parts };
}

type Stored = Awaited<ReturnType<typeof stored>>;

/** Places in a value, as the keys that lead there; of long lists the first element stands for all. */
function placesIn(value: unknown, at: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return [at];
  const keys = Object.keys(value).slice(0, Array.isArray(value) ? 3 : undefined);
  return [at, ...keys.flatMap((key) => placesIn((value as Record<string, unknown>)[key], [...at, key]))];
}

function changed(root: unknown, place: readonly string[], by: unknown): unknown {
  const copy: unknown = structuredClone(root);
  const parent = place.slice(0, -1).reduce((at, key) => (at as Record<string, unknown>)[key], copy);
  const key = place.at(-1) as string;
  if (by === MISSING && Array.isArray(parent)) parent.splice(Number(key), 1);
  else if (by === MISSING) delete (parent as Record<string, unknown>)[key];
  else (parent as Record<string, unknown>)[key] = by;
  return copy;
}

const MISSING = Symbol("missing");
const NONSENSE = [
  MISSING,
  null,
  "",
  "seven",
  -1,
  1.5,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  1e300,
  true,
  [],
  {},
  [null],
  new Float32Array(3).fill(Number.NaN),
  new Uint8Array(0),
  new Date(0),
];

/** Reads as a page does; a run that can be resumed is also looked at as the page would. */
function outcome({ entry, parts }: Stored): "resumed" | "problem" {
  const listed = readEntry("a", entry);
  const read = readRun("a", entry, parts);
  if (!read.ok) {
    expect(read.problem.code).toMatch(/^kept(Unreadable|Newer)$/);
    if (read.problem.code === "keptUnreadable") expect(read.problem.values.field).toMatch(/^[a-z]/);
    return "problem";
  }
  expect(listed.ok).toBe(true);
  const { checkpoint, series, timeline, config } = read.value;
  expect(checkpoint.tensors.every(({ data, shape }) => data.length === shape.reduce((a, b) => a * b, 1))).toBe(true);
  expect(checkpoint.tensors.every(({ data }) => data.every(Number.isFinite))).toBe(true);
  expect(Number.isInteger(checkpoint.step)).toBe(true);
  for (const id of series.ids) expect(typeof id).toBe("string");
  for (const { step, view } of timeline) expect([Number.isInteger(step), typeof view.kind]).toEqual([true, "string"]);
  expect(Object.keys(config)).toEqual(Object.keys(defaultConfig(read.value.preset)));
  return "resumed";
}

describe("a saved run with any of its fields gone wrong", () => {
  it("resumes or says which field it is, and never throws", async () => {
    const whole = await stored();
    expect(outcome(whole)).toBe("resumed");
    let [resumed, refused] = [0, 0];
    const count = (one: ReturnType<typeof outcome>) => (one === "resumed" ? resumed++ : refused++);
    for (const nonsense of NONSENSE) {
      for (const place of placesIn(whole.entry).slice(1)) {
        count(outcome({ ...whole, entry: changed(whole.entry, place, nonsense) }));
      }
      for (const [i, part] of whole.parts.entries()) {
        for (const place of placesIn(part.value)) {
          const value = place.length === 0 ? nonsense : changed(part.value, place, nonsense);
          count(outcome({ ...whole, parts: whole.parts.with(i, { ...part, value }) }));
        }
      }
    }
    // Much of a run can be done without, its weights cannot.
    expect(resumed).toBeGreaterThan(500);
    expect(refused).toBeGreaterThan(100);
  });

  it("is refused by the field that cannot be done without", async () => {
    const whole = await stored();
    const field = (place: readonly string[], by: unknown) => {
      const read = readRun("a", changed(whole.entry, place, by), whole.parts);
      return read.ok ? null : read.problem.values.field;
    };
    expect(field(["config"], null)).toBe("config");
    expect(field(["config", "data.set"], "telepathy")).toBe("config.data.set");
    expect(field(["step"], "5")).toBe("step");
    expect(field(["checkpoints"], {})).toBe("checkpoints");
    expect(readRun("a", null, [])).toMatchObject({ ok: false, problem: { values: { field: "entry" } } });
  });

  it("does without curves, samples and marks, and says so", async () => {
    const whole = await stored();
    const lostOf = (entry: unknown, parts = whole.parts) => {
      const read = readRun("a", entry, parts);
      return read.ok ? read.value.lost : null;
    };
    expect(lostOf(changed(whole.entry, ["marks", "0", "from"], Number.NaN))).toEqual(["marks[0].from"]);
    expect(lostOf(changed(whole.entry, ["series"], "loss"))).toEqual(["series"]);
    const moment = whole.parts.findIndex(({ key }) => key[0] === "moment" && key[1] === 2);
    const broken = {
      ...(whole.parts[moment] as Stored["parts"][number]),
      value: { step: 2, view: { kind: "telepathy" } },
    };
    expect(lostOf(whole.entry, whole.parts.with(moment, broken))).toEqual(["timeline.view.kind"]);
  });

  it("with NaN in its newest weights goes on from the checkpoint before", async () => {
    const whole = await stored();
    const newer = {
      step: 9,
      elapsedMs: 90,
      tensors: [{ name: "weights", shape: [1], data: Float32Array.of(Number.NaN) }],
    };
    const read = readRun("a", { ...(whole.entry as object), checkpoints: [5, 9], step: 9 }, [
      ...whole.parts,
      { key: ["checkpoint", 9, 0], value: newer },
    ]);
    expect(read.ok && [read.value.checkpoint.step, read.value.lost]).toEqual([5, ["checkpoint.tensors[0].data"]]);
  });
});

describe("a saved run of another version", () => {
  it("that is newer is left alone, and says so", async () => {
    const { entry, parts } = await stored();
    const newer = { ...(entry as object), version: 3 };
    expect(readRun("a", newer, parts)).toEqual({ ok: false, problem: { code: "keptNewer", values: {} } });
    expect(readEntry("a", newer).ok).toBe(false);
  });

  it("that had no name yet is read without one", async () => {
    const { entry, parts } = await stored();
    const { name: _, ...before } = entry as { name: string };
    const read = readRun("a", { ...before, version: 1 }, parts);
    expect(read.ok && read.value.name).toBe("");
  });

  it("from the one slot of an older Inkling is brought to today's, set-up included", async () => {
    const slot = {
      version: 0,
      id: "earlier",
      config: { ...defaultConfig(), "model.units": 4000, "model.wings": 2, seed: 3 },
      preset: "names-gru",
      checkpoint: { step: 5, elapsedMs: 50, tensors: [{ name: "w", shape: [1], data: Float32Array.of(2) }], bytes: 4 },
      series: { loss: { steps: [1, 2, 3], values: [3, 2, 1] } },
      timeline: [{ step: 3, view: { kind: "text", samples: [] } }],
      marks: [],
      savedAt: 7,
    };
    expect(readEntry("earlier", slot)).toMatchObject({ ok: true, value: { step: 5, elapsedMs: 50, savedAt: 7 } });
    const read = readRun("earlier", slot, []);
    if (!read.ok) throw new Error(JSON.stringify(read.problem));
    expect(read.value.config).toEqual({ ...defaultConfig(), "model.units": 1024, seed: 3 });
    expect(read.value).toMatchObject({ checkpoint: { step: 5 }, timeline: [{ step: 3 }], lost: [] });
    expect(read.value.series.valueAt("loss", 2)).toBe(2);
    for (const nonsense of NONSENSE) {
      for (const place of placesIn(slot).slice(1)) {
        const broken = changed(slot, place, nonsense);
        const again = readRun("earlier", broken, []);
        if (!again.ok) expect(again.problem.code).toMatch(/^kept/);
      }
    }
  });
});
