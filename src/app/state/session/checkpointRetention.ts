/** What a ring needs to know of a checkpoint. */
export interface Kept {
  readonly step: number;
  readonly bytes: number;
}

/**
 * The checkpoints that are worth keeping, oldest first, with `added` among them: the newest always, the others spaced
 * ever wider into the past, all together within `budget` bytes (but for the newest, which may be larger by itself).
 * Those at or after the step of `added` are of a future that was gone back from, and are dropped.
 */
export function keep<T extends Kept>(ring: readonly T[], added: T, budget: number): readonly T[] {
  const kept = [...ring.filter(({ step }) => step < added.step), added];
  let bytes = kept.reduce((sum, entry) => sum + entry.bytes, 0);
  while (bytes > budget && kept.length > 1) {
    const [dropped] = kept.splice(leastMissed(kept), 1);
    bytes -= dropped?.bytes ?? 0;
  }
  return kept;
}

/**
 * The one whose absence leaves the smallest gap for its age: the gap that would open, divided by its distance from the
 * newest. A ring thinned this way keeps gaps in proportion to age. The newest is never the one.
 */
function leastMissed(ring: readonly Kept[]): number {
  const newest = ring.at(-1)?.step ?? 0;
  let best = 0;
  let smallest = Number.POSITIVE_INFINITY;
  for (let index = 0; index < ring.length - 1; index++) {
    const step = ring[index]?.step ?? 0;
    // The oldest closes the gap to the beginning of the run, from which anybody can start again without it.
    const before = ring[index - 1]?.step ?? 0;
    const after = ring[index + 1]?.step ?? newest;
    const missed = (after - before) / (newest - step);
    if (missed < smallest) {
      smallest = missed;
      best = index;
    }
  }
  return best;
}

/** The newest at or before `step`. */
export function atOrBefore<T extends Kept>(ring: readonly T[], step: number): T | undefined {
  return ring.findLast((entry) => entry.step <= step);
}
