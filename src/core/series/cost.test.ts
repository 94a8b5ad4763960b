import { expect, it } from "vitest";
import { type Arrays, typedArrays } from "./level.ts";
import type { SavedPiece } from "./saved.ts";
import { SeriesStore } from "./store.ts";

/** Elements read or written since it was last set to 0, by index or by a method, which counts as all of the array. */
let touched = 0;

function counted<A extends Float32Array | Uint32Array>(array: A): A {
  return new Proxy(array, {
    get(target, key) {
      if (typeof key === "string" && key.charCodeAt(0) <= 57) {
        touched++;
        return target[key as unknown as number];
      }
      const value: unknown = Reflect.get(target, key, target);
      if (typeof value !== "function") return value;
      return (...inputs: unknown[]) => {
        touched += target.length;
        return value.apply(target, inputs);
      };
    },
    set(target, key, value: number) {
      touched++;
      target[key as unknown as number] = value;
      return true;
    },
  });
}

const countedArrays: Arrays = {
  floats: (length) => counted(typedArrays.floats(length)),
  steps: (length) => counted(typedArrays.steps(length)),
};

const BLOCK = 5000;
const noise = Float32Array.from({ length: 2 * BLOCK }, (_, i) =>
  i % 2 === 0 ? Math.cos(i) : i % 100 === 1 ? 1 : Number.NaN,
);

/** Appends a loss at every step and a validation at every fiftieth. */
function train(store: SeriesStore, rows: number): void {
  const steps = new Uint32Array(BLOCK);
  for (let start = store.rows; start < rows; start = store.rows) {
    const count = Math.min(BLOCK, rows - start);
    for (let i = 0; i < count; i++) steps[i] = start + i;
    store.append(["loss", "validation.loss"], steps.subarray(0, count), noise);
  }
}

/** What each work on a run of so many steps touches. */
function cost(store: SeriesStore) {
  const { header, pieces } = store.save();
  const wrap = (piece: SavedPiece) => ({
    ...piece,
    first: counted(piece.first),
    last: counted(piece.last),
    values: piece.values.map(counted),
  });
  const run = SeriesStore.restore(header, pieces.map(wrap), countedArrays);
  const written = new WeakSet<object>();
  run.save(written).done();
  const of = (work: () => unknown): number => {
    touched = 0;
    work();
    return touched;
  };
  const length = run.rows;
  return {
    append: of(() => train(run, length + 4096)) / 4096,
    draw: of(() => run.window("loss", { points: 200 })),
    drawSparse: of(() => run.window("validation.loss", { points: 200 })),
    read: of(() => run.valueAt("validation.loss", length / 2)),
    latest: of(() => run.values()),
    copy: of(() => run.snapshot()),
    save: of(() => run.save(written)),
    written: run
      .save(written)
      .pieces.reduce((sum, { values }) => sum + values.reduce((n, { length: l }) => n + l, 0), 0),
  };
}

it("touches as little at step 10,000,000 as at step 1,000", () => {
  const store = new SeriesStore();
  const costs = [1_000, 100_000, 10_000_000].map((rows) => {
    train(store, rows);
    return cost(store);
  });
  const [short] = costs;
  for (const { append, draw, drawSparse, read, latest, copy, save, written } of costs) {
    expect(append).toBeLessThan(20);
    expect(append).toBeLessThanOrEqual(short?.append ?? 0);
    // At most 400 places, of which a bucket has four numbers and a step.
    expect(draw).toBeLessThan(400 * 5);
    expect(drawSparse).toBeLessThan(400 * 5);
    // A binary search among the last million, and a few neighbours on each level.
    expect(read).toBeLessThan(60);
    expect(latest).toBe(0);
    // The piece that is begun on each of at most twelve levels.
    expect(copy).toBeLessThan(12 * 120_000);
    // The rows of the piece that is begun; and what was filled since the save before: 4,096 rows of two series and above.
    expect(save).toBeLessThanOrEqual(4 * 1024);
    expect(written).toBeLessThanOrEqual(18 * 1024);
  }
});
