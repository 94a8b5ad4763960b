/**
 * The clocked loop: makes steps in short rounds, lets messages in between, and never has more than about 50 ms of work
 * queued. What a step is it leaves to the trainer, what comes between steps to its owner.
 */
import type { Mutex } from "../core/mutex.ts";
import type { MetricsBatch } from "../schema/metrics.ts";
import { createRecorder } from "./recorder.ts";
import { createPace, ROUND_MS } from "./stepBudget.ts";
import type { StepMetrics, Trainer } from "./trainer.ts";

export interface LoopOptions {
  readonly trainer: Trainer;
  readonly mutex: Mutex;
  /** A clock in milliseconds. */
  readonly now: () => number;
  readonly yieldToEventLoop: () => Promise<void>;
  /** What a read of the idle device takes. */
  readonly latencyMs: number;
  /** The step at which the run stops by itself; 0 is never. */
  readonly stopAt: () => number;
  /** How many steps may be made before `between` wants to be asked again. */
  readonly horizon: () => number;
  /** Runs before each round, with the model to itself: validation, samples, checkpoints. */
  readonly between: () => Promise<void>;
  /** One chunk of the trainer's work. */
  readonly advance: () => StepMetrics | null;
  /** What steps reported, in order. */
  readonly onMetrics: (batch: MetricsBatch) => void;
  readonly onStop: (why: Stop) => void;
  readonly onError: (error: unknown) => void;
}

export type Stop = "paused" | "stopAt" | "alarm";

export interface Loop {
  readonly playing: boolean;
  /** Milliseconds of training so far; the clock stands while the run does. */
  elapsedMs: number;
  readonly play: () => void;
  /** No step is made after the call; resolves when all that was made is reported. */
  readonly pause: (why?: Stop) => Promise<void>;
  /** Makes exactly this many steps and stands still. */
  readonly step: (count: number) => Promise<void>;
  /** Puts a batch in its place among those of the steps. */
  readonly enqueue: (batch: Promise<MetricsBatch>) => void;
  /** Resolves when everything that was asked for so far has reached its receiver. */
  readonly settled: () => Promise<void>;
  /** A step that was made outside, as in slow motion. */
  readonly record: (metrics: StepMetrics) => Promise<void>;
  readonly dispose: () => void;
}

export function createLoop(options: LoopOptions): Loop {
  const { trainer, mutex, now, yieldToEventLoop } = options;
  const recorder = createRecorder();
  const pace = createPace(options.latencyMs);
  /** Goes up with every start and stop: a run of the loop that is not the current one ends. */
  let generation = 0;
  let playing = false;
  let elapsedMs = 0;
  /** Metrics reach their receiver in the order in which they were asked for. */
  let delivered: Promise<void> = Promise.resolve();
  /** When the clock was last looked at; `null` while it stands. */
  let since: number | null = null;

  function enqueue(batches: Promise<readonly MetricsBatch[]>): Promise<void> {
    // Handled below, in its turn; until then a failure must not count as nobody's.
    batches.catch(() => {});
    delivered = delivered.then(async () => {
      try {
        for (const batch of await batches) options.onMetrics(batch);
      } catch (error) {
        options.onError(error);
      }
    });
    return delivered;
  }

  /** Advances without a pause until the round's time is up. */
  function round(mostSteps: number): { readonly chunks: number; readonly steps: number } {
    const start = now();
    let chunks = 0;
    let steps = 0;
    do {
      const metrics = options.advance();
      chunks++;
      if (!metrics) continue;
      recorder.add(metrics);
      steps++;
    } while (steps < mostSteps && chunks < pace.steps && now() - start < ROUND_MS);
    return { chunks, steps };
  }

  function tick(): void {
    if (since === null) return;
    const at = now();
    elapsedMs += at - since;
    since = at;
  }

  async function go(mine: number, count: number): Promise<void> {
    let left = count;
    let underWay: Promise<void> = Promise.resolve();
    let lastReadMs = 0;
    const current = () => mine === generation;
    since = now();
    try {
      while (current() && left > 0) {
        await mutex.run(async () => {
          if (!current()) return;
          await options.between();
          if (!current()) return;
          const start = now();
          const stopAt = options.stopAt();
          const untilStop = stopAt > trainer.step ? stopAt - trainer.step : Number.POSITIVE_INFINITY;
          const { chunks, steps } = round(Math.min(left, options.horizon(), untilStop));
          left -= steps;
          const before = underWay;
          underWay = (steps > 0 ? enqueue(recorder.take()) : trainer.settle()).then(() => {
            pace.observe(chunks, now() - Math.max(start, lastReadMs));
            lastReadMs = now();
          });
          await before;
          if (current()) tick();
          if (current() && steps === untilStop) void pause("stopAt");
        });
        await yieldToEventLoop();
      }
      await underWay;
    } catch (error) {
      if (!current()) return;
      halt();
      options.onError(error);
    }
  }

  /** From here on no step is made. */
  function halt(): void {
    generation++;
    playing = false;
    tick();
    since = null;
  }

  async function pause(why: Stop = "paused"): Promise<void> {
    halt();
    await enqueue(recorder.take());
    options.onStop(why);
  }

  return {
    get playing() {
      return playing;
    },
    get elapsedMs() {
      return elapsedMs;
    },
    set elapsedMs(value) {
      elapsedMs = value;
    },
    play: () => {
      if (playing) return;
      halt();
      playing = true;
      void go(generation, Number.POSITIVE_INFINITY);
    },
    pause,
    step: async (count) => {
      halt();
      const mine = generation;
      await go(mine, count);
      // Somebody who pressed Pause or Play meanwhile has the word.
      if (mine === generation) await pause();
    },
    enqueue: (batch) => void enqueue(batch.then((one) => [one])),
    settled: () => delivered,
    record: (metrics) => {
      recorder.add(metrics);
      return enqueue(recorder.take());
    },
    dispose: () => {
      halt();
      recorder.dispose();
    },
  };
}
