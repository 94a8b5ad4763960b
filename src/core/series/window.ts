import { COUNT, FAN, gather, type Level, MAXIMUM, MINIMUM, PIECE } from "./level.ts";
import { find, rowsOf, type Table } from "./table.ts";

/** A series between two steps, thinned for drawing: columns of the same length, steps ascending. */
export interface SeriesWindow {
  /** The last step that each point stands for. */
  readonly steps: readonly number[];
  readonly means: readonly number[];
  readonly minima: readonly number[];
  readonly maxima: readonly number[];
  /** How many rows a point spans; 1 where all are drawn. */
  readonly span: number;
}

/**
 * At most about `points` points of a series between two steps, each of as many rows, a power of two that lies at a
 * multiple of itself: as the run grows, points that are drawn stay what they were. Reads fewer than four times `points`
 * places, however long the run.
 */
export function windowOf(table: Table, id: string, from: number, to: number, points: number): SeriesWindow {
  const column = table.columns.get(id);
  const drawn = { steps: [] as number[], means: [] as number[], minima: [] as number[], maxima: [] as number[] };
  if (column === undefined) return { ...drawn, span: 1 };
  const [first, end] = rowsBetween(table, from, to);
  let span = 1;
  while ((end - first) / span > points) span *= 2;
  const { k, size } = levelFor(table, span, first);
  span = Math.max(span, size);
  const level = table.levels[k] as Level;
  const places = span / size;
  // What is not in a closed bucket yet is the last place of its level.
  const last = k === 0 ? level.count : level.count + 1;
  for (let group = Math.floor(first / span); group * places < last && group * span < end; group++) {
    const sums: (Float64Array | undefined)[] = [];
    let step = -1;
    for (let place = Math.max(level.start, group * places); place < (group + 1) * places; place++) {
      if (place < level.count) {
        readPlace(level, column, place, sums);
        step = level.lastStep(place);
      } else if (place === level.count && k > 0) {
        step = Math.max(step, readOpen(table, k, column, sums));
      }
    }
    const [sum, minimum, maximum, count] = sums[0] ?? [];
    if (!count) continue;
    drawn.steps.push(step);
    drawn.means.push((sum as number) / count);
    drawn.minima.push(minimum as number);
    drawn.maxima.push(maximum as number);
  }
  return { ...drawn, span };
}

/** The rows from the first at or after a step to the last at or before another. */
function rowsBetween(table: Table, from: number, to: number): readonly [number, number] {
  const { count } = rowsOf(table);
  const upTo = (step: number) => {
    const { level, end } = find(table, step);
    return end * FAN ** level.level;
  };
  return [from <= 0 ? 0 : upTo(from - 1), Number.isFinite(to) ? upTo(to) : count];
}

/** The coarsest level whose buckets are no wider than `span` rows; a coarser one where that one has let go of `first`. */
function levelFor({ levels }: Table, span: number, first: number): { readonly k: number; readonly size: number } {
  let k = 0;
  let size = 1;
  while (k + 1 < levels.length && (size * FAN <= span || (levels[k] as Level).start * size > first)) {
    k++;
    size *= FAN;
  }
  return { k, size };
}

function readPlace(level: Level, column: number, place: number, into: (Float64Array | undefined)[]): void {
  const values = level.pieceAt(place).columns[column];
  const at = place % PIECE;
  const mean = values?.[at] ?? Number.NaN;
  if (!values || Number.isNaN(mean)) return;
  if (level.level === 0) gather(into, 0, mean, mean, mean, 1);
  else {
    const count = values[COUNT + at] as number;
    gather(into, 0, mean * count, values[MINIMUM + at] as number, values[MAXIMUM + at] as number, count);
  }
}

/** Takes in all that came after the last closed bucket of a level, and answers its last step; −1 where there is nothing. */
function readOpen({ levels }: Table, k: number, column: number, into: (Float64Array | undefined)[]): number {
  let step = -1;
  for (const { open } of levels.slice(1, k + 1)) {
    step = Math.max(step, open.last);
    const [sum = 0, minimum = 0, maximum = 0, count = 0] = open.columns[column] ?? [];
    if (count > 0) gather(into, 0, sum, minimum, maximum, count);
  }
  return step;
}
