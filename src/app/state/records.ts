import { differences } from "../../catalog/change.ts";
import type { RunConfig } from "../../catalog/config.ts";
import type { Checkpoint } from "../../worker/api.ts";
import { keep } from "./checkpointRetention.ts";
import { type Context, divergence, hashOf, notify, within } from "./context.ts";
import type { FormerRun, Opening, Runs } from "./runs.ts";
import type { Saving } from "./saving.ts";
import type { Actions, RunRecord } from "./state.ts";

/** Bytes of checkpoints that a run keeps in memory, and runs that a visit keeps. */
const CHECKPOINT_BYTES = 96 * 2 ** 20;
const MAX_RECORDS = 24;
/** How long a last checkpoint may take before the newest one at hand has to do. */
const CHECKPOINT_MS = 3_000;

type RecordActions = Pick<Actions, "reset" | "undoReset" | "compare" | "reopen">;

export interface Records extends RecordActions {
  /** Keeps the run as a record, with a checkpoint of this moment; `null` where nothing was learned yet. */
  readonly keepRun: () => Promise<RunRecord | null>;
  /** Keeps the run with what the page holds of it, unless that is kept already; for whoever cannot wait. */
  readonly keepAtHand: () => RunRecord | null;
  /** Keeps the run and opens another set-up, with the weights of a record of that very set-up where there is one. */
  readonly replaceRun: (config: RunConfig, options?: { readonly fresh?: boolean }) => Promise<void>;
  /** Opens the run again that gave way to an opening which was called off: what it had learned is among the records. */
  readonly comeBack: (former: FormerRun) => Promise<void>;
  /** Takes in a checkpoint of the run, here and where it outlives the page. */
  readonly addCheckpoint: (checkpoint: Checkpoint) => void;
  /** Takes a checkpoint of this moment in the background. */
  readonly saveNow: () => Promise<void>;
  /** The run goes on from an earlier step: what it was until now stays kept as it is, under its own name. */
  readonly branch: () => void;
}

export function createRecords(context: Context, runs: Runs, saving: Saving): Records {
  const { get, set, ports, current } = context;
  let undoable: string | null = null;
  let keeping: Promise<RunRecord | null> | null = null;

  function addCheckpoint(checkpoint: Checkpoint): void {
    current.checkpoints = keep(current.checkpoints, checkpoint, CHECKPOINT_BYTES);
    set({ checkpoints: current.checkpoints.map(({ step, bytes }) => ({ step, bytes })) });
    saving.save();
  }

  async function checkpointNow(): Promise<Checkpoint | null> {
    if (!context.standing()) return null;
    try {
      const checkpoint = await within(
        context,
        CHECKPOINT_MS,
        context.ask((api) => api.checkpoint()),
      );
      addCheckpoint(checkpoint);
      return checkpoint;
    } catch {
      // A run that is diverging has no finite checkpoint; the newest one at hand stands in.
      return null;
    }
  }

  /** Keeps the run once, however often it is asked to before another one opens. */
  async function keepRun(): Promise<RunRecord | null> {
    if (keeping) {
      await keeping;
      return null;
    }
    keeping = record();
    try {
      return await keeping;
    } finally {
      keeping = null;
    }
  }

  async function record(): Promise<RunRecord | null> {
    if (get().step === 0) return null;
    await context.inTurn(async () => {
      if (get().phase.kind === "playing") await pausedSoon();
    });
    await checkpointNow();
    return keepAtHand();
  }

  /** A worker that hangs is not waited for: what it has sent is kept. */
  async function pausedSoon(): Promise<void> {
    const pause = context.ask((api) => api.pause());
    await within(context, CHECKPOINT_MS, pause).catch(() => {});
  }

  function keepAtHand(): RunRecord | null {
    const { applied, backend, step, elapsedMs, series, timeline, marks, records } = get();
    if (!applied || step === 0) return null;
    const { id } = current;
    const checkpoint = current.checkpoints.findLast((entry) => entry.step > 0) ?? null;
    const known = records.find((record) => record.id === id);
    if (known?.step === step && known.checkpoint === checkpoint) return null;
    const kept: RunRecord = {
      id,
      config: applied,
      step,
      elapsedMs,
      backend: backend?.kind ?? runs.wanted(),
      series: series.snapshot(),
      timeline,
      checkpoint,
      marks,
      preset: current.preset,
    };
    set({ records: [...records.filter((record) => record !== known), kept].slice(-MAX_RECORDS) });
    return kept;
  }

  const remove = (id: string) =>
    set({
      records: get().records.filter((record) => record.id !== id),
      ...(get().comparing === id ? { comparing: null } : {}),
    });

  function offerUndo(record: RunRecord): void {
    undoable = record.id;
    notify(context, { code: "runKept", values: { step: record.step } }, "undoReset");
  }

  const dismissUndo = () => {
    undoable = null;
    set({ notices: get().notices.filter(({ action }) => action !== "undoReset") });
  };

  /** Opens a record's set-up and what it had learned. */
  function openRecord(
    record: RunRecord,
    id?: string,
    options: Pick<Opening, "backend" | "instead"> = {},
  ): Promise<boolean> {
    const { config, checkpoint, series, timeline, marks = [], preset } = record;
    set({ config, preset: preset ?? get().preset });
    const from: Opening["from"] = checkpoint ? { checkpoint, series, timeline, marks } : undefined;
    const opening = runs.open({ config, ...options, ...(from ? { from } : {}), ...(id === undefined ? {} : { id }) });
    ports.page.replaceHash(hashOf(get()));
    return opening;
  }

  const sameConfig = (a: RunConfig, b: RunConfig) =>
    differences(a, b).length === 0 && Object.keys(a).length === Object.keys(b).length;

  async function replaceRun(config: RunConfig, { fresh = false } = {}): Promise<void> {
    current.leaving = true;
    const kept = await keepRun();
    current.leaving = false;
    const former = fresh ? undefined : get().records.findLast((record) => sameConfig(record.config, config));
    if (former) {
      remove(former.id);
      dismissUndo();
      await openRecord(former, former.id);
      return;
    }
    if (kept) offerUndo(kept);
    await runs.open({ config });
  }

  async function comeBack({ id, preset, config, backend }: FormerRun): Promise<void> {
    const record = get().records.find((one) => one.id === id);
    if (record) {
      dismissUndo();
      remove(id);
      await openRecord(record, id, { backend, instead: true });
    } else if (config) {
      set({ config, preset, pending: [] });
      const opening = runs.open({ config, id, backend, instead: true });
      ports.page.replaceHash(hashOf(get()));
      await opening;
    }
  }

  ports.page.onVisibility(() => {
    // A page that is hidden may never be seen again.
    if (ports.page.hidden() && get().step > 0) void checkpointNow();
  });

  return {
    keepRun,
    comeBack,
    keepAtHand,
    branch() {
      saving.leave();
      current.id = ports.newId();
    },
    replaceRun,
    addCheckpoint,
    saveNow: async () => void (await checkpointNow()),
    async reset() {
      const { applied, phase } = get();
      // Applying a change to a run that plays means to go on with it.
      const play =
        phase.kind === "playing" && applied !== null && divergence(get().config, applied).structural.length > 0;
      const kept = await keepRun();
      if (kept) offerUndo(kept);
      await runs.open({ config: get().config, play });
    },
    async undoReset() {
      const record = get().records.find(({ id }) => id === undoable);
      if (!record) return;
      dismissUndo();
      await keepRun();
      remove(record.id);
      await openRecord(record, record.id);
    },
    compare(record) {
      set({ comparing: get().records.some(({ id }) => id === record) ? record : null });
    },
    async reopen(id) {
      const record = get().records.find((one) => one.id === id);
      if (!record) return;
      dismissUndo();
      await keepRun();
      await openRecord(record);
    },
  };
}
