import { type Arrays, FAN, Level, PIECE } from "./level.ts";

/** Series as one table: a row for each reported step, a column for each series, and the pyramid above the rows. */
export interface Table {
  readonly arrays: Arrays;
  /** Series by their column. */
  readonly ids: string[];
  readonly columns: Map<string, number>;
  /** The last value of each column; NaN before the first. */
  readonly latest: number[];
  /** Level 0 has the rows. */
  readonly levels: Level[];
}

export function emptyTable(arrays: Arrays): Table {
  return { arrays, ids: [], columns: new Map(), latest: [], levels: [new Level(0, arrays)] };
}

export const rowsOf = ({ levels }: Table): Level => levels[0] as Level;

/** After going back to where only buckets are left, the newest of them says it. */
export function lastStepOf({ levels }: Table): number | null {
  for (const level of levels) if (level.count > level.start) return level.lastStep(level.count - 1);
  return null;
}

export function columnOf(table: Table, id: string): number {
  const known = table.columns.get(id);
  if (known !== undefined) return known;
  const column = table.ids.length;
  table.ids.push(id);
  table.columns.set(id, column);
  table.latest.push(Number.NaN);
  return column;
}

export function levelAt(table: Table, k: number): Level {
  const known = table.levels[k];
  if (known) return known;
  const level = new Level(k, table.arrays);
  // Where the level below begins later than the run, so does this one.
  const below = table.levels[k - 1];
  if (below) level.start = level.count = Math.floor(below.start / FAN);
  table.levels.push(level);
  return level;
}

/**
 * Appends a row, or completes the last one where the step is the same: validation reports apart from training. The
 * buckets below a new row close with it, so that each level is touched a quarter as often as the one below.
 */
export function appendRow(table: Table, step: number, columns: readonly number[], values: Float32Array, at: number) {
  const rows = rowsOf(table);
  let begun = false;
  for (let i = 0; i < columns.length; i++) {
    const value = values[at + i] as number;
    if (!Number.isFinite(value)) continue;
    const column = columns[i] as number;
    if (!begun && !completes(rows, step, columns, values, at)) beginRow(table, step);
    begun = true;
    rows.put(column, 0, value);
    (table.levels[1] as Level).take(column, value, value, value, 1);
    table.latest[column] = value;
  }
}

function completes(rows: Level, step: number, columns: readonly number[], values: Float32Array, at: number): boolean {
  const last = rows.count - 1;
  if (last < rows.start || rows.lastStep(last) !== step) return false;
  return columns.every((column, i) => !Number.isFinite(values[at + i]) || rows.countAt(column, last) === 0);
}

function beginRow(table: Table, step: number): void {
  const rows = rowsOf(table);
  const { count } = rows;
  for (let k = 1, size = FAN; count > 0 && count % size === 0; k++, size *= FAN) {
    const level = levelAt(table, k);
    // After going back to where only buckets are left, this one stands already, and the next has taken it in.
    if (level.count >= count / size) continue;
    level.close();
    levelAt(table, k + 1).takePlace(level, level.count - 1);
  }
  // What comes late belongs to the present; steps never go back.
  const present = count > rows.start ? Math.max(step, rows.lastStep(count - 1)) : step;
  rows.begin(present, present);
  levelAt(table, 1).extend(present, present);
}

/** A place of the finest level that still knows the step: all places before `end` are at or before it. */
export interface Place {
  readonly level: Level;
  readonly end: number;
}

export function find({ levels }: Table, step: number): Place {
  const knows = (level: Level) =>
    level.start === 0 || (level.start < level.count && level.lastStep(level.start) <= step);
  const level = levels.find(knows) ?? (levels.at(-1) as Level);
  let [low, high] = [level.start, level.count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (level.lastStep(middle) <= step) low = middle + 1;
    else high = middle;
  }
  return { level, end: low };
}

/** The last value of a column before place `end` of a level; the mean of its bucket where rows were let go. */
export function lastBefore({ levels }: Table, column: number, { level, end }: Place): number | null {
  // Up: the places left of `end` under the same parent, then the parent's left neighbours, and so on.
  for (let k = level.level, place = end; k < levels.length && place > 0; k++) {
    const here = levels[k] as Level;
    const parent = Math.floor((place - 1) / FAN);
    for (let i = Math.min(place, here.count) - 1; i >= parent * FAN && i >= here.start; i--) {
      if (here.countAt(column, i) > 0) return descend(levels, column, k, i);
    }
    place = parent;
  }
  return null;
}

function descend(levels: readonly Level[], column: number, k: number, place: number): number {
  const below = levels[k - 1];
  for (let child = FAN * place + FAN - 1; below && child >= FAN * place; child--) {
    if (child < below.start) break;
    if (below.countAt(column, child) > 0) return descend(levels, column, k - 1, child);
  }
  return (levels[k] as Level).meanAt(column, place);
}

/** A table of the rows up to and including a step, in which all that cannot change any more is shared with this one. */
export function cutAt(table: Table, step: number): Table {
  let { level, end } = find(table, step);
  // The buckets that are open after the cut are made anew from what lies below them, which must be there still.
  while (level.start > Math.floor(end / FAN) * FAN && level.level + 1 < table.levels.length) {
    level = table.levels[level.level + 1] as Level;
    end = Math.floor(end / FAN);
  }
  const base = level.level;
  const rows = end * FAN ** base;
  const copy: Table = {
    arrays: table.arrays,
    ids: [...table.ids],
    columns: new Map(table.columns),
    latest: [],
    levels: table.levels.map((old, k) => {
      if (k > base) return old.upTo(Math.min(old.count, closedAt(k, rows)));
      if (k === base) return old.upTo(end);
      const gone = new Level(k, table.arrays);
      gone.start = gone.count = rows / FAN ** k;
      return gone;
    }),
  };
  for (let k = base + 1; k < copy.levels.length; k++) settle(copy, k);
  if (base > 0) for (const each of copy.levels.slice(base)) each.fragile = Math.floor((each.count - 1) / PIECE);
  const from = { level: copy.levels[base] as Level, end };
  copy.latest.push(...copy.ids.map((_, column) => lastBefore(copy, column, from) ?? Number.NaN));
  return copy;
}

/** How many buckets of a level are closed once there are so many rows: the last one waits for the row after it. */
const closedAt = (k: number, rows: number) => Math.max(0, Math.floor((rows - 1) / FAN ** k));

/** Makes the buckets that a level lacks, and the one that is open, of the places below. */
export function settle(table: Table, k: number): void {
  const below = table.levels[k - 1] as Level;
  const level = table.levels[k] as Level;
  const rows = rowsOf(table).count;
  if (level.count * FAN < below.start) {
    level.pieces = [];
    level.start = level.count = Math.ceil(below.start / FAN);
  }
  while (level.count < closedAt(k, rows)) {
    const from = level.count * FAN;
    for (let place = from; place < from + FAN; place++) level.takePlace(below, place);
    level.close();
  }
  for (let place = level.count * FAN; place < below.count; place++) level.takePlace(below, place);
}
