import type { RunConfig } from "../catalog/config.ts";
import type { RunId, StepIndex } from "../core/brands.ts";
import type { Fault } from "../core/errors.ts";
import type { NamedArray } from "../export/safetensors/contract.ts";
import type { Alarm } from "../schema/alarm.ts";
import type { DatasetFacts, Sample } from "../schema/domain.ts";
import type { MetricsBatch } from "../schema/metrics.ts";
import type { Probe, Trace } from "../schema/modelGraph.ts";
import type { Values } from "../schema/parameter.ts";
import type { ReplayStatus } from "../schema/replay.ts";
import type { ViewData, ViewSubject } from "../schema/view.ts";

export const BACKENDS = ["webgpu", "webgl", "wasm", "cpu"] as const;
export type BackendKind = (typeof BACKENDS)[number];

/** How wasm multiplies and adds: rounding twice, with the same bits on every machine, or once in one instruction. */
export type Arithmetic = "exact" | "fused";

/** A backend as it was found on this machine. */
export interface BackendFacts {
  readonly kind: BackendKind;
  /** The adapter's or renderer's own name. */
  readonly description: string;
  /** A GPU imitated by the processor. */
  readonly software: boolean;
}

export interface BackendMeasure extends BackendFacts {
  readonly available: boolean;
  /** Steps of a small recurrent training step each second; `null` where it was not measured. */
  readonly stepsPerSecond: number | null;
  /** How many times as fast wasm's products are when fused; left out where that was not measured or cannot be had. */
  readonly fusedSpeedup?: number;
  /** Why it is not available or was not measured: a code among the page's words. */
  readonly reason?: Fault;
}

/** What is ready once a set-up is open. */
export interface Opened {
  readonly backend: BackendFacts;
  readonly facts: DatasetFacts;
  readonly weights: number;
  readonly step: StepIndex;
  /** How fast a plain product went on this backend, to estimate what steps take; `null` where it could not be timed. */
  readonly flopsPerSecond: number | null;
}

/** Everything that a run needs to go on elsewhere. Small plain buffers; finite numbers only. */
export interface Checkpoint {
  readonly step: StepIndex;
  readonly elapsedMs: number;
  /** Weights, optimizer slots and carried state by name, in a fixed order. */
  readonly tensors: readonly {
    readonly name: string;
    readonly shape: readonly number[];
    readonly data: Float32Array;
  }[];
  readonly bytes: number;
}

export interface TakenRun {
  readonly checkpoint: Checkpoint;
  /** By name, such as `train.tokens`; empty where the domain has no such form. */
  readonly data: readonly NamedArray[];
  /** Of each network what `LayersModel.toJSON` gives; its weights are the checkpoint's. */
  readonly topologies: readonly string[];
}

/** Page → worker. Every promise rejects with a plain `Fault`. */
export interface WorkerApi {
  /** Events go through this port from now on. */
  connect(port: MessagePort): Promise<void>;
  /** Tries and times backends, at most `boxMs` each. Meant for a worker that is thrown away afterwards. */
  measure(request: {
    kinds: readonly BackendKind[];
    boxMs: number;
    includeSoftware: boolean;
  }): Promise<readonly BackendMeasure[]>;
  /** Loads the data, builds the model on the backend, compiles what it needs; the run stands at step 0, or at the checkpoint's. */
  open(request: OpenRequest): Promise<Opened>;
  play(): Promise<void>;
  /** Resolves when the run stands still: no step is made after that. */
  pause(): Promise<StepIndex>;
  /** Makes exactly this many steps and stands still. */
  step(count: number): Promise<StepIndex>;
  /** Live parameters by link key. Resolves with the step at which they took effect. */
  tune(change: Values): Promise<StepIndex>;
  /** New samples, also while playing or paused; they come back as `samples` events under the given task. */
  sample(request: { task: number; sampling: Values }): Promise<void>;
  /**
   * From now on `preview` events show this, small and often, for as long as the run plays; `null` ends them. They take
   * what time the timeline's moments leave of a fifth, and change nothing of the run.
   */
  preview(request: PreviewRequest | null): Promise<void>;
  /** Computes a view of a text, of a place, or of the model as it is; `hidden`, `interpolation`, … */
  view(request: ViewQuery): Promise<ViewData>;
  /** Probes of these nodes of the model graph come a few times a second until `unwatch`. */
  watch(nodes: readonly string[]): Promise<void>;
  unwatch(): Promise<void>;
  /**
   * One training step in slow motion, a trace for each network's turn in it (its last, where it has several); afterwards
   * the run is exactly where `step(1)` would have left it.
   */
  trace(): Promise<readonly Trace[]>;
  browse(request: BrowseRequest): Promise<{ readonly total: number; readonly samples: readonly Sample[] }>;
  /** How often pieces of its steps were replayed so far, and why some are not. */
  replayed(): Promise<ReplayStatus>;
  /** A checkpoint of this moment. */
  checkpoint(): Promise<Checkpoint>;
  /** What a project elsewhere goes on from: a checkpoint of this moment, the data as it is split, and the networks. */
  take(): Promise<TakenRun>;
  /** What a run of the set-up begins with: weights by its seed, and an optimizer that remembers nothing. */
  beginning(): Promise<Checkpoint["tensors"]>;
  restore(checkpoint: Checkpoint): Promise<StepIndex>;
  cancel(task: number): Promise<void>;
  /** Stops the opening of this run, whose promise then rejects with `cancelled`; what was loaded until then is kept. */
  callOff(run: RunId): Promise<void>;
  close(): Promise<void>;
}

export type ViewQuery = ViewSubject & { readonly sampling: Values };

/** What the stage shows while it follows the run; the sampling is the run's own as it stands. */
export type PreviewSubject = { readonly source: "sampling" } | ViewSubject;

export interface PreviewRequest {
  /** Comes back with every preview of it. */
  readonly id: number;
  readonly subject: PreviewSubject;
}

/** The task of samples that nobody asked for: they come by themselves, as moments of the timeline. */
export const SCHEDULED_SAMPLES = 0;

export interface OpenRequest {
  readonly run: RunId;
  readonly config: RunConfig;
  readonly backend: BackendKind;
  /** Of wasm's products. A worker keeps the first that it opens wasm with. */
  readonly arithmetic?: Arithmetic;
  readonly checkpoint?: Checkpoint;
  /** What the set-up's data was made of, where it is only named there. */
  readonly content?: Uint8Array;
  /** Threads on wasm, where it is not for the worker to take as many as the machine has. */
  readonly threads?: number;
  /** Where the page's own files lie, e.g. `https://example.org/inkling/`. */
  readonly baseUrl: string;
}

export interface BrowseRequest {
  readonly part: "train" | "validation";
  readonly label?: string;
  readonly query?: string;
  readonly offset: number;
  readonly count: number;
}

/** Worker → page. What carries an older run id is stale and dropped. */
export type RunEvent = { readonly run: RunId } & (
  | { readonly type: "state"; readonly state: RunState; readonly step: StepIndex }
  | { readonly type: "task"; readonly task: TaskProgress }
  /** `null`: nothing long is going on any more. */
  | { readonly type: "work"; readonly work: Work | null }
  /** Its buffers are transferred, not copied. */
  | ({ readonly type: "progress"; readonly elapsedMs: number; readonly stepsPerSecond: number } & MetricsBatch)
  | {
      readonly type: "samples";
      readonly task: number;
      readonly step: StepIndex;
      readonly view: ViewData;
      readonly finished: boolean;
    }
  | {
      readonly type: "preview";
      /** The request that it answers. */
      readonly request: number;
      readonly step: StepIndex;
      /** Of samples, some or all; whole, of another view. */
      readonly view: ViewData;
      /** The place among all samples of the first one in `view`. */
      readonly first: number;
      /** How much of the worker's time samples and previews took lately, 0..1. */
      readonly share: number;
    }
  | { readonly type: "probe"; readonly step: StepIndex; readonly probes: readonly Probe[] }
  | { readonly type: "facts"; readonly facts: DatasetFacts }
  | { readonly type: "alarm"; readonly alarm: Alarm }
  | { readonly type: "cleared"; readonly alarm: string }
  | { readonly type: "checkpoint"; readonly checkpoint: Checkpoint }
  /** The device or the run cannot go on in this worker; the page starts a fresh one from the last checkpoint. */
  | { readonly type: "fault"; readonly fault: Fault; readonly recoverable: boolean }
  | { readonly type: "heartbeat" }
);

export type RunState =
  | { readonly kind: "ready" }
  | { readonly kind: "playing" }
  | { readonly kind: "paused" }
  /** `stopAt`: the stop condition was met. `alarm`: an alarm stopped the run. */
  | { readonly kind: "finished"; readonly why: "stopAt" | "alarm" };

/**
 * What the worker is about to do with its only thread. It says so before it begins, because it cannot say anything until it
 * is done: silence means work, for as long as the work was expected to take.
 */
export interface Work {
  readonly kind: "step" | "chunk" | "validation" | "samples" | "view" | "trace" | "model" | "shaders";
  /** Milliseconds until something is heard again, at most, or of one step; `null` where nobody knows. */
  readonly expectedMs: number | null;
  /** Whether it took so long before on this machine, or was worked out. */
  readonly measured: boolean;
}

/** Long work that the page shows with a bar; `done` is 0..1, or `null` where nobody knows. */
export interface TaskProgress {
  /** Below zero for what the worker begins by itself (loading, building, opening); the page's own are above. */
  readonly id: number;
  readonly kind: "data" | "backend" | "model" | "shaders" | "baselines" | "samples";
  readonly done: number | null;
  readonly finished: boolean;
}
