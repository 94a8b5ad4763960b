import { InklingError } from "../../core/errors.ts";
import { type Arithmetic, BACKENDS, type BackendKind, type BackendMeasure } from "../../worker/api.ts";
import { type BackendChoice, chooseBackend, isBackendKind } from "./backends.ts";
import type { Context } from "./context.ts";
import { guarded } from "./session/faults.ts";
import type { BackendState } from "./state.ts";

const KEY = "inkling.backend";
/** The task under which measuring shows; the page's own tasks are above zero. */
export const MEASURING = 1;
/** How long each backend may train, and how long all of it may take. */
const BOX_MS = 400;
const LIMIT_MS = 60_000;
/** Measuring by itself begins a moment after the first set-up stands, and yields to Play. */
const IDLE_MS = 600;

export const initialBackends: BackendState = { measures: null, backendReason: null };

export function createBackendSelection(context: Context, prefer: (arithmetic: Arithmetic) => void) {
  const { get, set, ports, session } = context;
  let measuring: { readonly stop: () => void } | null = null;
  let known = false;

  function remember(choice: BackendChoice): void {
    known = true;
    ports.storage.set(KEY, JSON.stringify(choice));
    set({ backendReason: choice.reason });
  }

  function remembered(): BackendChoice | null {
    try {
      const choice = JSON.parse(ports.storage.get(KEY) ?? "null") as Partial<BackendChoice> | null;
      const reason = choice?.reason;
      if (!isBackendKind(choice?.kind) || typeof reason?.code !== "string") return null;
      return { kind: choice.kind, reason: { code: reason.code, values: { ...reason.values } } };
    } catch {
      return null;
    }
  }

  /** Measures in a worker of its own, which is thrown away afterwards. `null` where it was called off. */
  async function measure(includeSoftware: boolean): Promise<readonly BackendMeasure[] | null> {
    measuring?.stop();
    const worker = ports.startWorker();
    const others = get().tasks.filter(({ id }) => id !== MEASURING);
    set({ tasks: [...others, { id: MEASURING, kind: "backend", done: null, finished: false }] });
    let stop = () => {};
    const stopped = new Promise<null>((resolve, reject) => {
      stop = () => resolve(null);
      worker.listen(
        () => {},
        (fault) => reject(new InklingError(fault.code, fault.values)),
      );
    });
    const mine = { stop };
    measuring = mine;
    const cancel = ports.schedule.after(LIMIT_MS, stop);
    try {
      const request = { kinds: BACKENDS, boxMs: BOX_MS, includeSoftware };
      const measures = await Promise.race([worker.api.measure(request), stopped]);
      if (measures && measuring === mine) set({ measures });
      return measuring === mine ? measures : null;
    } finally {
      cancel();
      worker.terminate();
      if (measuring === mine) {
        measuring = null;
        set({ tasks: get().tasks.filter(({ id }) => id !== MEASURING) });
      }
    }
  }

  /** Takes the measured best, unless a run has started: what runs is never switched. */
  async function settle(measures: readonly BackendMeasure[]): Promise<void> {
    const choice = chooseBackend(measures);
    if (!choice) return;
    const { step, phase, willPlay } = get();
    const started = step > 0 || willPlay || (phase.kind !== "ready" && phase.kind !== "opening");
    if (started && choice.kind !== session.run.backend) {
      ports.storage.set(KEY, JSON.stringify(choice));
      return;
    }
    remember(choice);
    if (choice.kind !== session.run.backend) await session.reopen(false, choice.kind);
  }

  async function measureAndSettle(includeSoftware: boolean, chosenByHand: boolean): Promise<void> {
    await guarded(
      context,
      async () => {
        const measures = await measure(includeSoftware);
        if (measures && !chosenByHand) await settle(measures);
      },
      "notice",
    );
  }

  /** Opens the set-up anew there; what was learned comes along. */
  async function goOnAt(kind: BackendKind): Promise<void> {
    const playing = get().phase.kind === "playing";
    if (get().step > 0) {
      await session.inTurn(session.standStill);
      await session.checkpoint();
    }
    await session.reopen(playing, kind);
  }

  session.on("moving", () => measuring?.stop());

  return {
    /** The backend to begin with: the one in the address, the best that is remembered, or the one that opens anywhere. */
    first(): BackendKind {
      const query = ports.page.query("backend");
      if (isBackendKind(query)) {
        known = true;
        set({ backendReason: { code: "chosen", values: { kind: query } } });
        return query;
      }
      const choice = remembered();
      if (choice) {
        known = true;
        set({ backendReason: choice.reason });
        return choice.kind;
      }
      set({ backendReason: { code: "bestKnown", values: { kind: "wasm" } } });
      return "wasm";
    },
    /** Measures once the first set-up stands, where nothing is known about this machine yet. */
    onFirstReady(): void {
      if (known) return;
      ports.schedule.after(IDLE_MS, () => {
        const { phase, step } = get();
        if (!known && phase.kind === "ready" && step === 0) void measureAndSettle(false, false);
      });
    },
    actions: {
      async chooseBackend(kind: BackendKind): Promise<void> {
        measuring?.stop();
        remember({ kind, reason: { code: "chosen", values: { kind } } });
        await session.settled();
        if (session.standing() && get().backend?.kind === kind) return;
        await goOnAt(kind);
      },
      /** The run goes on from its step; elsewhere than on wasm it is remembered alone. */
      async setArithmetic(arithmetic: Arithmetic): Promise<void> {
        if (get().arithmetic === arithmetic) return;
        prefer(arithmetic);
        await session.settled();
        if (get().backend?.kind === "wasm") await goOnAt("wasm");
      },
      measureBackends: (includeSoftware: boolean): Promise<void> =>
        measureAndSettle(includeSoftware, get().backendReason?.code === "chosen"),
      cancelTask(id: number): void {
        set({ tasks: get().tasks.filter((task) => task.id !== id) });
        if (id === MEASURING) measuring?.stop();
        // Until a run stands, all that the worker does is open it.
        else if (get().phase.kind === "opening") session.callOff();
        else void guarded(context, () => session.ask((api) => api.cancel(id)), "notice");
      },
    },
  };
}
