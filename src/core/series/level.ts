/** Places in a piece: a piece never changes once a place was begun beyond it, so that copies share it and saves skip it. */
export const PIECE = 1024;
/** A bucket holds this many of the level below. */
export const FAN = 4;
/** Pieces that stay: the last million reported rows, and 32,768 buckets of each level, which reach four times as far back a level. */
const ROW_PIECES = 1024;
const BUCKET_PIECES = 32;

/** Where a bucket's numbers lie in its column, one plane of a piece's length each. */
export const MEAN = 0;
export const MINIMUM = 1 * PIECE;
export const MAXIMUM = 2 * PIECE;
export const COUNT = 3 * PIECE;

/** Makes the arrays; a test passes ones that count what is read and written. */
export interface Arrays {
  readonly floats: (length: number) => Float32Array;
  readonly steps: (length: number) => Uint32Array;
}

export const typedArrays: Arrays = {
  floats: (length) => new Float32Array(length),
  steps: (length) => new Uint32Array(length),
};

export interface Piece {
  /** Its number in its level; those before may have been let go. */
  readonly index: number;
  /** The first and the last step of each place; one array where both are the same. */
  readonly first: Uint32Array;
  readonly last: Uint32Array;
  /**
   * By series; absent where a series has no value in it. Rows: a value a place, NaN where there is none. Buckets: the
   * planes {@link MEAN}, {@link MINIMUM}, {@link MAXIMUM}, {@link COUNT}.
   */
  readonly columns: (Float32Array | undefined)[];
}

/** What came in since the last bucket was closed: sum, minimum, maximum and count of each series. */
export interface Open {
  /** The steps that it spans; −1 while it is empty. */
  first: number;
  last: number;
  readonly columns: (Float64Array | undefined)[];
}

const emptyOpen = (): Open => ({ first: -1, last: -1, columns: [] });

/**
 * One level of the pyramid. Level 0 has the rows as they were reported, level k a bucket for every 4^k of them. Places
 * `start` to `count` are held.
 */
export class Level {
  readonly level: number;
  start = 0;
  count = 0;
  /** Consecutive, the oldest first. */
  pieces: Piece[] = [];
  open: Open = emptyOpen();
  /** A piece that cannot be made anew from the level below, which has let go of what it was made of; −1 where none is. */
  fragile = -1;
  readonly #arrays: Arrays;

  constructor(level: number, arrays: Arrays) {
    this.level = level;
    this.#arrays = arrays;
  }

  pieceAt(place: number): Piece {
    const first = this.pieces[0] as Piece;
    return this.pieces[Math.floor(place / PIECE) - first.index] as Piece;
  }

  firstStep(place: number): number {
    return this.pieceAt(place).first[place % PIECE] as number;
  }

  lastStep(place: number): number {
    return this.pieceAt(place).last[place % PIECE] as number;
  }

  /** How many values of a series stand in a place. */
  countAt(column: number, place: number): number {
    const values = this.pieceAt(place).columns[column];
    if (!values) return 0;
    if (this.level > 0) return values[COUNT + (place % PIECE)] as number;
    return Number.isNaN(values[place % PIECE]) ? 0 : 1;
  }

  /** The value of a row, the mean of a bucket; NaN where the series has none there. */
  meanAt(column: number, place: number): number {
    return this.pieceAt(place).columns[column]?.[place % PIECE] ?? Number.NaN;
  }

  /** The piece in which the last place lies. */
  #tail(): Piece {
    return this.pieces[this.pieces.length - 1] as Piece;
  }

  /** Begins a place; pieces that are too old go. */
  begin(first: number, last: number): void {
    const at = this.count % PIECE;
    if (at === 0 || this.pieces.length === 0) {
      const index = Math.floor(this.count / PIECE);
      const steps = this.#arrays.steps(PIECE);
      const columns: Piece["columns"] = [];
      this.pieces.push({ index, first: steps, last: this.level === 0 ? steps : this.#arrays.steps(PIECE), columns });
      if (this.pieces.length > (this.level === 0 ? ROW_PIECES : BUCKET_PIECES)) {
        this.pieces.shift();
        this.start = Math.max(this.start, (this.pieces[0] as Piece).index * PIECE);
      }
    }
    const piece = this.#tail();
    piece.first[at] = first;
    if (piece.last !== piece.first) piece.last[at] = last;
    this.count++;
  }

  /** Sets a number of the place that was begun last. */
  put(column: number, plane: number, value: number): void {
    const { columns } = this.#tail();
    let values = columns[column];
    if (!values) {
      values = this.#arrays.floats(this.level === 0 ? PIECE : COUNT + PIECE);
      values.fill(Number.NaN, 0, this.level === 0 ? PIECE : COUNT);
      columns[column] = values;
    }
    values[plane + ((this.count - 1) % PIECE)] = value;
  }

  /** Makes a bucket of what is open. */
  close(): void {
    const { first, last, columns } = this.open;
    this.begin(first, last);
    for (const [column, sums] of columns.entries()) {
      if (!sums) continue;
      const [sum = 0, minimum = 0, maximum = 0, count = 0] = sums;
      this.put(column, MEAN, sum / count);
      this.put(column, MINIMUM, minimum);
      this.put(column, MAXIMUM, maximum);
      this.put(column, COUNT, count);
    }
    this.open = emptyOpen();
  }

  /** Takes in a step, without a value yet. */
  extend(first: number, last: number): void {
    if (this.open.first < 0) this.open.first = first;
    this.open.last = last;
  }

  /** Takes values of a series into the bucket that is open. */
  take(column: number, sum: number, minimum: number, maximum: number, count: number): void {
    gather(this.open.columns, column, sum, minimum, maximum, count);
  }

  /** Takes a place of the level below into the bucket that is open. */
  takePlace(below: Level, place: number): void {
    const piece = below.pieceAt(place);
    const at = place % PIECE;
    this.extend(piece.first[at] as number, piece.last[at] as number);
    for (const [column, values] of piece.columns.entries()) {
      if (!values) continue;
      const mean = values[at] as number;
      if (Number.isNaN(mean)) continue;
      if (below.level === 0) this.take(column, mean, mean, mean, 1);
      else {
        const count = values[COUNT + at] as number;
        this.take(column, mean * count, values[MINIMUM + at] as number, values[MAXIMUM + at] as number, count);
      }
    }
  }

  /**
   * Another level with the places `start` to `count` and nothing open. Pieces that can still grow are copied, all others
   * are shared.
   */
  upTo(count: number): Level {
    const copy = new Level(this.level, this.#arrays);
    copy.start = Math.min(this.start, count);
    copy.count = count;
    const tail = Math.floor((count - 1) / PIECE);
    for (const piece of this.pieces) {
      if (piece.index < tail) copy.pieces.push(piece);
      else if (piece.index === tail) copy.pieces.push(copyPiece(piece, count - tail * PIECE, this.#arrays));
    }
    if (copy.pieces.length === 0) copy.start = count;
    copy.fragile = this.fragile === tail ? tail : -1;
    return copy;
  }
}

export function gather(
  columns: (Float64Array | undefined)[],
  column: number,
  sum: number,
  minimum: number,
  maximum: number,
  count: number,
): void {
  const sums = columns[column];
  if (!sums) {
    columns[column] = Float64Array.of(sum, minimum, maximum, count);
    return;
  }
  sums[0] = (sums[0] as number) + sum;
  if (minimum < (sums[1] as number)) sums[1] = minimum;
  if (maximum > (sums[2] as number)) sums[2] = maximum;
  sums[3] = (sums[3] as number) + count;
}

/** A piece with room to grow and its first `count` places filled. */
function copyPiece(piece: Piece, count: number, { floats, steps }: Arrays): Piece {
  const copySteps = (from: Uint32Array) => {
    const copy = steps(PIECE);
    copy.set(from.subarray(0, count));
    return copy;
  };
  const first = copySteps(piece.first);
  const columns = piece.columns.map((from) => {
    if (!from) return undefined;
    const copy = floats(from.length);
    for (let plane = 0; plane < from.length; plane += PIECE) {
      copy.set(from.subarray(plane, plane + count), plane);
      copy.fill(plane === COUNT ? 0 : Number.NaN, plane + count, plane + PIECE);
    }
    return copy;
  });
  return { index: piece.index, first, last: piece.last === piece.first ? first : copySteps(piece.last), columns };
}
