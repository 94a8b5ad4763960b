/** Plays steps one after the other, for ever, by a clock that sound is played by. */
export interface Sequencer {
  readonly start: () => void;
  readonly stop: () => void;
}

export interface SequencerOptions {
  readonly steps: number;
  /** In seconds, as sound has it; page timers are late whenever the page is busy. */
  readonly clock: () => number;
  /** How long a step is now, in seconds. */
  readonly stepS: () => number;
  /** How far ahead of the clock steps are handed over, in seconds: longer than the longest pause between two looks. */
  readonly aheadS: () => number;
  /** A step is to sound at a time of the clock, which is still to come. */
  readonly onStep: (step: number, at: number) => void;
  /** Calls again and again until what it answers is called. */
  readonly every: (ms: number, look: () => void) => () => void;
}

/** From one look at the clock to the next. */
const LOOK_MS = 25;
/** Before the first step, so that it is not late already. */
const LEAD_S = 0.1;

/** Hands steps over a little ahead of their time, so that they sound at it to the sample. */
export function createSequencer({ steps, clock, stepS, aheadS, onStep, every }: SequencerOptions): Sequencer {
  let end: (() => void) | null = null;
  let step = 0;
  let at = 0;

  function look(): void {
    const now = clock();
    // Whatever was slept through is left out, rather than played all at once.
    while (at < now) next();
    while (at < now + aheadS()) {
      onStep(step, at);
      next();
    }
  }

  function next(): void {
    at += stepS();
    step = (step + 1) % steps;
  }

  return {
    start() {
      end?.();
      step = 0;
      at = clock() + LEAD_S;
      end = every(LOOK_MS, look);
      look();
    },
    stop() {
      end?.();
      end = null;
    },
  };
}
