import { type RunId, runId } from "../../../core/brands.ts";
import { type Fault, InklingError } from "../../../core/errors.ts";
import type {
  Arithmetic,
  BackendKind,
  Checkpoint,
  Opened,
  OpenRequest,
  RunEvent,
  WorkerApi,
} from "../../../worker/api.ts";
import type { SessionPorts, WorkerHandle } from "../ports.ts";
import { faultOf, WORKER_GONE } from "./faults.ts";
import { createWatchdog } from "./watchdog.ts";

const CHECK_EVERY_MS = 1_000;
/** How long a worker may take to call off an opening before it is ended instead. */
const CALL_OFF_MS = 1_500;

/** An opening that fails by one of these leaves the worker as it was: what it holds is used again by the next one. */
const HARMLESS = [
  "dataUnreadable",
  "contentMissing",
  "contentUnreadable",
  "cancelled",
  "tooLarge",
  "checkpointMismatch",
  "backendUnavailable",
];

type Attempt = Pick<OpenRequest, "config" | "backend" | "arithmetic"> & {
  readonly checkpoint?: Checkpoint | undefined;
  readonly content?: Uint8Array | undefined;
};

export type Supervisor = ReturnType<typeof createSupervisor>;

interface Listener {
  readonly onEvent: (event: RunEvent) => void;
  /** A standing run lost its worker. */
  readonly onLost: (fault: Fault) => void;
  readonly threads?: number | undefined;
}

interface Crew {
  readonly handle: WorkerHandle;
  readonly gone: Promise<never>;
  readonly dismiss: (fault: Fault) => void;
}

/** Keeps one worker at hand, opens runs in it, and notices when it dies. */
export function createSupervisor(ports: SessionPorts, listener: Listener) {
  let crew: Crew | null = null;
  let current: RunId = runId(0);
  let phase: "idle" | "opening" | "standing" = "idle";
  let backend: BackendKind | null = null;
  let arithmetic: Arithmetic = "exact";
  let closed = false;
  let checked = ports.now();
  const watchdog = createWatchdog(ports.now);

  function start(): Crew {
    let reject: (reason: unknown) => void = () => {};
    const gone = new Promise<never>((_, no) => {
      reject = no;
    });
    gone.catch(() => {});
    const handle = ports.startWorker();
    const started: Crew = { handle, gone, dismiss: reject };
    watchdog.started();
    handle.listen(
      (event) => {
        if (crew === started) hear(event);
      },
      (fault) => {
        if (crew === started) lose(fault);
      },
    );
    return started;
  }

  function hear(event: RunEvent): void {
    const stale = event.run !== current;
    watchdog.hear(stale ? { type: "heartbeat" } : event, phase === "opening");
    if (stale) return;
    if (event.type === "fault" && event.recoverable) lose(event.fault);
    else listener.onEvent(event);
  }

  function end(fault: Fault = { code: WORKER_GONE, values: {} }): void {
    const ended = crew;
    crew = null;
    phase = "idle";
    backend = null;
    ended?.handle.terminate();
    ended?.dismiss(fault);
  }

  function lose(fault: Fault): void {
    const stood = phase === "standing";
    // Whoever waits for an opening is told why; a run that stood is recovered, and its callers need not be told.
    end(stood ? undefined : fault);
    if (stood) listener.onLost(fault);
  }

  const stopChecking = ports.schedule.every(CHECK_EVERY_MS, () => {
    const now = ports.now();
    // A page that was asleep or throttled has heard nothing because it did not listen.
    if (!crew || ports.page.hidden() || now - checked > 3 * CHECK_EVERY_MS) watchdog.excuse();
    checked = now;
    const verdict = watchdog.verdict();
    if (verdict === "well") return;
    const seconds = Math.round(watchdog.limitMs() / 1000);
    lose(
      verdict === "absent" ? { code: "workerNotLoaded", values: {} } : { code: "workerSilent", values: { seconds } },
    );
  });

  function call<T>(to: Crew, question: (api: WorkerApi) => Promise<T>): Promise<T> {
    return Promise.race([question(to.handle.api), to.gone]);
  }

  return {
    /** Opens a run, and makes all others stale. Rejects with a fault; the worker lives on unless the fault is its own. */
    async open({
      config,
      backend: wanted,
      arithmetic: asked = "exact",
      checkpoint,
      content,
    }: Attempt): Promise<Opened> {
      if (closed) throw new InklingError("cancelled");
      // A worker that is busy opening something else, or holds another backend, is not worth waiting for.
      const other = backend !== null && (backend !== wanted || (backend === "wasm" && arithmetic !== asked));
      if (phase === "opening" || other) end();
      const run = runId(current + 1);
      current = run;
      phase = "opening";
      backend = wanted;
      arithmetic = asked;
      watchdog.opening();
      crew ??= start();
      const mine = crew;
      try {
        const { baseUrl } = ports.page;
        const { threads } = listener;
        const given = { ...(content ? { content } : {}), ...(threads ? { threads } : {}) };
        const request = { run, config, backend: wanted, arithmetic: asked, baseUrl, ...given };
        const opened = await call(mine, (api) => api.open(checkpoint ? { ...request, checkpoint } : request));
        if (run !== current) throw new InklingError(WORKER_GONE);
        phase = "standing";
        watchdog.opened(opened.step, opened.backend.software);
        return opened;
      } catch (error) {
        if (run === current && crew === mine) {
          const { code } = faultOf(error);
          if (HARMLESS.includes(code)) phase = "idle";
          else end();
          if (code === "backendUnavailable") backend = null;
        }
        throw error;
      }
    },
    /** Calls off the opening that is under way, which then rejects with `cancelled`. */
    callOff(): void {
      if (!crew || phase !== "opening") return;
      const run = current;
      const mine = crew;
      // A worker that computes, or is not there yet, cannot listen.
      ports.schedule.after(CALL_OFF_MS, () => {
        if (crew === mine && current === run && phase === "opening") end({ code: "cancelled", values: {} });
      });
      call(mine, (api) => api.callOff(run)).catch(() => {});
    },
    /** Asks the worker in which a run stands open. Rejects with a fault, {@link WORKER_GONE} where there is none any more. */
    async ask<T>(question: (api: WorkerApi) => Promise<T>): Promise<T> {
      if (!crew || phase !== "standing") throw new InklingError(WORKER_GONE);
      return call(crew, question);
    },
    end: (): void => end(),
    close(): void {
      closed = true;
      stopChecking();
      current = runId(current + 1);
      end({ code: "cancelled", values: {} });
    },
  };
}
