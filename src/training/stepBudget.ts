/** How many steps to hand to the device in one round, so that little is queued when somebody presses Pause. */
export interface Pace {
  readonly steps: number;
  /** A round of `steps` steps took `elapsedMs` from its start, or from the end of the round before, to its last number read. */
  readonly observe: (steps: number, elapsedMs: number) => void;
}

/** Two rounds are under way at a time, so that at most 50 ms are queued. */
export const ROUND_MS = 25;
const MOST = 4096;

/**
 * `latencyMs` is what a read of an idle device takes: some browsers need 100 ms for it, which says nothing about the
 * steps and must not make the rounds ever smaller.
 */
export function createPace(latencyMs: number): Pace {
  let steps = 1;
  let costMs: number | null = null;
  return {
    get steps() {
      return steps;
    },
    observe: (made, elapsedMs) => {
      const measured = Math.max(elapsedMs - latencyMs, 0) / made;
      // Slower counts at once, faster by and by.
      costMs = costMs === null || measured > costMs ? measured : (costMs + measured) / 2;
      const wanted = costMs > 0 ? Math.floor(ROUND_MS / costMs) : MOST;
      steps = Math.max(1, Math.min(wanted, 2 * steps, MOST));
    },
  };
}
