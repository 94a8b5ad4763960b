/** One worker and one run. Several sessions can live side by side: nothing is shared but the world that they are given. */
import type { RunConfig } from "../../../catalog/config.ts";
import { stepIndex } from "../../../core/brands.ts";
import { createMutex } from "../../../core/mutex.ts";
import type { Trace } from "../../../schema/modelGraph.ts";
import type { ParameterValue, Values } from "../../../schema/parameter.ts";
import type { BackendKind, Checkpoint } from "../../../worker/api.ts";
import type { Mark } from "../../storage/entry.ts";
import { atOrBefore, keep } from "./checkpointRetention.ts";
import type { Announcement, Core, SessionOptions } from "./core.ts";
import { createEventSink } from "./events.ts";
import { guarded, within } from "./faults.ts";
import { IDLE, isStanding, next, shown } from "./machine.ts";
import { createOpener } from "./opening.ts";
import { type CurrentRun, shownUntil, sizesOf } from "./state.ts";
import { createSupervisor } from "./supervisor.ts";

/** Bytes of checkpoints that a run keeps in memory. */
const CHECKPOINT_BYTES = 96 * 2 ** 20;
/** How long a last checkpoint may take before the newest one at hand has to do. */
const CHECKPOINT_MS = 3_000;
/** Changes of one parameter that lie closer together are one mark in the chart. */
const ONE_MARK_MS = 1_000;

export type RunSession = ReturnType<typeof createRunSession>;

export function createRunSession(options: SessionOptions) {
  const { ports, get, set } = options;
  const run: CurrentRun = { id: ports.newId(), preset: "", checkpoints: [], backend: "wasm", status: IDLE };
  const listeners: ((announcement: Announcement) => void)[] = [];
  /** Commands that move the run, one after the other. */
  const inTurn = createMutex().run;
  let lastMarkAt = Number.NEGATIVE_INFINITY;

  const supervisor = createSupervisor(ports, {
    onEvent: (event) => events.receive(event),
    onLost: (fault) => opener.recover(fault),
    threads: options.threads,
  });
  const { ask } = supervisor;
  const core: Core = {
    ...options,
    run,
    dispatch(event, change = {}) {
      const before = run.status;
      run.status = next(before, event);
      if (run.status !== before) set({ ...change, ...shown(run.status) });
    },
    announce(announcement) {
      for (const listener of listeners) listener(announcement);
    },
    ask,
    events: { flush: () => events.flush(), discard: () => events.discard() },
  };
  const { dispatch, announce } = core;
  const events = createEventSink(core, {
    onCheckpoint: addCheckpoint,
    onBroken: (fault) => {
      events.flush();
      supervisor.end();
      dispatch({ type: "failed", step: get().step }, { fault });
    },
  });
  const opener = createOpener(core, supervisor);
  /** Whether a run stands open in the worker. */
  const standing = (): boolean => isStanding(run.status);

  function addCheckpoint(checkpoint: Checkpoint): void {
    run.checkpoints = keep(run.checkpoints, checkpoint, CHECKPOINT_BYTES);
    set({ checkpoints: sizesOf(run.checkpoints) });
    announce({ type: "checkpoint" });
  }

  async function goOn(): Promise<void> {
    dispatch({ type: "play" });
    if (!standing()) {
      await opener.reopen(true);
      return;
    }
    await guarded(core, async () => {
      await ask((api) => api.play());
      set({ fault: null });
    });
  }

  async function standStill(): Promise<void> {
    dispatch({ type: "pause" });
    if (run.status.kind !== "playing") return;
    const step = await guarded(core, () => ask((api) => api.pause()));
    if (step !== null) dispatch({ type: "stopped" }, { step });
  }

  /** Goes back to the newest checkpoint at or before a step; to the untrained model where there is none. */
  async function restore(step: number): Promise<void> {
    const checkpoint = atOrBefore(run.checkpoints, step);
    if (!checkpoint || !standing()) {
      const { applied: config, series, timeline, marks } = get();
      const from = checkpoint ? { from: { checkpoint, earlier: run.checkpoints, series, timeline, marks } } : {};
      if (config) await opener.open({ config, preset: run.preset, ...from });
      return;
    }
    await guarded(core, async () => {
      const at = await ask((api) => api.restore(checkpoint));
      announce({ type: "branching" });
      rename();
      run.checkpoints = run.checkpoints.filter((entry) => entry.step <= at);
      const { alarms, seriesVersion } = get();
      dispatch(
        { type: "moved" },
        {
          ...shownUntil(at, get()),
          elapsedMs: checkpoint.elapsedMs,
          seriesVersion: seriesVersion + 1,
          alarms: alarms.filter((alarm) => alarm.step <= at && alarm.severity !== "stopped"),
          checkpoints: sizesOf(run.checkpoints),
          fault: null,
        },
      );
    });
  }

  function addMark(mark: Mark): void {
    const { marks } = get();
    const last = marks.at(-1);
    const now = ports.now();
    const goesOn = last?.key === mark.key && now - lastMarkAt < ONE_MARK_MS;
    lastMarkAt = now;
    set({ marks: goesOn ? [...marks.slice(0, -1), { ...mark, from: last.from }] : [...marks, mark] });
  }

  /** The run goes on under a name of its own. */
  function rename(): void {
    run.id = ports.newId();
  }

  /** What is going on beside the run is over: a command is about to move it. */
  const moving = (): void => announce({ type: "moving" });

  /** The run goes on with what it has learned, from data that has changed under it; `false` where it cannot. */
  async function goOnWith(config: RunConfig): Promise<boolean> {
    const plays = run.status.wantsToPlay;
    await standStill();
    if (!(await checkpointNow())) return false;
    const { series, timeline, marks } = get();
    const checkpoint = run.checkpoints.at(-1) as Checkpoint;
    const from = { checkpoint, earlier: run.checkpoints.slice(0, -1), series, timeline, marks };
    return opener.open({ config, preset: run.preset, id: run.id, play: plays, from });
  }

  /** A checkpoint of this moment, among the others; `null` where there is none, or not soon. */
  async function checkpointNow(): Promise<Checkpoint | null> {
    if (!standing()) return null;
    try {
      const answer = ask((api) => api.checkpoint());
      const checkpoint = await within(ports.schedule, CHECKPOINT_MS, answer);
      addCheckpoint(checkpoint);
      return checkpoint;
    } catch {
      // A run that is diverging has no finite checkpoint; the newest one at hand stands in.
      return null;
    }
  }

  const { open, reopen, settled } = opener;
  return {
    run: run as Readonly<CurrentRun>,
    ...{ ask, standing, inTurn, open, reopen, settled, callOff: supervisor.callOff, rename },
    on<T extends Announcement["type"]>(type: T, listener: (what: Extract<Announcement, { type: T }>) => void): void {
      listeners.push((what) => {
        if (what.type === type) listener(what as Parameters<typeof listener>[0]);
      });
    },

    // What a person does; safe at any time, and never rejects.
    async play(): Promise<void> {
      moving();
      if (get().phase.kind === "opening") dispatch({ type: "play" });
      else await inTurn(goOn);
    },
    async pause(): Promise<void> {
      dispatch({ type: "pause" });
      if (get().phase.kind !== "opening") await inTurn(standStill);
    },
    async step(count = 1): Promise<void> {
      moving();
      dispatch({ type: "pause" });
      await opener.settled();
      await inTurn(async () => {
        if (!standing() && !(await opener.reopen(false))) return;
        await standStill();
        dispatch({ type: "step" }, { fault: null });
        const step = await guarded(core, () => ask((api) => api.step(count)));
        // The worker's own word comes through another port, and may be here already.
        dispatch({ type: "stopped" }, { step: step ?? stepIndex(get().step) });
      });
    },
    /** After a fault: goes on from the newest checkpoint, playing where the run was to play; `fresh` opens one that has none. */
    async tryAgain(fresh: (play: boolean) => Promise<boolean>): Promise<void> {
      moving();
      await opener.settled();
      set({ fault: null });
      await inTurn(async () => {
        const { wantsToPlay, kind } = run.status;
        if (standing()) {
          if (wantsToPlay && kind !== "playing") await goOn();
        } else if (get().step === 0 && run.checkpoints.length === 0) await fresh(wantsToPlay);
        else await opener.reopen(wantsToPlay);
      });
    },
    /** Gives live parameters to the run, with a mark in the chart. */
    async tune(change: Values): Promise<void> {
      const { applied, step } = get();
      if (!applied || run.status.leaving || !standing()) return;
      set({ applied: { ...applied, ...change } });
      const at = await guarded(core, () => ask((api) => api.tune(change)));
      if (at === null || (step === 0 && at === 0)) return;
      for (const [key, to] of Object.entries(change)) {
        if (!key.startsWith("sampling.")) addMark({ step: at, key, from: applied[key] as ParameterValue, to });
      }
    },
    checkpoint: checkpointNow,

    // Parts of commands, to be called in turn.
    ...{ moving, goOn, standStill, restore, goOnWith },
    /** Stands still; a worker that hangs is not waited for: what it has sent is what there is. */
    async standStillSoon(): Promise<void> {
      if (run.status.kind !== "playing") return;
      const pause = ask((api) => api.pause());
      await within(ports.schedule, CHECKPOINT_MS, pause).catch(() => {});
    },
    /** One step in slow motion. */
    async trace(): Promise<readonly Trace[] | null> {
      const turns = await guarded(core, () => ask((api) => api.trace()));
      const [trace] = turns ?? [];
      if (!turns || !trace) return null;
      dispatch({ type: "moved" }, { step: trace.step });
      return turns;
    },

    /** Ends the session and its worker for good. */
    close(): void {
      dispatch({ type: "pause" });
      supervisor.close();
    },
    /** The run is about to give way to another one. */
    leave: (): void => dispatch({ type: "leave" }),
    want: (backend: BackendKind): void => {
      run.backend = backend;
    },
  };
}
