import { runId, stepIndex } from "../../../core/brands.ts";
import type { Fault } from "../../../core/errors.ts";
import type { DatasetFacts } from "../../../schema/domain.ts";
import type { Values } from "../../../schema/parameter.ts";
import type { ViewData } from "../../../schema/view.ts";
import type {
  BackendMeasure,
  Checkpoint,
  OpenRequest,
  PreviewRequest,
  RunEvent,
  WorkerApi,
} from "../../../worker/api.ts";
import { FakeDisk } from "../../storage/testing/fakes.ts";
import type { Ports, WorkerHandle } from "../ports.ts";
import { type AppState, createApp } from "../store.ts";

type BareEvent = RunEvent extends infer E ? (E extends RunEvent ? Omit<E, "run"> : never) : never;

const facts: DatasetFacts = {
  id: "given-names",
  domain: { kind: "tokens", vocabulary: ["\n", "a"] },
  labels: [],
  counts: { train: 9, validation: 1 },
  baselines: [],
};

export const textView = (text: string): ViewData => ({
  kind: "text",
  samples: [{ text, promptLength: 0, confidence: [], finished: true }],
});

/** A api without a model: it counts steps when told to, and its loss at step n is 1 / n. */
export class FakeWorker {
  readonly calls: string[] = [];
  readonly tuned: Values[] = [];
  /** What samples were asked for with. */
  readonly sampledWith: Values[] = [];
  /** What previews were last asked for. */
  previewed: PreviewRequest | null = null;
  request: OpenRequest | null = null;
  step = 0;
  playing = false;
  terminated = false;
  software = false;
  /** Whether its code never came. */
  absent = false;
  /** The networks whose turns a traced step has. */
  turns: readonly string[] = ["network"];
  measures: readonly BackendMeasure[] = [];
  /** What the next call of a method does instead of its work: rejects with the fault, or never answers. */
  readonly fails = new Map<string, Fault | "hang">();
  /** What every call of a method rejects with. */
  readonly broken = new Map<string, Fault>();
  /** What calling an opening off does here: nothing, as in a worker that computes. */
  calledOff: () => void = () => {};
  readonly #hanging: ((fault: Fault) => void)[] = [];
  readonly #hear: ((event: RunEvent) => void)[] = [];
  readonly #failed: ((fault: Fault) => void)[] = [];

  emit(event: BareEvent, run = this.request?.run): void {
    if (run === undefined || this.terminated) return;
    for (const listener of this.#hear) listener({ ...event, run } as RunEvent);
  }

  /** Ends the calls that hang. */
  endHanging(fault: Fault): void {
    for (const reject of this.#hanging.splice(0)) reject(fault);
  }

  /** Neither says nor answers anything any more: it is dead, or computes for ever. */
  die(): void {
    this.terminated = true;
  }

  crash(message: string): void {
    for (const listener of this.#failed) listener({ code: "workerFailed", values: { message } });
  }

  /** Trains, as the loop does while it plays. */
  train(count: number): void {
    const steps = Array.from({ length: count }, (_, i) => this.step + i + 1);
    this.step += count;
    this.emit({
      type: "progress",
      series: ["loss"],
      steps: Uint32Array.from(steps),
      values: Float32Array.from(steps, (step) => 1 / step),
      elapsedMs: this.step * 10,
      stepsPerSecond: 100,
    });
  }

  sampled(text: string, finished = true, task = 0): void {
    this.emit({ type: "samples", task, step: stepIndex(this.step), view: textView(text), finished });
  }

  checkpoint(): Checkpoint {
    const data = Float32Array.of(this.step);
    const tensors = [{ name: "weights", shape: [1], data }];
    return { step: stepIndex(this.step), elapsedMs: this.step * 10, tensors, bytes: 4 };
  }

  #tell(kind: "playing" | "paused" | "ready"): void {
    this.playing = kind === "playing";
    this.emit({ type: "state", state: { kind }, step: stepIndex(this.step) });
  }

  readonly handle: WorkerHandle = {
    api: this.#api(),
    listen: (onEvent, onFailure) => {
      this.#hear.push(onEvent);
      this.#failed.push(onFailure);
      // Its code has come.
      queueMicrotask(() => this.absent || onEvent({ type: "heartbeat", run: runId(0) }));
    },
    terminate: () => {
      this.terminated = true;
    },
  };

  #api(): WorkerApi {
    const answer = async <T>(name: string, work: () => T): Promise<T> => {
      this.calls.push(name);
      const failure = this.fails.get(name);
      this.fails.delete(name);
      if (this.terminated) return new Promise<T>(() => {});
      if (failure === "hang") return new Promise<T>((_, reject) => this.#hanging.push(reject));
      if (failure) throw failure;
      const broken = this.broken.get(name);
      if (broken) throw broken;
      return work();
    };
    return {
      connect: async () => {},
      measure: () => answer("measure", () => this.measures),
      open: (request) =>
        answer("open", () => {
          this.request = request;
          this.step = request.checkpoint?.tensors[0]?.data[0] ?? 0;
          this.#tell(this.step > 0 ? "paused" : "ready");
          const backend = { kind: request.backend, description: "fake", software: this.software };
          return { backend, facts, weights: 7, step: stepIndex(this.step), flopsPerSecond: 1e9 };
        }),
      play: () => answer("play", () => this.#tell("playing")),
      pause: () =>
        answer("pause", () => {
          this.#tell("paused");
          return stepIndex(this.step);
        }),
      step: (count) =>
        answer("step", () => {
          this.train(count);
          this.#tell("paused");
          return stepIndex(this.step);
        }),
      tune: (change) =>
        answer("tune", () => {
          this.tuned.push(change);
          return stepIndex(this.step);
        }),
      sample: ({ task, sampling }) =>
        answer("sample", () => {
          this.sampledWith.push(sampling);
          this.sampled("asked", true, task);
        }),
      preview: (request) =>
        answer("preview", () => {
          this.previewed = request;
        }),
      view: (query) =>
        answer("view", () =>
          textView(query.source === "text" ? query.text : query.source === "latent" ? query.place.join() : ""),
        ),
      watch: (nodes) => answer(`watch ${nodes}`, () => {}),
      unwatch: () => answer("unwatch", () => {}),
      trace: () =>
        answer("trace", () => {
          this.train(1);
          this.#tell("paused");
          const none = { forward: [], loss: {}, backward: [], weights: [] };
          return this.turns.map((update) => ({ step: this.step, update, ...none }));
        }),
      browse: () => answer("browse", () => ({ total: 1, samples: [{ kind: "tokens", text: "Aino" }] })),
      checkpoint: () => answer("checkpoint", () => this.checkpoint()),
      take: () => answer("take", () => ({ checkpoint: this.checkpoint(), data: [], topologies: [] })),
      beginning: () => answer("beginning", () => []),
      replayed: () => answer("replayed", () => ({ replayed: 0, usual: 0, reasons: [] })),
      restore: (checkpoint) =>
        answer("restore", () => {
          this.step = checkpoint.tensors[0]?.data[0] ?? 0;
          this.#tell("paused");
          return stepIndex(this.step);
        }),
      cancel: () => answer("cancel", () => {}),
      callOff: () => answer("callOff", () => this.calledOff()),
      close: () => answer("close", () => {}),
    };
  }
}

interface Timer {
  at: number;
  readonly every: number | null;
  readonly task: () => void;
}

/** A page, a clock and workers, all in the test's hands. */
export class FakeWorld {
  readonly workers: FakeWorker[] = [];
  readonly stored = new Map<string, string>();
  readonly history: string[];
  /** How often the page was loaded anew. */
  reloads = 0;
  hidden = false;
  reducedMotion = false;
  /** What outlives the page; several pages may share it. */
  readonly disk: FakeDisk;
  /** The tab's memory, which outlives a reload. */
  readonly tab: Map<string, string>;
  /** The page's name among those that share a disk, and what the names of its runs begin with. */
  readonly page: string;
  now = 0;
  frames: (() => void)[] = [];
  /** Called with each worker as it starts, before anything is asked of it. */
  onStart: (worker: FakeWorker) => void = () => {};
  #named = 0;
  readonly #timers = new Set<Timer>();
  readonly #onNewVersion: (() => void)[] = [];
  readonly #onHash: (() => void)[] = [];
  readonly #onVisibility: (() => void)[] = [];
  readonly #query: Readonly<Record<string, string>>;
  readonly #languages: readonly string[];

  constructor({
    hash = "",
    query = {},
    languages = ["en"],
    disk = new FakeDisk(),
    tab = new Map(),
    page = "run",
  }: {
    hash?: string;
    query?: Record<string, string>;
    languages?: string[];
    disk?: FakeDisk;
    tab?: Map<string, string>;
    page?: string;
  } = {}) {
    this.disk = disk;
    this.tab = tab;
    this.page = page;
    this.history = [hash];
    this.#query = query;
    this.#languages = languages;
  }

  get hash(): string {
    return this.history.at(-1) ?? "";
  }

  /** The newest worker. */
  get worker(): FakeWorker {
    const worker = this.workers.at(-1);
    if (!worker) throw new Error("no worker was started");
    return worker;
  }

  back(): void {
    this.history.pop();
    for (const listener of this.#onHash) listener();
  }

  visit(hash: string): void {
    this.history.push(hash);
    this.tellOfHash();
  }

  /** A browser says that the address changed a moment after it did. */
  tellOfHash(): void {
    for (const listener of this.#onHash) listener();
  }

  /** Covers the page, or brings it back to sight. */
  hide(hidden = true): void {
    this.hidden = hidden;
    for (const listener of this.#onVisibility) listener();
  }

  get ports(): Ports {
    const timer = (ms: number, every: number | null, task: () => void) => {
      const entry: Timer = { at: this.now + ms, every, task };
      this.#timers.add(entry);
      return () => void this.#timers.delete(entry);
    };
    return {
      startWorker: () => {
        const worker = new FakeWorker();
        this.onStart(worker);
        this.workers.push(worker);
        return worker.handle;
      },
      storage: { get: (key) => this.stored.get(key) ?? null, set: (key, value) => void this.stored.set(key, value) },
      session: { get: (key) => this.tab.get(key) ?? null, set: (key, value) => void this.tab.set(key, value) },
      contents: this.disk.contents(() => 1_800_000_000_000 + this.now),
      keptRuns: this.disk.storage(this.page, this.tab, () => 1_800_000_000_000 + this.now),
      page: {
        hash: () => this.hash,
        query: (name) => this.#query[name] ?? null,
        address: "https://example.org/",
        baseUrl: "https://example.org/",
        replaceHash: (hash) => void this.history.splice(-1, 1, hash),
        pushHash: (hash) => void this.history.push(hash),
        onHash: (listener) => void this.#onHash.push(listener),
        onNewVersion: (listener) => void this.#onNewVersion.push(listener),
        reload: () => void this.reloads++,
        hidden: () => this.hidden,
        onVisibility: (listener) => void this.#onVisibility.push(listener),
        languages: this.#languages,
        reducedMotion: () => this.reducedMotion,
      },
      schedule: {
        frame: (task) => void this.frames.push(task),
        after: (ms, task) => timer(ms, null, task),
        every: (ms, task) => timer(ms, ms, task),
      },
      now: () => this.now,
      newId: () => `${this.page}-${++this.#named}`,
    };
  }

  /** The page ends, as a reload, a closed tab or a killed browser ends it; another one may come. */
  end(): void {
    this.disk.end(this.page);
    for (const worker of this.workers) worker.terminated = true;
  }

  /** The page of the same tab after a reload. */
  reloaded(page: string): FakeWorld {
    this.end();
    return new FakeWorld({ hash: this.hash, disk: this.disk, tab: this.tab, page });
  }

  /** The run of that name as it outlives this page. */
  async kept(id: string) {
    const read = await this.disk.copy().storage("reader").resume(id);
    return read.ok ? read.value : null;
  }

  /** Lets everything that waits for nothing but its turn happen. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 300; turn++) await Promise.resolve();
  }

  async frame(): Promise<void> {
    const due = this.frames;
    this.frames = [];
    for (const task of due) task();
    await this.settle();
  }

  /** Lets time pass, in steps of `stride` at most; timers fire in their order. */
  async pass(ms: number, beat?: () => void): Promise<void> {
    const end = this.now + ms;
    while (this.now < end) {
      const next = Math.min(end, this.now + 100);
      this.now = next;
      beat?.();
      for (const timer of [...this.#timers]) {
        if (timer.at > this.now || !this.#timers.has(timer)) continue;
        if (timer.every === null) this.#timers.delete(timer);
        else timer.at = this.now + timer.every;
        timer.task();
      }
      await this.settle();
    }
  }

  /** The app, its first set-up open and no measuring to come. */
  async start() {
    if (!this.stored.has("inkling.backend")) {
      const reason = { code: "chosen", values: { kind: "wasm" } };
      this.stored.set("inkling.backend", JSON.stringify({ kind: "wasm", reason }));
    }
    return this.startFresh();
  }

  /** The app as on a first visit. */
  async startFresh() {
    const { store, live, runBeside } = createApp(this.ports);
    await this.settle();
    const state = (): AppState => store.getState();
    return { store, live, runBeside, state, actions: state().actions };
  }
}
