/** How many threads pay. Where other programs have the cores, waiting for a thread costs more than what it does. */

/** Judged over so much time of shared work. */
const WINDOW_MS = 20;
/** The part of a window that may pass in waiting. */
const BEARABLE_WAIT = 0.4;
/** How long fewer threads are used before more are tried again; twice as long each time that it was for nothing. */
const [SHORTEST_REST_MS, LONGEST_REST_MS] = [250, 16_000];

export class Pace {
  private readonly most: number;
  private readonly now: () => number;
  private current: number;
  private workedMs = 0;
  private waitedMs = 0;
  private restMs = SHORTEST_REST_MS;
  private restUntil = 0;

  /** For up to `most` threads, by a clock in milliseconds. */
  constructor(most: number, now: () => number) {
    this.most = most;
    this.now = now;
    this.current = most;
  }

  /** How many threads to use now. */
  threads(): number {
    if (this.current < this.most && this.now() >= this.restUntil) {
      this.current = Math.min(this.most, 2 * this.current);
      this.restUntil = this.now() + this.restMs;
    }
    return this.current;
  }

  /** Notes how long the thread that gives out the work worked itself, and then waited for the others. */
  note(workedMs: number, waitedMs: number): void {
    this.workedMs += workedMs;
    this.waitedMs += waitedMs;
    const windowMs = this.workedMs + this.waitedMs;
    if (windowMs < WINDOW_MS) return;
    if (this.waitedMs > BEARABLE_WAIT * windowMs) {
      this.current = Math.max(1, this.current >> 1);
      this.restUntil = this.now() + this.restMs;
      this.restMs = Math.min(LONGEST_REST_MS, 2 * this.restMs);
    } else if (this.current === this.most) this.restMs = Math.max(SHORTEST_REST_MS, this.restMs / 2);
    this.workedMs = 0;
    this.waitedMs = 0;
  }
}
