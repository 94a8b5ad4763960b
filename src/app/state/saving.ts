import type { BackendKind, Checkpoint } from "../../worker/api.ts";
import type { RunToKeep } from "../storage/entry.ts";
import { keep } from "./checkpointRetention.ts";
import { type Context, notify, within } from "./context.ts";
import { faultOf } from "./supervisor.ts";

/** Bytes of checkpoints that are kept of one run after the page is closed; the newest may be larger by itself. */
const CHECKPOINT_BYTES = 24 * 2 ** 20;
/** A browser that has not answered until then is taken to refuse. */
const SAVE_MS = 30_000;

export interface Saving {
  /** Keeps the run as it is now where it outlives the page, in the background. */
  readonly save: () => void;
  /** Resolves when all that was to be kept is written, or refused. */
  readonly written: () => Promise<void>;
  /** Another run takes its place: what is there of this one is kept, and any page may take it up. */
  readonly leave: () => void;
}

/** Writes runs one after the other, and of each only what is newest when its turn comes. */
export function createSaving(context: Context, wanted: () => BackendKind): Saving {
  const { get, ports, current } = context;
  const waiting = new Map<string, RunToKeep>();
  let busy = false;
  let writing: Promise<void> = Promise.resolve();
  let told = false;
  let ring: { readonly id: string; readonly checkpoints: readonly Checkpoint[] } = { id: "", checkpoints: [] };

  /** All of it belongs together: it is put together here and now, whenever it is written. */
  function runOfNow(): RunToKeep | null {
    const { applied: config, backend, series, timeline, marks } = get();
    const { id, preset } = current;
    let checkpoints = ring.id === id ? ring.checkpoints.filter((each) => current.checkpoints.includes(each)) : [];
    for (const checkpoint of current.checkpoints) {
      const isNew = checkpoint.step > (checkpoints.at(-1)?.step ?? 0);
      if (isNew) checkpoints = [...keep(checkpoints, checkpoint, CHECKPOINT_BYTES)];
    }
    ring = { id, checkpoints };
    if (!config || checkpoints.length === 0) return null;
    return { id, config, preset, backend: backend?.kind ?? wanted(), checkpoints, series, timeline, marks };
  }

  function save(): void {
    const run = runOfNow();
    if (!run) return;
    waiting.set(run.id, run);
    if (!busy) writing = work();
  }

  async function work(): Promise<void> {
    busy = true;
    for (let [next] = waiting.values(); next; [next] = waiting.values()) {
      waiting.delete(next.id);
      await write(next);
      if (next.id !== current.id && !waiting.has(next.id)) ports.keptRuns.release(next.id);
    }
    busy = false;
  }

  async function write(run: RunToKeep): Promise<void> {
    try {
      await within(context, SAVE_MS, ports.keptRuns.save(run));
    } catch (error) {
      const { code } = faultOf(error);
      if (code === "keptElsewhere") goOnApart(run.id);
      else tell(code === "storageFull" ? "storageFull" : "storageRefused");
    }
  }

  /** Another page took the run up: this one goes on under a name of its own. */
  function goOnApart(id: string): void {
    if (id !== current.id) return;
    current.id = ports.newId();
    save();
  }

  /** The run goes on all the same, which is said once in a visit. */
  function tell(code: "storageFull" | "storageRefused"): void {
    if (told) return;
    told = true;
    notify(context, { code, values: {} });
  }

  return {
    save,
    written: () => writing,
    leave() {
      const { id } = current;
      save();
      if (!waiting.has(id)) ports.keptRuns.release(id);
    },
  };
}
