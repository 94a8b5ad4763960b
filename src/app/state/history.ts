import { differences } from "../../catalog/change.ts";
import type { RunConfig } from "../../catalog/config.ts";
import type { DatasetFacts } from "../../schema/domain.ts";
import type { ReplayStatus } from "../../schema/replay.ts";
import type { Checkpoint, TakenRun } from "../../worker/api.ts";
import type { Context } from "./context.ts";
import { divergence, hashOf } from "./derived.ts";
import type { FormerRun } from "./session/core.ts";
import { guarded } from "./session/faults.ts";
import type { Opening } from "./session/opening.ts";
import type { HistoryState, PastRun } from "./state.ts";

/** Runs that a visit keeps. */
const MAX_RUNS = 24;

export type History = ReturnType<typeof createHistory>;

export const initialHistory: HistoryState = { history: [], comparing: null };

export function createHistory({ ports, get, set, notify, session }: Context) {
  const { run } = session;
  let undoable: string | null = null;
  let keeping: Promise<PastRun | null> | null = null;

  const find = (id: string | null) => get().history.find((past) => past.id === id);

  /**
   * Keeps the run, with a checkpoint of this moment; `null` where nothing was learned yet. Once, however often it is asked to before
   * another one opens.
   */
  async function keepRun(): Promise<PastRun | null> {
    if (keeping) {
      await keeping;
      return null;
    }
    keeping = keepNow();
    try {
      return await keeping;
    } finally {
      keeping = null;
    }
  }

  async function keepNow(): Promise<PastRun | null> {
    if (get().step === 0) return null;
    await session.inTurn(session.standStillSoon);
    await session.checkpoint();
    return keepAtHand();
  }

  /** Keeps the run with what the page holds of it, unless that is kept already; for whoever cannot wait. */
  function keepAtHand(): PastRun | null {
    const { applied, backend, step, elapsedMs, series, timeline, marks, history } = get();
    if (!applied || step === 0) return null;
    const { id, preset } = run;
    const checkpoint = run.checkpoints.findLast((entry) => entry.step > 0) ?? null;
    const known = find(id);
    if (known?.step === step && known.checkpoint === checkpoint) return null;
    const kept: PastRun = {
      ...{ id, config: applied, step, elapsedMs, backend: backend?.kind ?? run.backend },
      ...{ series: series.snapshot(), timeline, checkpoint, marks, preset },
    };
    set({ history: [...history.filter((past) => past !== known), kept].slice(-MAX_RUNS) });
    return kept;
  }

  const remove = (id: string) =>
    set({
      history: get().history.filter((past) => past.id !== id),
      ...(get().comparing === id ? { comparing: null } : {}),
    });

  function offerUndo({ id, step }: PastRun): void {
    undoable = id;
    notify({ code: "runKept", values: { step } }, "undoReset");
  }

  function dismissUndo(): void {
    undoable = null;
    set({ notices: get().notices.filter(({ action }) => action !== "undoReset") });
  }

  /** Opens a past run's set-up and what it had learned: under its own name, it is past no more. */
  function openPast(past: PastRun, options: Pick<Opening, "id" | "backend" | "instead"> = {}): Promise<boolean> {
    dismissUndo();
    if (options.id !== undefined) remove(past.id);
    const { config, checkpoint, series, timeline, marks, preset } = past;
    set({ config, preset });
    const from: Opening["from"] = checkpoint ? { checkpoint, series, timeline, marks } : undefined;
    const opening = session.open({ config, preset, ...options, ...(from ? { from } : {}) });
    ports.page.replaceHash(hashOf(get()));
    return opening;
  }

  const sameConfig = (a: RunConfig, b: RunConfig) =>
    differences(a, b).length === 0 && Object.keys(a).length === Object.keys(b).length;

  /** Keeps the run and opens another set-up, with the weights of a past run of that very set-up where there is one. */
  async function replaceRun(config: RunConfig, { fresh = false } = {}): Promise<void> {
    session.leave();
    const kept = await keepRun();
    const former = fresh ? undefined : get().history.findLast((past) => sameConfig(past.config, config));
    if (former) {
      await openPast(former, { id: former.id });
      return;
    }
    if (kept) offerUndo(kept);
    await session.open({ config, preset: get().preset });
  }

  /** Opens the run again that gave way to an opening which was called off. */
  async function comeBack({ id, preset, config, backend }: FormerRun): Promise<void> {
    const past = find(id);
    if (past) {
      await openPast(past, { id, backend, instead: true });
    } else if (config) {
      set({ config, preset, pending: [] });
      const opening = session.open({ config, preset, id, backend, instead: true });
      ports.page.replaceHash(hashOf(get()));
      await opening;
    }
  }

  session.on("leaving", keepAtHand);
  session.on("calledOff", ({ former }) => void comeBack(former));

  return {
    keepRun,
    replaceRun,
    actions: {
      /** Keeps the run in the history and opens `config` anew; the notice offers `undoReset`. */
      async reset(): Promise<void> {
        const { applied, phase } = get();
        // Applying a change to a run that plays means to go on with it.
        const play =
          phase.kind === "playing" && applied !== null && divergence(get().config, applied).structural.length > 0;
        const kept = await keepRun();
        if (kept) offerUndo(kept);
        const { config, preset } = get();
        await session.open({ config, preset, play });
      },
      async undoReset(): Promise<void> {
        const past = find(undoable);
        if (!past) return;
        dismissUndo();
        await keepRun();
        await openPast(past, { id: past.id });
      },
      async goBack(step: number): Promise<void> {
        session.moving();
        await session.settled();
        // What came after is kept as a run of its own.
        await keepRun();
        await session.inTurn(() => session.restore(step));
      },
      /** A checkpoint of this moment and the data, to be taken elsewhere; `null` where there is none. */
      takeAlong: (): Promise<TakenRun | null> =>
        guarded({ set, notify }, () => session.ask((api) => api.take()), "notice"),
      /** What the run began with, by its seed; `null` where nothing is open. */
      beginning: (): Promise<Checkpoint["tensors"] | null> =>
        guarded({ set, notify }, () => session.ask((api) => api.beginning()), "notice"),
      /** Whether steps of the run are replayed; `null` while nothing is open. */
      replayed: (): Promise<ReplayStatus | null> => session.ask((api) => api.replayed()).catch(() => null),
      /** Opens a set-up, and has it go on from what `fill` makes of its first weights. */
      async takeUp(config: RunConfig, fill: (facts: DatasetFacts, blank: Checkpoint) => Checkpoint): Promise<boolean> {
        dismissUndo();
        const kept = await keepRun();
        const { preset } = get();
        set({ config });
        if (!(await session.open({ config, preset }))) return false;
        if (kept) offerUndo(kept);
        const checkpoint = await guarded({ set, notify }, async () => {
          const blank = await session.ask((api) => api.checkpoint());
          return fill(get().facts as DatasetFacts, blank);
        });
        if (!checkpoint) return false;
        const { series, timeline, marks } = get();
        return session.open({ config, preset, id: run.id, from: { checkpoint, series, timeline, marks } });
      },
      /** Takes up a run that was trained beside the page's, under a name of its own; the page's is kept. */
      async adopt(past: PastRun): Promise<void> {
        dismissUndo();
        await keepRun();
        await openPast(past);
      },
      compare: (id: string | null): void => set({ comparing: find(id)?.id ?? null }),
      /** Takes a past run's set-up and, where it has a checkpoint, its weights. */
      async reopen(id: string): Promise<void> {
        const past = find(id);
        if (!past) return;
        dismissUndo();
        await keepRun();
        await openPast(past);
      },
    },
  };
}
