import { describe, expect, it } from "vitest";
import { defaultConfig } from "../../catalog/presets.ts";
import { stepIndex } from "../../core/brands.ts";
import { SeriesStore } from "../../core/series/store.ts";
import type { ViewData } from "../../schema/view.ts";
import type { Checkpoint } from "../../worker/api.ts";
import type { RunToKeep } from "./entry.ts";
import { FakeDisk } from "./testing/fakes.ts";

const checkpoint = (step: number, size = 4): Checkpoint => ({
  step: stepIndex(step),
  elapsedMs: step * 10,
  tensors: [{ name: "weights", shape: [size], data: new Float32Array(size).fill(step) }],
  bytes: 4 * size,
});

const words = (text: string): ViewData => ({
  kind: "text",
  samples: [{ text, promptLength: 0, confidence: [], finished: true }],
});

const train = (series: SeriesStore, from: number, to: number) => {
  for (let step = from; step <= to; step++) series.append(["loss"], [step], Float32Array.of(1 / step));
  return series;
};

function run(id: string, step: number, more: Partial<RunToKeep> = {}): RunToKeep {
  return {
    id,
    config: defaultConfig(),
    preset: "names-gru",
    backend: "wasm",
    checkpoints: [checkpoint(step)],
    series: train(new SeriesStore(), 1, step),
    timeline: [{ step, view: words("Aino") }],
    marks: [{ step: 1, key: "training.learningRate", from: 0.003, to: 0.01 }],
    ...more,
  };
}

describe("a kept run", () => {
  it("is there for a later page, bit for bit, with all that it had shown", async () => {
    const disk = new FakeDisk();
    await disk.storage("one", new Map(), () => 7).save(run("a", 5));
    disk.end("one");
    const later = disk.storage("two");
    expect(await later.list()).toMatchObject([
      { id: "a", step: 5, elapsedMs: 50, savedAt: 7, preset: "names-gru", elsewhere: false, problem: null },
    ]);
    const read = await later.resume("a");
    if (!read.ok) throw new Error(read.problem.code);
    const { series, ...rest } = read.value;
    expect(rest).toEqual({
      id: "a",
      name: "",
      config: defaultConfig(),
      preset: "names-gru",
      backend: "wasm",
      checkpoint: checkpoint(5),
      earlier: [],
      timeline: [{ step: 5, view: words("Aino") }],
      marks: [{ step: 1, key: "training.learningRate", from: 0.003, to: 0.01 }],
      lost: [],
    });
    expect(series.valueAt("loss", 4)).toBe(0.25);
    expect(series.rows).toBe(5);
  });

  it("stands beside the others, the newest first, and keeps its own curve", async () => {
    const disk = new FakeDisk();
    await disk.storage("one", new Map(), () => 1).save(run("a", 950));
    await disk.storage("two", new Map(), () => 2).save(run("b", 9));
    disk.end("one");
    disk.end("two");
    const storage = disk.storage("three");
    expect((await storage.list()).map(({ id, step }) => [id, step])).toEqual([
      ["b", 9],
      ["a", 950],
    ]);
    const read = await storage.resume("a");
    expect(read.ok && [read.value.checkpoint.step, read.value.series.rows]).toEqual([950, 950]);
  });

  it("keeps older checkpoints to go back to, and drops those that the run dropped", async () => {
    const disk = new FakeDisk();
    const storage = disk.storage("one");
    await storage.save(run("a", 5, { checkpoints: [checkpoint(2), checkpoint(5)] }));
    await storage.save(run("a", 8, { checkpoints: [checkpoint(5), checkpoint(8)] }));
    expect([...disk.parts.values()].flatMap(({ key }) => (key[0] === "checkpoint" ? [key[1]] : []))).toEqual([5, 8]);
    disk.end("one");
    const read = await disk.storage("two").resume("a");
    expect(read.ok && read.value.earlier.map(({ step }) => step)).toEqual([5]);
  });
});

describe("a save", () => {
  /** A run that is saved at one step and then a little later: what the second save wrote. */
  async function second(step: number) {
    const disk = new FakeDisk();
    const storage = disk.storage("one");
    const series = train(new SeriesStore(), 1, step);
    const timeline = Array.from({ length: 50 }, (_, i) => ({ step: i + 1, view: words("Aino") }));
    await storage.save(run("a", step, { series, timeline }));
    disk.written = 0;
    disk.puts = 0;
    train(series, step + 1, step + 10);
    await storage.save(
      run("a", step + 10, { series, timeline: [...timeline, { step: step + 10, view: words("Eino") }] }),
    );
    return { puts: disk.puts, bytes: disk.written };
  }

  it("writes only what is new, however long the run is", async () => {
    const short = await second(1_000);
    const long = await second(200_000);
    expect(long.puts).toBeLessThanOrEqual(short.puts + 8);
    expect(long.bytes).toBeLessThan(short.bytes + 200_000);
    // A checkpoint, a moment, and the piece that grows of each level that has one.
    expect(short.puts).toBeLessThanOrEqual(8);
  });

  it("of a run that was taken up again writes nothing that is there", async () => {
    const disk = new FakeDisk();
    const series = train(new SeriesStore(), 1, 50_000);
    await disk.storage("one").save(run("a", 50_000, { series }));
    disk.end("one");
    const storage = disk.storage("two");
    const read = await storage.resume("a");
    if (!read.ok) throw new Error(read.problem.code);
    disk.puts = 0;
    await storage.save(run("a", 50_000, { series: read.value.series, timeline: read.value.timeline }));
    expect(disk.puts).toBeLessThanOrEqual(8);
  });

  it("after going back takes the future out of the curve", async () => {
    const disk = new FakeDisk();
    const storage = disk.storage("one");
    const series = train(new SeriesStore(), 1, 9_000);
    await storage.save(run("a", 9_000, { series }));
    await storage.save(run("a", 2_000, { series: series.upTo(2_000) }));
    disk.end("one");
    const read = await disk.storage("two").resume("a");
    expect(read.ok && [read.value.series.rows, read.value.series.valueAt("loss", 9_000)]).toEqual(
      [2_000, 1 / 2_000].map(Math.fround),
    );
  });

  it("of a run that was deleted meanwhile writes all of it anew", async () => {
    const disk = new FakeDisk();
    const storage = disk.storage("one");
    const series = train(new SeriesStore(), 1, 5_000);
    await storage.save(run("a", 5_000, { series }));
    disk.entries.clear();
    disk.parts.clear();
    await storage.save(run("a", 5_001, { series: train(series, 5_001, 5_001) }));
    disk.end("one");
    const read = await disk.storage("two").resume("a");
    expect(read.ok && [read.value.series.rows, read.value.lost]).toEqual([5_001, []]);
  });
});

describe("a live run", () => {
  it("is known as such, though its first save comes while another page lists what there is", async () => {
    const disk = new FakeDisk();
    const one = disk.storage("one");
    disk.meanwhile = async () => {
      await new Promise((resolve) => setTimeout(resolve));
      await one.save(run("a", 5));
    };
    expect(await disk.storage("two").list()).toMatchObject([{ id: "a", elsewhere: true }]);
  });

  it("is not offered, resumed or deleted elsewhere, until its page ends", async () => {
    const disk = new FakeDisk();
    await disk.storage("one").save(run("a", 5));
    const other = disk.storage("two");
    expect(await other.list()).toMatchObject([{ id: "a", elsewhere: true }]);
    expect(await other.resume("a")).toEqual({ ok: false, problem: { code: "keptElsewhere", values: {} } });
    expect(await other.forget("a")).toBe(false);
    disk.end("one");
    expect(await other.list()).toMatchObject([{ id: "a", elsewhere: false }]);
    expect((await other.resume("a")).ok).toBe(true);
  });

  it("that another page took up is not written to any more", async () => {
    const disk = new FakeDisk();
    const one = disk.storage("one");
    await one.save(run("a", 5));
    // Frozen and thawed: the browser had taken its lock away.
    disk.end("one");
    const two = disk.storage("two");
    await two.resume("a");
    disk.end("two");
    await expect(one.save(run("a", 6))).rejects.toMatchObject({ code: "keptElsewhere" });
  });

  it("is its tab's own after a reload, and not a copied tab's", async () => {
    const disk = new FakeDisk();
    const tab = new Map<string, string>();
    await disk.storage("one", tab).save(run("a", 5));
    expect(await disk.storage("copy", new Map(tab)).own()).toBeNull();
    disk.end("one");
    expect(await disk.storage("reloaded", tab).own()).toBe("a");
  });
});

describe("room", () => {
  it("is made by letting the oldest runs go that nobody trains, those last that have a name", async () => {
    const disk = new FakeDisk();
    const live = disk.storage("live", new Map(), () => 0);
    await live.save(run("oldest but live", 5));
    const entry = disk.entries.get("oldest but live") as object;
    for (let i = 1; i <= 501; i++) {
      const name = i === 1 ? "mine" : "";
      disk.entries.set(`run ${i}`, { ...entry, id: `run ${i}`, savedAt: i, name });
    }
    await disk.storage("newest", new Map(), () => 502).save(run("newest", 5));
    const ids = (await live.list()).map(({ id }) => id);
    expect(ids).toHaveLength(500);
    expect(ids).toEqual(expect.arrayContaining(["oldest but live", "newest", "run 1", "run 5"]));
    for (const gone of ["run 2", "run 3", "run 4"]) expect(ids).not.toContain(gone);
  });

  it("that is missing makes the oldest go, but for the newest few, and is told where none can", async () => {
    const disk = new FakeDisk();
    for (let i = 1; i <= 6; i++) {
      await disk.storage(`page ${i}`, new Map(), () => i).save(run(`run ${i}`, 5));
      disk.end(`page ${i}`);
    }
    disk.mood = "full";
    await expect(disk.storage("two").save(run("b", 5))).rejects.toMatchObject({ code: "storageFull" });
    expect([...disk.entries.keys()]).toEqual(["run 3", "run 4", "run 5", "run 6"]);
  });
});

describe("without locks", () => {
  it("runs are kept and resumed, and their owner is asked at every save", async () => {
    const disk = new FakeDisk();
    disk.locksKnown = false;
    const one = disk.storage("one");
    await one.save(run("a", 5));
    const two = disk.storage("two");
    expect((await two.resume("a")).ok).toBe(true);
    await expect(two.save(run("a", 6))).rejects.toMatchObject({ code: "keptElsewhere" });
    await one.save(run("a", 7));
    expect(await two.list()).toMatchObject([{ id: "a", step: 7 }]);
  });
});
