/** Where the tensors of a step lie, so that they lie there again at every replay. */

/** What happened to the memory, in order. */
export type MemoryEvent =
  | { readonly kind: "taken"; readonly bytes: number; readonly constant: boolean }
  /** The number of the piece among those taken. */
  | { readonly kind: "freed"; readonly piece: number };

export interface Plan {
  readonly events: readonly MemoryEvent[];
  /** Of each piece taken, from the beginning of the memory that all of them share. */
  readonly offsets: readonly number[];
  readonly bytes: number;
}

/** Pieces begin at lines of the cache. */
const LINE = 64;

interface Piece {
  readonly index: number;
  readonly bytes: number;
  readonly from: number;
  to: number;
  offset: number;
}

/**
 * Lays pieces that are in use at the same time side by side, and others over each other: the largest first, each at the lowest
 * place that is free as long as it is in use. What holds constants, and what outlives the step, is nobody else's.
 */
export function planMemory(events: readonly MemoryEvent[]): Plan {
  const pieces: Piece[] = [];
  events.forEach((event, at) => {
    if (event.kind === "freed") {
      const piece = pieces[event.piece] as Piece;
      if (piece.to > at && piece.from >= 0) piece.to = at;
      return;
    }
    const bytes = LINE * Math.max(1, Math.ceil(event.bytes / LINE));
    pieces.push({
      index: pieces.length,
      bytes,
      from: event.constant ? -1 : at,
      to: Number.POSITIVE_INFINITY,
      offset: 0,
    });
  });
  const placed: Piece[] = [];
  for (const piece of pieces.toSorted((a, b) => b.bytes - a.bytes || a.index - b.index)) {
    const beside = placed.filter(({ from, to }) => from < piece.to && piece.from < to);
    for (const { offset, bytes } of beside.toSorted((a, b) => a.offset - b.offset)) {
      if (piece.offset + piece.bytes <= offset) break;
      piece.offset = Math.max(piece.offset, offset + bytes);
    }
    placed.push(piece);
  }
  const bytes = Math.max(0, ...pieces.map((piece) => piece.offset + piece.bytes));
  return { events, offsets: pieces.map(({ offset }) => offset), bytes };
}

export function sameEvent(a: MemoryEvent | undefined, b: MemoryEvent): boolean {
  if (a?.kind === "taken" && b.kind === "taken") return a.bytes === b.bytes && a.constant === b.constant;
  return a?.kind === "freed" && b.kind === "freed" && a.piece === b.piece;
}
