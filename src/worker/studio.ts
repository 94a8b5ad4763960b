/** The worker's face: puts data, model, metrics and trainer together. Runs wherever TensorFlow.js does, in Node too. */
import { withChanges } from "../config/change.ts";
import type { RunConfig } from "../config/config.ts";
import { isLive } from "../config/parameters.ts";
import { type RunId, runId, stepIndex } from "../core/brands.ts";
import { type Fault, InklingError, toFault } from "../core/errors.ts";
import { browse } from "../data/browse.ts";
import type { FileReader } from "../data/dataset.ts";
import { measureBackends, openBackend } from "../engine/index.ts";
import { ngramBaselines } from "../metrics/ngram.ts";
import type { BackendFacts, OpenRequest, RunEvent, Studio, TaskProgress } from "../protocol/protocol.ts";
import { createBreather } from "../training/breathe.ts";
import { type Built, build, loadData } from "./build.ts";
import type { BareEvent, Emit } from "./emit.ts";
import { readLatency } from "./latency.ts";
import { createRun, type Run } from "./run.ts";
import { compileShaders } from "./shaders.ts";

/** What a studio needs of the world. */
export interface StudioEnvironment {
  /** A clock in milliseconds. */
  readonly now: () => number;
  /** Where the wasm binaries lie; left out in Node. */
  readonly wasmPaths?: Readonly<Record<string, string>>;
  /** Reads the page's own files under its base address. */
  readonly readerOf: (baseUrl: string) => FileReader;
  /** Bytes that a training step may need. */
  readonly memoryLimit?: number;
}

/** wasm can address four gigabytes, and the page and the browser want some of the machine as well. */
const MEMORY_LIMIT = 1.5 * 2 ** 30;

/** How long after a failed read a lost device may take to say so. */
const LOSS_MS = 500;

/** What stands open. */
interface Session {
  readonly id: RunId;
  readonly emit: Emit;
  readonly built: Built;
  readonly run: Run;
  /** Live changes put another set-up in the place of this one. */
  readonly settings: { config: RunConfig };
}

export interface LocalStudio extends Studio {
  /** A sign of life for whoever watches from outside. */
  readonly heartbeat: () => void;
}

export function createStudio(environment: StudioEnvironment): LocalStudio {
  const { now, readerOf, wasmPaths, memoryLimit = MEMORY_LIMIT } = environment;
  const breather = createBreather();
  const tasks = new Map<number, AbortController>();
  let port: MessagePort | null = null;
  let session: Session | null = null;
  let newest: RunId = runId(0);
  let deviceLost = false;
  let lastTask = 0;
  let asked: AbortController | null = null;

  const emitter =
    (run: RunId): Emit =>
    (event: BareEvent, transfer = []) =>
      port?.postMessage({ run, ...event } satisfies RunEvent, [...transfer]);

  function opened(): Session {
    if (!session) throw new InklingError("notOpen");
    return session;
  }

  /** The device cannot go on, or its results are not to be trusted: nothing more is asked of it. */
  function fail(fault: Fault, recoverable: boolean): void {
    if (recoverable && deviceLost) return;
    deviceLost ||= recoverable;
    const lost = session;
    session = null;
    (lost?.emit ?? emitter(newest))({ type: "fault", fault, recoverable });
    void lost?.run.close(recoverable);
  }

  async function withTask<T>(
    emit: Emit,
    kind: TaskProgress["kind"],
    work: (report: (done: number) => void) => Promise<T>,
  ): Promise<T> {
    const id = --lastTask;
    const tell = (done: number | null, finished: boolean) => emit({ type: "task", task: { id, kind, done, finished } });
    const controller = new AbortController();
    tasks.set(id, controller);
    tell(null, false);
    try {
      const result = await work((done) => tell(done, false));
      if (controller.signal.aborted) throw new InklingError("cancelled");
      return result;
    } finally {
      tasks.delete(id);
      tell(null, true);
    }
  }

  async function openDevice(kind: OpenRequest["backend"]): Promise<BackendFacts> {
    const facts = await openBackend(kind, {
      ...(wasmPaths ? { wasmPaths } : {}),
      onFault: (fault) => fail(fault, true),
      onLost: (fault) => fail(fault, true),
    });
    deviceLost = false;
    return facts;
  }

  async function open(request: OpenRequest) {
    const { run: id, backend: kind, checkpoint } = request;
    newest = id;
    await close();
    const emit = emitter(id);
    const current = () => {
      if (newest !== id) throw new InklingError("cancelled");
    };
    const settings = { config: request.config };
    const config = () => settings.config;
    // The file travels while the backend starts.
    const loading = withTask(emit, "data", (report) => loadData(config(), readerOf(request.baseUrl), report));
    loading.catch(() => {});
    const backend = await withTask(emit, "backend", () => openDevice(kind));
    const latencyMs = kind === "webgpu" || kind === "webgl" ? await readLatency(now) : 0;
    const dataset = await loading;
    current();
    const built = await withTask(emit, "model", () => build(dataset, config, memoryLimit));
    if (kind === "webgpu") await withTask(emit, "shaders", (report) => compileShaders(built.trainer, report));
    const onError = async (error: unknown) => {
      // What a dying device does to reads is heard before its death is.
      if (kind === "webgpu" || kind === "webgl") await new Promise((resolve) => setTimeout(resolve, LOSS_MS));
      if (session?.id === id) fail(toFault(error), false);
    };
    const { breathe } = breather;
    const run = createRun({ built, config, now, breathe, latencyMs, emit, onError });
    try {
      current();
      if (checkpoint) await run.restore(checkpoint);
    } catch (error) {
      await run.close(false);
      throw error;
    }
    session = { id, emit, built, run, settings };
    emit({ type: "state", step: stepIndex(run.step), state: { kind: run.step > 0 ? "paused" : "ready" } });
    // Cancelled, or closed meanwhile: then nobody waits for it any more.
    begin(session).catch((error: unknown) => (toFault(error).code === "cancelled" ? undefined : onError(error)));
    return { backend, facts: dataset.facts, weights: built.weights, step: stepIndex(run.step) };
  }

  /** Fills the stage of an untouched run, then works out the lines to beat. */
  async function begin({ id, emit, built, run }: Session): Promise<void> {
    await run.begin();
    const { dataset } = built;
    if (session?.id !== id || dataset.kind !== "tokens" || dataset.facts.baselines.length > 0) return;
    const { domain } = dataset.facts;
    const size = domain.kind === "tokens" ? domain.vocabulary.length : 0;
    const baselines = await withTask(emit, "baselines", async () => {
      await breather.breathe();
      return ngramBaselines(dataset.train, dataset.validation, size);
    });
    if (session?.id === id) emit({ type: "facts", facts: { ...dataset.facts, baselines } });
  }

  async function close(): Promise<void> {
    const closed = session;
    session = null;
    for (const task of tasks.values()) task.abort();
    await closed?.run.close(deviceLost);
  }

  const studio: LocalStudio = {
    connect: async (to) => {
      port = to;
    },
    measure: ({ kinds, boxMs, includeSoftware }) =>
      measureBackends(kinds, { boxMs, includeSoftware, now, ...(wasmPaths ? { wasmPaths } : {}) }),
    open,
    play: async () => opened().run.play(),
    pause: async () => {
      const { run } = opened();
      await run.pause();
      return stepIndex(run.step);
    },
    step: async (count) => {
      const { run } = opened();
      await run.makeSteps(count);
      return stepIndex(run.step);
    },
    tune: async (change) => {
      const { run, settings } = opened();
      const fixed = Object.keys(change).find((key) => !isLive(settings.config, key));
      if (fixed !== undefined) throw new InklingError("notLive", { key: fixed });
      settings.config = withChanges(settings.config, change);
      return stepIndex(run.step);
    },
    sample: async ({ task, sampling }) => {
      const { run } = opened();
      const controller = new AbortController();
      // Whoever asks again does not want the answer to the question before.
      asked?.abort();
      asked = controller;
      tasks.set(task, controller);
      try {
        await run.sample(task, sampling, controller.signal);
      } finally {
        tasks.delete(task);
      }
    },
    view: async (query) => opened().run.view(query),
    watch: async (nodes) => opened().run.watch(nodes),
    unwatch: async () => session?.run.watch([]),
    trace: async () => opened().run.trace(),
    browse: async (request) => browse(opened().built.dataset, request),
    checkpoint: async () => {
      const checkpoint = await opened().run.checkpoint();
      if (!checkpoint) throw new InklingError("notFinite");
      return checkpoint;
    },
    restore: async (checkpoint) => {
      const { run, emit } = opened();
      await run.restore(checkpoint);
      const step = stepIndex(run.step);
      emit({ type: "state", step, state: { kind: "paused" } });
      return step;
    },
    cancel: async (task) => tasks.get(task)?.abort(),
    close,
    heartbeat: () => emitter(newest)({ type: "heartbeat" }),
  };
  return withPlainFaults(studio);
}

/** The same studio, whose promises reject with plain values: errors lose their fields at the worker's border. */
function withPlainFaults(studio: LocalStudio): LocalStudio {
  const guarded = Object.entries(studio).map(([name, method]) => [
    name,
    name === "heartbeat"
      ? method
      : async (...given: unknown[]) => {
          try {
            return await (method as (...given: unknown[]) => unknown)(...given);
          } catch (error) {
            throw toFault(error);
          }
        },
  ]);
  return Object.fromEntries(guarded) as LocalStudio;
}
