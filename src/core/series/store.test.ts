import { describe, expect, it } from "vitest";
import { randomStream, randomUniforms } from "../random.ts";
import { SeriesStore } from "./store.ts";

const MILLION = 2 ** 20;

/** Rows of a `loss` at every step and of a `check` at every fiftieth. */
function filled(rows: number, into = new SeriesStore()): SeriesStore {
  const start = into.rows;
  const block = 4096;
  for (let row = start; row < rows; row += block) {
    const count = Math.min(block, rows - row);
    const values = new Float32Array(2 * count);
    for (let i = 0; i < count; i++) {
      values[2 * i] = row + i;
      values[2 * i + 1] = (row + i) % 50 === 0 ? -(row + i) : Number.NaN;
    }
    into.append(
      ["loss", "check"],
      Uint32Array.from({ length: count }, (_, i) => row + i),
      values,
    );
  }
  return into;
}

const everySecond = SeriesStore.of({ loss: { steps: [2, 4, 6, 8], values: [4, 3, 2, 1] } });

describe("a series", () => {
  it("is known by its last value, and at a step by the last one reported up to it", () => {
    expect(everySecond.latest("loss")).toBe(1);
    expect([1, 2, 3, 4, 99].map((step) => everySecond.valueAt("loss", step))).toEqual([null, 4, 4, 3, 1]);
    expect(everySecond.latest("gain")).toBeNull();
    expect(everySecond.valueAt("gain", 4)).toBeNull();
  });

  it("has no value where one is not a number or not finite", () => {
    const store = new SeriesStore();
    store.append(
      ["a", "b"],
      [1, 2, 3],
      Float32Array.of(1, Number.NaN, Number.POSITIVE_INFINITY, 5, Number.NaN, Number.NaN),
    );
    expect(store.window("a")).toMatchObject({ steps: [1], means: [1] });
    expect(store.window("b")).toMatchObject({ steps: [2], means: [5] });
    expect(store.rows).toBe(2);
  });

  it("completes a step of which another series was reported before", () => {
    const store = new SeriesStore();
    store.append(["loss"], [1, 2, 3, 4], Float32Array.of(4, 3, 2, 1));
    store.append(["validation.loss"], [4], Float32Array.of(9));
    store.append(["loss"], [5], Float32Array.of(0));
    expect(store.rows).toBe(5);
    expect(store.window("validation.loss")).toMatchObject({ steps: [4], means: [9] });
    expect(store.window("validation.loss", { points: 2 })).toMatchObject({ steps: [4], means: [9] });
  });

  it("takes what comes late as of the present, so that steps never go back", () => {
    const store = new SeriesStore();
    store.append(["loss"], [1, 5, 3], Float32Array.of(1, 5, 3));
    expect(store.window("loss")).toMatchObject({ steps: [1, 5, 5], means: [1, 5, 3] });
  });

  it("finds sparse values far back, as plain search does", () => {
    const store = new SeriesStore();
    const count = 5000;
    const uniforms = randomUniforms(randomStream(3, "sparse"), count);
    const reported: (number | null)[] = [];
    for (let step = 0; step < count; step++) {
      const rare = (uniforms[step] as number) < 0.003;
      store.append(["loss", "rare"], [step], Float32Array.of(step, rare ? step : Number.NaN));
      reported.push(rare ? step : (reported.at(-1) ?? null));
    }
    for (let step = 0; step < count; step += 7) expect(store.valueAt("rare", step)).toBe(reported[step]);
  });
});

describe("a window", () => {
  it("has every row where there are few enough", () => {
    const { steps, means, minima, span } = everySecond.window("loss", { points: 4 });
    expect({ steps, means, minima, span }).toEqual({
      steps: [2, 4, 6, 8],
      means: [4, 3, 2, 1],
      minima: [4, 3, 2, 1],
      span: 1,
    });
  });

  it("has mean, minimum and maximum of as many rows a point, worked out by hand", () => {
    const store = new SeriesStore();
    store.append(["loss"], [1, 2, 3, 4, 5, 6, 7], Float32Array.of(1, 5, 0, 2, 9, 3, 4));
    expect(store.window("loss", { points: 4 })).toEqual({
      steps: [2, 4, 6, 7],
      means: [3, 1, 6, 4],
      minima: [1, 0, 3, 4],
      maxima: [5, 2, 9, 4],
      span: 2,
    });
    expect(store.window("loss", { points: 2 })).toEqual({
      steps: [4, 7],
      means: [2, 16 / 3],
      minima: [0, 3],
      maxima: [5, 9],
      span: 4,
    });
  });

  it("agrees with plain averages at every length", () => {
    const count = 3000;
    const values = randomUniforms(randomStream(1, "window"), count);
    const store = new SeriesStore();
    for (let row = 0; row < count; row++) {
      store.append(["loss"], [row], values.subarray(row, row + 1));
      if (row % 97 !== 0) continue;
      const { steps, means, minima, maxima, span } = store.window("loss", { points: 50 });
      expect(steps.length).toBeLessThanOrEqual(50);
      expect(steps.at(-1)).toBe(row);
      for (const [i, mean] of means.entries()) {
        const own = [...values.subarray(i * span, Math.min((i + 1) * span, row + 1))];
        expect(mean).toBeCloseTo(own.reduce((sum, value) => sum + value, 0) / own.length, 5);
        expect(minima[i]).toBe(Math.min(...own));
        expect(maxima[i]).toBe(Math.max(...own));
      }
    }
  });

  it("may lie anywhere in the run", () => {
    const store = filled(100_000);
    expect(store.window("loss", { from: 50_001, to: 50_003 })).toMatchObject({ steps: [50_001, 50_002, 50_003] });
    const { steps, means, span } = store.window("loss", { from: 64_000, to: 96_000 - 1, points: 250 });
    expect({ length: steps.length, span }).toEqual({ length: 250, span: 128 });
    expect(means[0]).toBe(64_000 + 127 / 2);
  });

  it("draws points that stay what they were as the run grows", () => {
    const store = filled(10_000);
    const before = store.window("loss", { points: 200 });
    filled(12_000, store);
    const after = store.window("loss", { points: 200 });
    expect(after.span).toBe(before.span);
    expect(after.means.slice(0, before.means.length - 1)).toEqual(before.means.slice(0, -1));
  });
});

describe("a long run", () => {
  const rows = 3 * MILLION + 12_345;
  const store = filled(rows);

  it("has its last million steps exactly and means of what came before", () => {
    expect(store.exactFrom).toBeGreaterThan(rows - MILLION - 1024);
    expect(store.exactFrom).toBeLessThanOrEqual(rows - MILLION + 1024);
    expect(store.valueAt("loss", rows - 1_000_000)).toBe(rows - 1_000_000);
    expect(store.valueAt("check", rows - 1)).toBe(-Math.floor((rows - 1) / 50) * 50);
    expect(Math.abs((store.valueAt("loss", 100_000) as number) - 100_000)).toBeLessThan(1024);
  });

  it("tells its whole history once, from the first step to the last", () => {
    let next = 0;
    let sum = 0;
    for (const { from, to, first, last, span, series, values } of store.parts()) {
      const loss = values[series.indexOf("loss")] as Float32Array;
      for (let i = from; i < to; i++) {
        if (first[i] !== next) expect(first[i]).toBe(next);
        next = (last[i] as number) + 1;
        sum += span * (loss[i] as number);
      }
    }
    expect(next).toBe(rows);
    expect(sum / ((rows * (rows - 1)) / 2)).toBeCloseTo(1, 6);
  });

  it("goes back to where it holds means alone, and on from there", () => {
    const back = store.upTo(1_000_000);
    expect(back.rows).toBeGreaterThan(1_000_000 - 1024);
    expect(back.rows).toBeLessThanOrEqual(1_000_001);
    const whole = back.window("loss", { points: 100 });
    expect(whole.steps.at(-1)).toBe(back.rows - 1);
    expect(whole.means[0]).toBeCloseTo((whole.span - 1) / 2);
    const at = back.rows;
    filled(1_200_000, back);
    expect(back.rows).toBe(1_200_000);
    expect(back.valueAt("loss", at + 1000)).toBe(at + 1000);
    const { steps, means, span } = back.window("loss", { points: 100 });
    expect(steps.at(-1)).toBe(1_199_999);
    for (const [i, mean] of means.slice(0, -1).entries()) expect(mean).toBeCloseTo(i * span + (span - 1) / 2, -1);
    const saved = back.save();
    const again = SeriesStore.restore(saved.header, saved.pieces);
    expect(again.window("loss", { points: 100 })).toEqual(back.window("loss", { points: 100 }));
    expect(again.latest("check")).toBe(-1_199_950);
  });
});

describe("a copy", () => {
  it("ends at its step, whatever the run does afterwards", () => {
    const store = filled(3000);
    const back = store.upTo(1500);
    const kept = store.snapshot();
    filled(5000, store);
    back.append(["loss"], [1501], Float32Array.of(-1));
    expect(back.window("loss").steps.slice(-2)).toEqual([1500, 1501]);
    expect(back.latest("loss")).toBe(-1);
    expect(back.latest("check")).toBe(-1500);
    expect(kept.rows).toBe(3000);
    expect(kept.window("loss", { points: 100 })).toEqual(filled(3000).window("loss", { points: 100 }));
    expect(store.valueAt("loss", 1501)).toBe(1501);
    expect(store.rows).toBe(5000);
  });

  it.each([0, 1, 3, 4, 5, 16, 1023, 1024, 1025, 2047, 4096])(
    "of %i rows goes on like the run it was cut from",
    (rows) => {
      const whole = filled(5000);
      const back = rows === 0 ? whole.upTo(-1) : whole.upTo(rows - 1);
      expect(back.rows).toBe(rows);
      filled(5000, back);
      for (const points of [Infinity, 1000, 300, 100, 20]) {
        expect(back.window("loss", { points })).toEqual(whole.window("loss", { points }));
        expect(back.window("check", { points })).toEqual(whole.window("check", { points }));
      }
    },
  );
});

describe("saving", () => {
  /** A disk on which pieces replace those of their name, and those that the header does not name are deleted. */
  function disk() {
    const pieces = new Map<string, unknown>();
    const written = new WeakSet<object>();
    let header: unknown;
    return {
      pieces,
      save(store: SeriesStore) {
        const saved = store.save(written);
        for (const piece of saved.pieces) pieces.set(`${piece.level} ${piece.index}`, structuredClone(piece));
        for (const key of [...pieces.keys()]) {
          const [level = 0, index = 0] = key.split(" ").map(Number);
          const [first, end] = saved.header.levels[level]?.pieces ?? [0, 0];
          if (index < first || index >= end) pieces.delete(key);
        }
        header = structuredClone(saved.header);
        saved.done();
        return saved.pieces.length;
      },
      load: () => SeriesStore.restore(header, [...pieces.values()]),
    };
  }
  const views = (store: SeriesStore) =>
    [Infinity, 500, 60].flatMap((points) => ["loss", "check"].map((id) => store.window(id, { points })));

  it("restores what was saved, at any length, and goes on like it", () => {
    for (const rows of [1, 4, 5, 1024, 1025, 4096, 4097, 20_000]) {
      const { save, load } = disk();
      const store = filled(rows);
      save(store);
      const restored = load();
      expect(restored.rows).toBe(rows);
      expect(restored.values()).toEqual(store.values());
      expect(views(restored)).toEqual(views(store));
      expect(views(filled(rows + 3000, restored))).toEqual(views(filled(rows + 3000, store)));
    }
  });

  it("writes a full piece once", () => {
    const { save, load } = disk();
    const store = filled(10_000);
    // Nine full pieces of rows, two of buckets of four, and the rows of the tenth.
    expect(save(store)).toBe(9 + 2 + 1);
    expect(save(store)).toBe(1);
    filled(11_000, store);
    expect(save(store)).toBe(2);
    expect(views(load())).toEqual(views(store));
  });

  it("follows a run that went back", () => {
    const { save, load } = disk();
    const store = filled(10_000);
    save(store);
    const back = store.upTo(4000);
    save(back);
    expect(load().rows).toBe(4001);
    filled(6000, back);
    save(back);
    expect(views(load())).toEqual(views(filled(6000)));
  });

  it("holds on to the newest rows where pieces are missing or odd", () => {
    const { save, load, pieces } = disk();
    save(filled(10_000));
    pieces.delete("0 3");
    pieces.set("0 2", { ...(pieces.get("0 2") as object), values: ["a", "b"] });
    const restored = load();
    expect(restored.exactFrom).toBe(4096);
    expect(restored.latest("loss")).toBe(9999);
    expect(restored.window("loss", { from: 9990 }).steps).toHaveLength(10);
    expect(restored.window("loss", { points: 50 }).steps.at(-1)).toBe(9999);
    expect(restored.valueAt("loss", 500)).not.toBeNull();
  });

  it.each([[null], [7], [{ version: 2, levels: [] }], [{ version: 1, levels: [{ start: "a", pieces: [0, 1] }] }]])(
    "is empty where the header is %j",
    (header) => {
      expect(SeriesStore.restore(header, [null, "piece", {}]).rows).toBe(0);
    },
  );
});
