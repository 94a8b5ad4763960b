/** In which key melodies are, and how much of them is in it. */
import type { Note } from "./read.ts";

/** Pitch classes above the tonic: the seven of the major scale and of the modes that share its notes, and of the harmonic minor. */
const SCALES = [
  [0, 2, 4, 5, 7, 9, 11],
  [0, 2, 3, 5, 7, 8, 11],
] as const;

/** Each scale on each tonic. */
const KEYS: readonly ReadonlySet<number>[] = SCALES.flatMap((scale) =>
  Array.from({ length: 12 }, (_, tonic) => new Set(scale.map((step) => (tonic + step) % 12))),
);

/** How many of the notes lie in the one key that holds most of them: of seven notes that fit together. */
export function notesInKey(notes: readonly Note[]): number {
  const counts = new Array<number>(12).fill(0);
  for (const { pitch } of notes) counts[pitch % 12] = (counts[pitch % 12] as number) + 1;
  const heldBy = (key: ReadonlySet<number>) => counts.reduce((sum, count, i) => sum + (key.has(i) ? count : 0), 0);
  return Math.max(...KEYS.map(heldBy));
}
