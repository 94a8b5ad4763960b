/** When samples come by themselves: soon after Play, dense while much changes, and never more than a fifth of the time. */
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
/** Of training for each of sampling: a fifth of the time is the most that samples take. */
const SHARE = 4;

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
      wait = Math.max(LEAST_MS, SHARE * costMs);
    },
  };
}
