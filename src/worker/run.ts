/** One open run: the loop, and all that happens between its steps. */
import type { RunConfig } from "../catalog/config.ts";
import { modelValues, section } from "../catalog/config.ts";
import { stepIndex } from "../core/brands.ts";
import { createMutex } from "../core/mutex.ts";
import { isValidationStep, stepsToValidation, validate } from "../evaluation/validation.ts";
import type { MetricsBatch } from "../schema/metrics.ts";
import type { Trace } from "../schema/modelGraph.ts";
import type { Values } from "../schema/parameter.ts";
import type { ViewData } from "../schema/view.ts";
import { restoreSnapshot, takeSnapshot } from "../training/checkpoint.ts";
import { createHistory } from "../training/history.ts";
import { createLoop, type Stop } from "../training/loop.ts";
import { traceStep } from "../training/trace.ts";
import { createAlarms } from "./alarms.ts";
import { type Checkpoint, type PreviewRequest, SCHEDULED_SAMPLES, type ViewQuery } from "./api.ts";
import type { Built } from "./build.ts";
import type { Emit } from "./emit.ts";
import { drained } from "./latency.ts";
import { createPreview } from "./preview.ts";
import { createProbes } from "./probes.ts";
import { createProgressReporter } from "./progress.ts";
import { createSampler } from "./sampler.ts";
import { createSampleSchedule, createTimeShare } from "./schedule.ts";
import type { WorkAnnouncer } from "./work.ts";

export interface RunOptions {
  readonly built: Built;
  readonly config: () => RunConfig;
  readonly now: () => number;
  readonly yieldToEventLoop: () => Promise<void>;
  readonly latencyMs: number;
  readonly emit: Emit;
  readonly work: WorkAnnouncer;
  /** What a step should take, in milliseconds, before any was made; `null` where nobody knows. */
  readonly stepMs: number | null;
  readonly onError: (error: unknown) => void;
}

export interface Run {
  readonly step: number;
  readonly play: () => void;
  readonly pause: () => Promise<void>;
  readonly makeSteps: (count: number) => Promise<void>;
  readonly trace: () => Promise<readonly Trace[]>;
  readonly sample: (task: number, sampling: Values, signal: AbortSignal) => Promise<void>;
  /** What the stage shows moving from now on; nothing where `null`. */
  readonly preview: (request: PreviewRequest | null) => void;
  readonly view: (query: ViewQuery) => Promise<ViewData>;
  readonly watch: (nodes: readonly string[]) => Promise<void>;
  /** `null` where the weights are not finite. */
  readonly checkpoint: () => Promise<Checkpoint | null>;
  readonly restore: (checkpoint: Checkpoint) => Promise<void>;
  /** What the stage shows before anybody presses Play: samples, the first point of the validation curve, a way back. */
  readonly begin: () => Promise<void>;
  /** Stops at once; frees everything unless the device is gone. */
  readonly close: (deviceLost: boolean) => Promise<void>;
}

const DETECT_EVERY_MS = 1000;
/** Of the time, that new samples to be judged may take: where they are dear, as with diffusion, they are judged less often. */
const JUDGING_SHARE = 0.05;
/** A step that takes longer than this is a slow one. */
const SLOW_STEP_MS = 100;
const CHECKPOINT_EVERY_MS = 10_000;
/** A checkpoint may take a twentieth of the time at most. */
const CHECKPOINT_SHARE = 20;

export function createRun(options: RunOptions): Run {
  const { built, config, now, yieldToEventLoop, latencyMs, emit, work, stepMs, onError } = options;
  const { model, trainer, batches } = built;
  /** A step never runs while samples are drawn. */
  const mutex = createMutex();
  const chunkMs = stepMs === null ? null : stepMs / built.slices;
  const history = createHistory();
  const alarms = createAlarms(built.detectors, history, emit);
  const progress = createProgressReporter(now, emit);
  const probes = createProbes(trainer, built.examplesOf, now, emit);
  const schedule = createSampleSchedule();
  const time = createTimeShare();
  const sampler = createSampler({ built, config, now, yieldToEventLoop, emit, work, viewMs: chunkMs });
  const preview = createPreview({
    time,
    now,
    emit,
    step: () => trainer.step,
    total: () => Number(section(config(), "sampling").count ?? 1),
    drained: latencyMs > 0 ? drained : async () => {},
    draw: (subject, range, signal) => sampler.preview(subject, range, AbortSignal.any([signal, closing.signal])),
  });
  const closing = new AbortController();
  /** When new samples may be judged again; not before the first step where that would be long in coming. */
  let samplesJudgedFrom = stepMs !== null && stepMs > SLOW_STEP_MS ? now() + stepMs / JUDGING_SHARE : 0;
  let validatedAt = -1;
  let detectedAt = Number.NEGATIVE_INFINITY;
  let savedStep = -1;
  let savedAt = now();
  let checkpointCostMs = 0;
  /** Steps are made one by one, each of which shows its samples. */
  let stepping = false;

  const loop = createLoop({
    trainer,
    mutex,
    now,
    yieldToEventLoop,
    latencyMs,
    stopAt: () => Number(config()["training.stopAt"]),
    horizon: () => stepsToValidation(trainer.step),
    between,
    advance: () => work.during(built.slices > 1 ? "chunk" : "step", probes.advance, chunkMs),
    onMetrics,
    onStop,
    onError,
  });

  function onMetrics(batch: MetricsBatch): void {
    history.add(batch);
    progress.add(batch, loop.elapsedMs);
    const broken = !batch.values.every(Number.isFinite);
    if (!broken && now() - detectedAt < DETECT_EVERY_MS) return;
    detectedAt = now();
    if (alarms.check(trainer.step, config()) && loop.playing) void loop.pause("alarm");
  }

  function onStop(why: Stop): void {
    progress.flush(loop.elapsedMs);
    work.rest();
    alarms.check(trainer.step, config());
    const step = stepIndex(trainer.step);
    emit({ type: "state", step, state: why === "paused" ? { kind: "paused" } : { kind: "finished", why } });
    if (!stepping) background(showStanding);
    if (why !== "alarm") background(save);
  }

  /** A job that nobody waits for, with the model to itself. */
  function background(job: () => Promise<void>): void {
    mutex
      .run(async () => {
        if (closing.signal.aborted) return;
        await job();
        rest();
      })
      .catch(onError);
  }

  /** Nobody waits for anything, unless the run plays. */
  function rest(): void {
    if (!loop.playing) work.rest();
  }

  async function between(): Promise<void> {
    await evaluate();
    if (schedule.isDue(trainer.step, now())) await showSamples();
    else if (preview.isDue()) await preview.show();
    if (now() - savedAt >= Math.max(CHECKPOINT_EVERY_MS, CHECKPOINT_SHARE * checkpointCostMs)) await save();
  }

  /** Validates at the steps that are due, whatever the clock says. */
  async function evaluate(): Promise<void> {
    const { step } = trainer;
    if (!isValidationStep(step) || step === validatedAt) return;
    validatedAt = step;
    await work.during(
      "validation",
      async () => {
        const { metrics } = await validate(model, batches.validation, modelValues(config()), step, yieldToEventLoop);
        loop.enqueue(metrics);
        const start = now();
        if (start < samplesJudgedFrom) return;
        const evaluated = built.sampleMetrics.evaluate(modelValues(config()), step, section(config(), "sampling"));
        if (!evaluated) return;
        // On processors the samples are made by now; a GPU goes on with them while it trains.
        samplesJudgedFrom = now() + (now() - start) / JUDGING_SHARE;
        loop.enqueue(evaluated);
      },
      chunkMs,
    );
  }

  async function showSamples(): Promise<void> {
    const start = now();
    await sampler.samples(SCHEDULED_SAMPLES, {}, closing.signal);
    const costMs = now() - start;
    schedule.done(trainer.step, now(), costMs);
    preview.covered(costMs);
  }

  /** The samples of the step that the run stands at, where the stage shows those of another. */
  async function showStanding(): Promise<void> {
    if (!loop.playing) await preview.showStanding();
  }

  async function checkpoint(): Promise<Checkpoint | null> {
    const step = stepIndex(trainer.step);
    const { elapsedMs } = loop;
    const snapshot = await takeSnapshot(trainer.variables);
    return snapshot && { step, elapsedMs, ...snapshot };
  }

  /** Sends a checkpoint, unless this step has been sent or is broken. */
  async function save(): Promise<void> {
    const start = now();
    if (trainer.step !== savedStep) {
      const taken = await checkpoint();
      if (taken) {
        savedStep = taken.step;
        const buffers = taken.tensors.map(({ data }) => data.buffer as ArrayBuffer);
        emit({ type: "checkpoint", checkpoint: taken }, buffers);
      }
      checkpointCostMs = now() - start;
    }
    savedAt = now();
  }

  return {
    get step() {
      return trainer.step;
    },
    play: () => {
      preview.cancel();
      schedule.start(now());
      emit({ type: "state", step: stepIndex(trainer.step), state: { kind: "playing" } });
      loop.play();
    },
    pause: () => {
      preview.cancel();
      return loop.pause();
    },
    makeSteps: async (count) => {
      preview.cancel();
      stepping = true;
      await loop.step(count).finally(() => {
        stepping = false;
      });
      background(showSamples);
    },
    trace: async () => {
      if (loop.playing) await loop.pause();
      const { traces, metrics } = await mutex.run(async () => {
        await evaluate();
        // A step and, on the way, copies of all that flows.
        const estimate = chunkMs === null ? null : 2 * chunkMs;
        return work.during("trace", () => traceStep(trainer, model, yieldToEventLoop, built.examplesOf), estimate);
      });
      await loop.record(metrics);
      progress.flush(loop.elapsedMs);
      work.rest();
      emit({ type: "state", step: stepIndex(trainer.step), state: { kind: "paused" } });
      return traces;
    },
    sample: async (task, sampling, signal) => {
      const either = AbortSignal.any([signal, closing.signal]);
      await mutex.run(async () => {
        if (!either.aborted) await sampler.samples(task, sampling, either);
        rest();
      });
    },
    preview: (request) => {
      preview.ask(request);
      if (request && !loop.playing) background(showStanding);
    },
    view: (query) => mutex.run(() => sampler.view(query).finally(rest)),
    watch: async (nodes) => {
      probes.watch(nodes);
      if (!loop.playing) await mutex.run(probes.peek);
    },
    checkpoint: () => mutex.run(checkpoint),
    restore: async (checkpoint) => {
      if (loop.playing) await loop.pause();
      await mutex.run(() => {
        restoreSnapshot(trainer.variables, checkpoint);
        trainer.seek(checkpoint.step);
        loop.elapsedMs = checkpoint.elapsedMs;
        history.cut(checkpoint.step);
        progress.forget();
        validatedAt = checkpoint.step;
        savedStep = checkpoint.step;
        savedAt = now();
      });
      alarms.check(trainer.step, config());
    },
    begin: async () => {
      background(showSamples);
      background(evaluate);
      background(save);
      await mutex.run(loop.settled);
      progress.flush(loop.elapsedMs);
    },
    close: async (deviceLost) => {
      closing.abort();
      loop.dispose();
      if (deviceLost) return;
      await mutex.run(() => built.dispose());
    },
  };
}
