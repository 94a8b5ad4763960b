import { type Arrays, COUNT, FAN, type Level, PIECE, type Piece, typedArrays } from "./level.ts";
import { columnOf, emptyTable, lastBefore, levelAt, rowsOf, settle, type Table } from "./table.ts";

const VERSION = 1;

/** What a saved series consists of, small and written at every save; pieces outside of `pieces` are to be deleted. */
export interface SavedSeries {
  readonly version: number;
  readonly levels: readonly {
    /** The first place that is held. */
    readonly start: number;
    /** Of the pieces that belong to it, the first, and the one after the last. */
    readonly pieces: readonly [number, number];
  }[];
}

/** Plain arrays that structured cloning takes. A level and an index name it; a later one of the same name replaces it. */
export interface SavedPiece {
  readonly level: number;
  readonly index: number;
  /** How many of its places are filled. */
  readonly count: number;
  readonly first: Uint32Array;
  readonly last: Uint32Array;
  readonly series: readonly string[];
  /** One for each of `series`. */
  readonly values: readonly Float32Array[];
}

export interface SeriesSave {
  readonly header: SavedSeries;
  /** What has not been written yet, or has grown since. */
  readonly pieces: readonly SavedPiece[];
  /** To be called when all of it is written: the next save leaves out what cannot change any more. */
  readonly done: () => void;
}

/**
 * What a save must write beyond what was written before: full pieces once, and the rows that do not fill a piece yet.
 * The last buckets of each level are left out, for restoring makes them anew.
 */
export function saveOf(table: Table, written: WeakSet<object>): SeriesSave {
  const pieces: SavedPiece[] = [];
  const fresh: object[] = [];
  const add = (level: Level, piece: Piece) => pieces.push(savedPiece(table, level, piece));
  const levels = table.levels.map((level) => {
    const tail = level.pieces.at(-1);
    const grows = tail && canGrow(level, tail);
    if (grows && (level.level === 0 || level.fragile === tail.index)) add(level, tail);
    for (let i = level.pieces.length - (grows ? 2 : 1); i >= 0; i--) {
      const piece = level.pieces[i] as Piece;
      // What came before one that was written was written too.
      if (written.has(piece)) break;
      fresh.push(piece);
      add(level, piece);
    }
    const first = level.pieces[0]?.index ?? 0;
    return { start: level.start, pieces: [first, tail ? tail.index + 1 : first] as const };
  });
  const done = () => {
    for (const piece of fresh) written.add(piece);
  };
  return { header: { version: VERSION, levels }, pieces, done };
}

/** The last row can be completed until there is another one; a bucket that was closed is complete. */
function canGrow(level: Level, piece: Piece): boolean {
  const end = (piece.index + 1) * PIECE;
  return level.level === 0 ? level.count <= end : level.count < end;
}

function savedPiece(table: Table, level: Level, piece: Piece): SavedPiece {
  const count = Math.min(PIECE, level.count - piece.index * PIECE);
  const grows = canGrow(level, piece);
  const kept = <A extends Float32Array | Uint32Array>(array: A): A => (grows ? (array.slice() as A) : array);
  const columns = [...piece.columns.entries()].filter((entry): entry is [number, Float32Array] => !!entry[1]);
  return {
    level: level.level,
    index: piece.index,
    count,
    first: kept(piece.first),
    last: kept(piece.last),
    series: columns.map(([column]) => table.ids[column] as string),
    values: columns.map(([, values]) => kept(values)),
  };
}

/**
 * The table that was saved, as far as its pieces are there: of each level the newest that follow one another without a
 * gap. What is not of their shape counts as missing.
 */
export function restoreTable(header: unknown, pieces: readonly unknown[], arrays: Arrays = typedArrays): Table {
  const table = emptyTable(arrays);
  const { levels: saved } = isHeader(header) ? header : { levels: [] };
  const sound = pieces.filter(isPiece);
  for (const [k, { start, pieces: named }] of saved.entries()) {
    const [first, end] = named;
    const mine = new Map(sound.filter(({ level }) => level === k).map((piece) => [piece.index, piece]));
    // Buckets that are newer than the newest piece are made anew below.
    let newest = end - 1;
    while (newest >= first && !mine.has(newest)) newest--;
    let oldest = newest;
    while (oldest > first && mine.get(oldest - 1)?.count === PIECE) oldest--;
    const level = levelAt(table, k);
    level.start = level.count = start;
    if (newest < first) continue;
    level.start = Math.max(start, oldest * PIECE);
    level.count = newest * PIECE + (mine.get(newest) as SavedPiece).count;
    for (let index = oldest; index <= newest; index++)
      level.pieces.push(loadPiece(table, mine.get(index) as SavedPiece));
    level.fragile = level.count % PIECE === 0 ? -1 : newest;
    const most = Math.floor(rowsOf(table).count / FAN ** k);
    // Tails are copied, for they grow; and without its rows a bucket means nothing.
    table.levels[k] = level.upTo(Math.min(level.count, most));
  }
  for (let k = 1; k < table.levels.length; k++) settle(table, k);
  const newest = table.levels.find(({ start, count }) => count > start) ?? rowsOf(table);
  for (const column of table.ids.keys()) {
    table.latest[column] = lastBefore(table, column, { level: newest, end: newest.count }) ?? Number.NaN;
  }
  return table;
}

function loadPiece(table: Table, { level, index, first, last, series, values }: SavedPiece): Piece {
  const columns: Piece["columns"] = [];
  for (const [i, id] of series.entries()) columns[columnOf(table, id)] = values[i];
  return { index, first, last: level === 0 ? first : last, columns };
}

/** A piece of the history with the places that count, from the oldest: rows where they are held, buckets before. */
export interface SeriesPart extends SavedPiece {
  readonly from: number;
  readonly to: number;
  /** Rows that a place stands for. */
  readonly span: number;
}

/** The whole history, each stretch as finely as it is held. */
export function* partsOf(table: Table): Generator<SeriesPart> {
  const stretches: { level: Level; from: number; to: number; span: number }[] = [];
  let covered = rowsOf(table).count;
  for (const level of table.levels) {
    const span = FAN ** level.level;
    const to = Math.min(level.count, Math.floor(covered / span));
    if (to <= level.start) continue;
    stretches.unshift({ level, from: level.start, to, span });
    covered = level.start * span;
  }
  for (const { level, from, to, span } of stretches) {
    for (const piece of level.pieces) {
      const begins = Math.max(0, from - piece.index * PIECE);
      const ends = Math.min(PIECE, to - piece.index * PIECE);
      if (ends > begins) yield { ...savedPiece(table, level, piece), from: begins, to: ends, span };
    }
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** Levels that a series of 4^20 rows would have. */
const MOST_LEVELS = 21;

function isHeader(value: unknown): value is SavedSeries {
  if (!isObject(value) || value.version !== VERSION || !Array.isArray(value.levels)) return false;
  return (
    value.levels.length <= MOST_LEVELS &&
    value.levels.every(
      (level: unknown) =>
        isObject(level) &&
        isCount(level.start) &&
        Array.isArray(level.pieces) &&
        level.pieces.length === 2 &&
        level.pieces.every(isCount),
    )
  );
}

function isPiece(value: unknown): value is SavedPiece {
  if (!isObject(value)) return false;
  const { level, index, count, first, last, series, values } = value;
  const length = level === 0 ? PIECE : COUNT + PIECE;
  return (
    isCount(level) &&
    isCount(index) &&
    isCount(count) &&
    count > 0 &&
    count <= PIECE &&
    [first, last].every((steps) => steps instanceof Uint32Array && steps.length === PIECE) &&
    Array.isArray(series) &&
    series.every((id) => typeof id === "string") &&
    new Set(series).size === series.length &&
    Array.isArray(values) &&
    values.length === series.length &&
    values.every((column) => column instanceof Float32Array && column.length === length)
  );
}
