/** The worker's face: puts data, model, metrics and trainer together. Runs wherever TensorFlow.js does, in Node too. */
import { withChanges } from "../catalog/change.ts";
import type { RunConfig } from "../catalog/config.ts";
import { expectedMs } from "../catalog/cost.ts";
import { isLive } from "../catalog/parameters.ts";
import { type RunId, runId, stepIndex } from "../core/brands.ts";
import { type Fault, InklingError, toFault } from "../core/errors.ts";
import type { Dataset, FileReader } from "../domains/dataset.ts";
import { measureBackends, openBackend } from "../engine/index.ts";
import { parseContent } from "../schema/content.ts";
import { takeSnapshot } from "../training/checkpoint.ts";
import { createEventLoopYielder } from "../training/yieldToEventLoop.ts";
import type { BackendFacts, Opened, OpenRequest, RunEvent, WorkerApi } from "./api.ts";
import { type Built, build, loadData } from "./build.ts";
import { createDatasetStore } from "./datasets.ts";
import type { BareEvent, Emit } from "./emit.ts";
import { readLatency } from "./latency.ts";
import { registries as everything, type Registries } from "./registry.ts";
import { createRun, type Run } from "./run.ts";
import { compileShaders } from "./shaders.ts";
import { productSpeed } from "./speed.ts";
import { createTasks, unlessAborted } from "./tasks.ts";
import { createWorkAnnouncer, type WorkAnnouncer } from "./work.ts";

/** What a api needs of the world. */
export interface WorkerEnvironment {
  /** A clock in milliseconds. */
  readonly now: () => number;
  /** Where the wasm binaries lie; left out in Node. */
  readonly wasmPaths?: Readonly<Record<string, string>>;
  /** Fetches a wasm binary and checks it; left out where the paths need no fetching. */
  readonly readBinary?: (
    address: string,
    signal: AbortSignal,
    onProgress?: (done: number) => void,
  ) => Promise<Uint8Array>;
  /** Reads the page's own files under its base address, until the signal says to stop. */
  readonly readerOf: (baseUrl: string, signal: AbortSignal, onProgress: (done: number) => void) => FileReader;
  /** Bytes that a training step may need. */
  readonly memoryLimit?: number;
  /** What runs are put together from; all that there is where it is left out. */
  readonly registries?: Registries;
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
  readonly work: WorkAnnouncer;
}

interface Opening {
  readonly emit: Emit;
  readonly loading: Promise<Dataset>;
  readonly controller: AbortController;
}

export interface LocalWorkerApi extends WorkerApi {
  /** A sign of life for whoever watches from outside. */
  readonly heartbeat: () => void;
}

export function createWorkerApi(environment: WorkerEnvironment): LocalWorkerApi {
  const { now, readerOf, readBinary, wasmPaths, memoryLimit = MEMORY_LIMIT, registries = everything } = environment;
  const eventLoop = createEventLoopYielder();
  const tasks = createTasks();
  const datasets = createDatasetStore();
  const speeds = new Map<OpenRequest["backend"], number>();
  let port: MessagePort | null = null;
  let session: Session | null = null;
  let newest: RunId = runId(0);
  let deviceLost = false;
  /** Of the opening that is under way, or was last. */
  let opening = new AbortController();
  /** Settles when nobody builds anything on the device. */
  let device: Promise<void> = Promise.resolve();
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

  async function openDevice(
    { backend: kind, arithmetic, threads }: OpenRequest,
    signal: AbortSignal,
    report: (done: number) => void,
  ): Promise<BackendFacts> {
    const facts = await openBackend(kind, {
      ...(arithmetic ? { arithmetic } : {}),
      ...(threads ? { threads } : {}),
      ...(wasmPaths ? { wasmPaths } : {}),
      ...(readBinary ? { readBinary: (address) => readBinary(address, signal, report) } : {}),
      onFault: (fault) => fail(fault, true),
      onLost: (fault) => fail(fault, true),
    });
    deviceLost = false;
    return facts;
  }

  /** Timed once in a worker's life for each backend. */
  async function speedOf(kind: OpenRequest["backend"], latencyMs: number): Promise<number | null> {
    const known = speeds.get(kind);
    if (known !== undefined) return known;
    const speed = await productSpeed(now, latencyMs).catch(() => null);
    if (speed !== null) speeds.set(kind, speed);
    return speed;
  }

  function load({ config, baseUrl, content }: OpenRequest, signal: AbortSignal, report: (done: number) => void) {
    let reported = 0;
    const further = (done: number) => {
      if (done <= reported) return;
      reported = done;
      report(done);
    };
    // Where there are several files, the first is the large one; unpacking is the rest.
    const files = readerOf(baseUrl, signal, (done) => further(0.9 * done));
    const reader: FileReader = async (path) =>
      content && parseContent(path)?.kind === "named" ? content : files(path);
    return datasets.get(config, () => loadData(config, reader, further, registries));
  }

  async function open(request: OpenRequest): Promise<Opened> {
    newest = request.run;
    opening.abort();
    const mine = new AbortController();
    opening = mine;
    await close();
    const emit = emitter(request.run);
    // The file travels while the backend starts.
    const loading = tasks.run(emit, "data", (report, signal) => load(request, signal, report), mine);
    loading.catch(() => {});
    // What an opening that was called off has begun on the device comes to its end first.
    const free = device;
    const assembling = free.then(() => assemble(request, { emit, loading, controller: mine }));
    device = assembling.then(
      () => {},
      () => {},
    );
    const [opened] = await unlessAborted(mine.signal, Promise.all([assembling, loading]));
    return opened;
  }

  async function assemble(request: OpenRequest, { emit, loading, controller }: Opening): Promise<Opened> {
    const { run: id, backend: kind, checkpoint } = request;
    const { signal } = controller;
    const current = () => {
      if (signal.aborted || newest !== id) throw new InklingError("cancelled");
    };
    current();
    const settings = { config: request.config };
    const config = () => settings.config;
    const work = createWorkAnnouncer(now, emit);
    const { latencyMs, flopsPerSecond, ...backend } = await tasks.run(
      emit,
      "backend",
      async (report) => {
        const facts = await openDevice(request, signal, report);
        const latency = kind === "webgpu" || kind === "webgl" ? await readLatency(now) : 0;
        return { ...facts, latencyMs: latency, flopsPerSecond: await speedOf(kind, latency) };
      },
      controller,
    );
    const dataset = await loading;
    current();
    const building = () => work.during("model", () => build(dataset, config, memoryLimit, registries));
    const built = await tasks.run(emit, "model", building, controller);
    const onError = async (error: unknown) => {
      // What a dying device does to reads is heard before its death is.
      if (kind === "webgpu" || kind === "webgl") await new Promise((resolve) => setTimeout(resolve, LOSS_MS));
      if (session?.id === id) fail(toFault(error), false);
    };
    const { yieldToEventLoop } = eventLoop;
    const stepMs = flopsPerSecond === null ? null : expectedMs(built.flops, flopsPerSecond);
    const run = createRun({ built, config, now, yieldToEventLoop, latencyMs, emit, work, stepMs, onError });
    try {
      current();
      if (kind === "webgpu") {
        const compiling = (report: (done: number) => void) =>
          work.during("shaders", () => compileShaders(built.trainer, report));
        await tasks.run(emit, "shaders", compiling, controller);
      }
      current();
      if (checkpoint) await run.restore(checkpoint);
      current();
    } catch (error) {
      await run.close(false);
      throw error;
    }
    work.rest();
    session = { id, emit, built, run, settings, work };
    emit({ type: "state", step: stepIndex(run.step), state: { kind: run.step > 0 ? "paused" : "ready" } });
    // Cancelled, or closed meanwhile: then nobody waits for it any more.
    begin(session).catch((error: unknown) => (toFault(error).code === "cancelled" ? undefined : onError(error)));
    return { backend, facts: dataset.facts, weights: built.weights, step: stepIndex(run.step), flopsPerSecond };
  }

  /** Fills the stage of an untouched run, then works out the lines to beat. */
  async function begin({ id, emit, built, run, settings }: Session): Promise<void> {
    await run.begin();
    const { dataset } = built;
    const { domain } = built;
    if (session?.id !== id || !domain.baselines) return;
    const known = dataset.facts.baselines.length > 0;
    const fitting = domain.baselines(dataset);
    const fit = async (_: unknown, signal: AbortSignal) => {
      for (;;) {
        await eventLoop.yieldToEventLoop();
        if (signal.aborted) throw new InklingError("cancelled");
        const { done, value } = fitting.next();
        if (done) return value;
      }
    };
    const baselines = known ? dataset.facts.baselines : await tasks.run(emit, "baselines", fit);
    const facts = { ...dataset.facts, baselines };
    datasets.replace(settings.config, { ...dataset, facts });
    if (session?.id === id) emit({ type: "facts", facts });
  }

  async function close(): Promise<void> {
    const closed = session;
    session = null;
    tasks.cancelAll();
    await closed?.run.close(deviceLost);
  }

  const api: LocalWorkerApi = {
    connect: async (to) => {
      port = to;
      api.heartbeat();
    },
    measure: ({ kinds, boxMs, includeSoftware }) =>
      measureBackends(kinds, {
        ...{ boxMs, includeSoftware, now },
        ...(wasmPaths ? { wasmPaths } : {}),
        ...(readBinary ? { readBinary: (address) => readBinary(address, new AbortController().signal) } : {}),
      }),
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
      const fixed = Object.keys(change).find((key) => !isLive(settings.config, key, registries.catalog));
      if (fixed !== undefined) throw new InklingError("notLive", { key: fixed });
      settings.config = withChanges(settings.config, change, registries.catalog);
      return stepIndex(run.step);
    },
    sample: async ({ task, sampling }) => {
      const { run } = opened();
      const controller = new AbortController();
      // Whoever asks again does not want the answer to the question before.
      asked?.abort();
      asked = controller;
      tasks.add(task, controller);
      try {
        await run.sample(task, sampling, controller.signal);
      } finally {
        tasks.remove(task);
      }
    },
    preview: async (request) => session?.run.preview(request),
    view: async (query) => opened().run.view(query),
    watch: async (nodes) => opened().run.watch(nodes),
    unwatch: async () => session?.run.watch([]),
    trace: async () => opened().run.trace(),
    browse: async (request) => {
      const { domain, dataset } = opened().built;
      return domain.browse(dataset, request);
    },
    checkpoint: async () => {
      const checkpoint = await opened().run.checkpoint();
      if (!checkpoint) throw new InklingError("notFinite");
      return checkpoint;
    },
    replayed: async () => opened().built.trainer.replay,
    take: async () => {
      const { domain, dataset, model } = opened().built;
      return {
        checkpoint: await api.checkpoint(),
        data: domain.arrays?.(dataset) ?? [],
        topologies: Object.values(model.networks).map((network) => network.toJSON() as string),
      };
    },
    beginning: async () => {
      const { built, settings } = opened();
      const anew = await build(built.dataset, () => settings.config, MEMORY_LIMIT);
      try {
        return (await takeSnapshot(anew.trainer.variables))?.tensors ?? [];
      } finally {
        anew.dispose();
      }
    },
    restore: async (checkpoint) => {
      const { run, emit } = opened();
      await run.restore(checkpoint);
      const step = stepIndex(run.step);
      emit({ type: "state", step, state: { kind: "paused" } });
      return step;
    },
    cancel: async (task) => tasks.cancel(task),
    callOff: async (run) => {
      if (run === newest) opening.abort();
    },
    close,
    heartbeat: () => emitter(newest)({ type: "heartbeat" }),
  };
  return withPlainFaults(api);
}

/** The same api, whose promises reject with plain values: errors lose their fields at the worker's border. */
function withPlainFaults(api: LocalWorkerApi): LocalWorkerApi {
  const guarded = Object.entries(api).map(([name, method]) => [
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
  return Object.fromEntries(guarded) as LocalWorkerApi;
}
