import type { RunEvent, Work } from "../../../worker/api.ts";

/** How long silence is put up with, in milliseconds. Tests pass others. */
export interface Patience {
  /** Of a worker that has said nothing yet: its code is on its way. */
  readonly startMs: number;
  /** Of one that is expected to say something every second. */
  readonly shortMs: number;
  /** Of one that does what it never did before on this machine, or that computes on an imitated GPU. */
  readonly longMs: number;
  /** Work may take so many times what it took before, or what it was estimated to take. */
  readonly measuredTimes: number;
  readonly estimatedTimes: number;
}

export const PATIENCE: Patience = {
  startMs: 30_000,
  shortMs: 15_000,
  longMs: 90_000,
  measuredTimes: 6,
  estimatedTimes: 12,
};

/**
 * Tells a worker that died from one that is slow. A thread that computes cannot say anything meanwhile, so it says before
 * what it begins; the silence that follows may last several times as long as that was expected to take.
 */
export interface Watchdog {
  /** A new worker is started. */
  readonly started: () => void;
  /** A run is being opened, or restored. */
  readonly opening: () => void;
  /** The run stands at this step. */
  readonly opened: (step: number, software: boolean) => void;
  /** While a run is `opening`, a sign of life is none: the thread may be well, and wait for what never comes. */
  readonly hear: (
    event: Pick<RunEvent, "type"> & { readonly work?: Work | null; readonly steps?: Uint32Array },
    opening: boolean,
  ) => void;
  /** Nobody could hear anything: the page slept, or was hidden. */
  readonly excuse: () => void;
  /** What has become of the worker: `absent` never said a word, `silent` has stopped to. */
  readonly verdict: () => "well" | "absent" | "silent";
  /** Milliseconds of silence that are put up with now. */
  readonly limitMs: () => number;
}

export function createWatchdog(now: () => number, patience: Patience = PATIENCE): Watchdog {
  let heardAt = now();
  /** Whether this worker's code has run. */
  let alive = false;
  let work: Work | null = null;
  /** Whether a training step was made since the run was opened, or there is none: compiling lies behind. */
  let warm = false;
  let software = false;
  let firstStep = 0;

  function limitMs(): number {
    if (!alive) return patience.startMs;
    const floor = warm && !software && (work === null || work.measured) ? patience.shortMs : patience.longMs;
    const times = work?.measured ? patience.measuredTimes : patience.estimatedTimes;
    return Math.max(floor, times * (work?.expectedMs ?? 0));
  }

  return {
    limitMs,
    started: () => {
      alive = false;
      heardAt = now();
    },
    opening: () => {
      work = null;
      warm = false;
      heardAt = now();
    },
    opened: (step, imitated) => {
      firstStep = step + 1;
      software = imitated;
    },
    hear: ({ type, work: announced, steps }, opening) => {
      if (!alive || !opening || type !== "heartbeat") heardAt = now();
      alive = true;
      if (type === "work") work = announced ?? null;
      // What is measured on held-out data before the first step says nothing about steps.
      if (type === "progress" && steps && (steps.at(-1) ?? 0) >= firstStep) warm = true;
    },
    excuse: () => {
      heardAt = now();
    },
    verdict: () => {
      if (now() - heardAt <= limitMs()) return "well";
      return alive ? "silent" : "absent";
    },
  };
}
