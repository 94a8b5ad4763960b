import { BAR, lengthSymbol, type Metre, REST, symbolOf } from "./notation.ts";
import type { Note } from "./read.ts";

const LONGEST = 9;

/** Notes one after the other, as text: what overlaps is cut, what lies between is a rest, and bar lines part what crosses them. */
export function writeMelody(metre: Metre, notes: readonly Note[]): string {
  let at = 0;
  let text = metre.sign;
  const add = (symbol: string, length: number): void => {
    for (let left = length; left > 0; ) {
      if (at > 0 && at % metre.eighths === 0) text += BAR;
      const piece = Math.min(left, LONGEST, metre.eighths - (at % metre.eighths));
      text += symbol + lengthSymbol(piece);
      at += piece;
      left -= piece;
    }
  };
  // Of notes that begin together the highest is the melody.
  const highest = new Map<number, Note>();
  for (const note of notes) {
    const start = Math.max(0, Math.round(note.start));
    if ((highest.get(start)?.pitch ?? -1) < note.pitch) highest.set(start, note);
  }
  const inOrder = [...highest].sort(([a], [b]) => a - b);
  for (const [i, [start, { pitch, length }]] of inOrder.entries()) {
    const next = inOrder[i + 1]?.[0] ?? Number.POSITIVE_INFINITY;
    add(REST, start - at);
    add(symbolOf(pitch), Math.min(Math.max(1, Math.round(length)), next - start));
  }
  if (at % metre.eighths !== 0) add(REST, metre.eighths - (at % metre.eighths));
  return text;
}
