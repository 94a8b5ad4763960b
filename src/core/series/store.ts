import { type Arrays, typedArrays } from "./level.ts";
import { partsOf, restoreTable, type SeriesPart, type SeriesSave, saveOf } from "./saved.ts";
import { appendRow, columnOf, cutAt, emptyTable, find, lastBefore, lastStepOf, rowsOf, type Table } from "./table.ts";
import { type SeriesWindow, windowOf } from "./window.ts";

/** A series as two columns of the same length, steps ascending. */
interface Line {
  readonly steps: readonly number[];
  readonly values: readonly number[];
}

interface WindowOptions {
  readonly from?: number;
  readonly to?: number;
  /** About how many points are wanted at most. */
  readonly points?: number;
}

/**
 * What a run reported, by series and step, however long it is: appending, drawing and saving touch as many numbers at
 * step 10,000,000 as at step 1,000. The last million rows are held as they were reported; beside them stands a pyramid
 * of buckets of 4, 16, 64, … rows with mean, minimum, maximum and count, filled as data arrives, of which each level
 * reaches further back than the one below. Values are 32-bit floats.
 */
export class SeriesStore {
  readonly #table: Table;

  constructor(arrays: Arrays = typedArrays, table: Table = emptyTable(arrays)) {
    this.#table = table;
  }

  /** Series that lie in plain arrays. */
  static of(lines: Readonly<Record<string, Line>>): SeriesStore {
    const ids = Object.keys(lines);
    const rows = new Map<number, Float32Array>();
    for (const [column, { steps, values }] of Object.values(lines).entries()) {
      for (const [i, step] of steps.entries()) {
        const row = rows.get(step) ?? new Float32Array(ids.length).fill(Number.NaN);
        row[column] = values[i] ?? Number.NaN;
        rows.set(step, row);
      }
    }
    const store = new SeriesStore();
    for (const step of [...rows.keys()].sort((a, b) => a - b))
      store.append(ids, [step], rows.get(step) as Float32Array);
    return store;
  }

  /** What {@link save} wrote, as far as it is there and sound; never throws. */
  static restore(header: unknown, pieces: readonly unknown[], arrays: Arrays = typedArrays): SeriesStore {
    return new SeriesStore(arrays, restoreTable(header, pieces, arrays));
  }

  /** Series by name, in the order in which they came. */
  get ids(): readonly string[] {
    return this.#table.ids;
  }

  /** How many rows were ever appended. */
  get rows(): number {
    return rowsOf(this.#table).count;
  }

  /** The step of the last row; `null` before the first. */
  get lastStep(): number | null {
    return lastStepOf(this.#table);
  }

  /** The first step that is held as it was reported: before it there are means. 0 where all are. */
  get exactFrom(): number {
    const rows = rowsOf(this.#table);
    return rows.start === 0 || rows.start >= rows.count ? 0 : rows.firstStep(rows.start);
  }

  /**
   * Appends rows, in place: column i of `values` [steps × series] is `series[i]`. What is not finite is left out: NaN says
   * that there is no value at this step, and no chart can draw infinities. Steps do not descend.
   */
  append(series: readonly string[], steps: ArrayLike<number>, values: Float32Array): void {
    const columns = series.map((id) => columnOf(this.#table, id));
    for (let row = 0; row < steps.length; row++) {
      appendRow(this.#table, steps[row] as number, columns, values, row * columns.length);
    }
  }

  /** The last value of a series. */
  latest(id: string): number | null {
    const value = this.#table.latest[this.#table.columns.get(id) ?? -1] ?? Number.NaN;
    return Number.isNaN(value) ? null : value;
  }

  /** The value of a series at a step: the last one reported up to it; `null` before the first. */
  valueAt(id: string, step: number): number | null {
    const column = this.#table.columns.get(id);
    return column === undefined ? null : lastBefore(this.#table, column, find(this.#table, step));
  }

  /** {@link latest}, or {@link valueAt} a step, of every series that has one. */
  values(step?: number): Record<string, number> {
    const found: [string, number][] = [];
    for (const id of this.ids) {
      const value = step === undefined ? this.latest(id) : this.valueAt(id, step);
      if (value !== null) found.push([id, value]);
    }
    return Object.fromEntries(found);
  }

  /** A series between two steps, both included, thinned for drawing. */
  window(id: string, { from = 0, to = Infinity, points = Infinity }: WindowOptions = {}): SeriesWindow {
    return windowOf(this.#table, id, from, to, points);
  }

  /** A copy of what was reported up to and including a step; it shares all that cannot change any more. */
  upTo(step: number): SeriesStore {
    return new SeriesStore(this.#table.arrays, cutAt(this.#table, step));
  }

  /** A copy of this moment, which does not grow with the run. */
  snapshot(): SeriesStore {
    return this.upTo(Infinity);
  }

  /** What is to be written so that this moment can be restored, given what was written before under the same name. */
  save(written: WeakSet<object> = new WeakSet()): SeriesSave {
    return saveOf(this.#table, written);
  }

  /** The whole history from its beginning, each stretch as finely as it is held. */
  parts(): Iterable<SeriesPart> {
    return partsOf(this.#table);
  }
}

export type { SeriesPart, SeriesSave };
