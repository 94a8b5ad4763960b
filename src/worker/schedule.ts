/** What samples of every kind may take of the worker's time, as a share of it. */
export interface TimeShare {
  /** Something ended now that took `costMs`. */
  readonly spend: (nowMs: number, costMs: number) => void;
  /** Whether all that was spent is less than its share by now. */
  readonly isFree: (nowMs: number) => boolean;
  /** What was spent lately, 0..1. */
  readonly share: (nowMs: number) => number;
}

/** A fifth of the time is the most that samples take. */
const SAMPLES_SHARE = 0.2;
/** How long "lately" is. */
const LATELY_MS = 5000;

export function createTimeShare(): TimeShare {
  let freeAt = Number.NEGATIVE_INFINITY;
  /** Spent time that fades, and when it was last looked at. */
  let spentMs = 0;
  let at = 0;
  const fade = (nowMs: number) => spentMs * Math.exp(-Math.max(0, nowMs - at) / LATELY_MS);
  return {
    spend: (nowMs, costMs) => {
      freeAt = Math.max(freeAt, nowMs - costMs) + costMs / SAMPLES_SHARE;
      spentMs = fade(nowMs) + costMs;
      at = nowMs;
    },
    isFree: (nowMs) => nowMs >= freeAt,
    share: (nowMs) => Math.min(1, fade(nowMs) / LATELY_MS),
  };
}

/**
 * When the timeline gets a moment more: soon after Play, dense while much changes, and never more than a fifth of the
 * time; where a moment is costly a tenth, which leaves as much to the previews in between.
 */
export interface SampleSchedule {
  /** Training begins or goes on. */
  readonly start: (nowMs: number) => void;
  readonly isDue: (step: number, nowMs: number) => boolean;
  /** Samples of this step took `costMs`. */
  readonly done: (step: number, nowMs: number, costMs: number) => void;
}

/** The first samples after Play come as soon as there is something to see. */
const FIRST_MS = 500;
const LEAST_MS = 400;
/** Each moment lies so much further than the one before: an hour's run has about as many as a minute's has. */
const GROWTH = 1.08;
/** Whoever watches sees something new at least this often. */
const MOST_MS = 10_000;
/** Other work for each of a moment's, and what makes one costly. */
const REST = { cheap: 4, costly: 9 } as const;
const COSTLY_MS = 200;

export function createSampleSchedule(): SampleSchedule {
  let lastStep = 0;
  let from = 0;
  let wait = FIRST_MS;
  return {
    start: (nowMs) => {
      from = nowMs;
      wait = FIRST_MS;
    },
    isDue: (step, nowMs) => {
      if (step === lastStep || nowMs - from < wait) return false;
      return step >= lastStep * GROWTH || nowMs - from >= Math.max(wait, MOST_MS);
    },
    done: (step, nowMs, costMs) => {
      lastStep = step;
      from = nowMs;
      wait = Math.max(LEAST_MS, (costMs > COSTLY_MS ? REST.costly : REST.cheap) * costMs);
    },
  };
}
