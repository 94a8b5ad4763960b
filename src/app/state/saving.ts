import type { Checkpoint } from "../../worker/api.ts";
import type { RunToKeep } from "../storage/entry.ts";
import type { Context } from "./context.ts";
import { keep } from "./session/checkpointRetention.ts";
import { faultOf, within } from "./session/faults.ts";

/** Bytes of checkpoints that are kept of one run after the page is closed; the newest may be larger by itself. */
const CHECKPOINT_BYTES = 24 * 2 ** 20;
/** A browser that has not answered until then is taken to refuse. */
const SAVE_MS = 30_000;

export type Saving = ReturnType<typeof createSaving>;

/** Writes the session's runs where they outlive the page, one after the other, and of each only what is newest when its turn comes. */
export function createSaving({ ports, get, notify, session }: Context) {
  const { run } = session;
  const waiting = new Map<string, RunToKeep>();
  let busy = false;
  let writing: Promise<void> = Promise.resolve();
  let told = false;
  let ring: { readonly id: string; readonly checkpoints: readonly Checkpoint[] } = { id: "", checkpoints: [] };

  /** All of it belongs together: it is put together here and now, whenever it is written. */
  function runOfNow(): RunToKeep | null {
    const { applied: config, backend, series, timeline, marks } = get();
    const { id, preset } = run;
    let checkpoints = ring.id === id ? ring.checkpoints.filter((each) => run.checkpoints.includes(each)) : [];
    for (const checkpoint of run.checkpoints) {
      const isNew = checkpoint.step > (checkpoints.at(-1)?.step ?? 0);
      if (isNew) checkpoints = [...keep(checkpoints, checkpoint, CHECKPOINT_BYTES)];
    }
    ring = { id, checkpoints };
    if (!config || checkpoints.length === 0) return null;
    return { id, config, preset, backend: backend?.kind ?? run.backend, checkpoints, series, timeline, marks };
  }

  function save(): void {
    const now = runOfNow();
    if (!now) return;
    waiting.set(now.id, now);
    if (!busy) writing = work();
  }

  /** What is there of the run that gives way is kept, and any page may take it up. */
  function leave(): void {
    const { id } = run;
    save();
    if (!waiting.has(id)) ports.keptRuns.release(id);
  }

  async function work(): Promise<void> {
    busy = true;
    for (let [next] = waiting.values(); next; [next] = waiting.values()) {
      waiting.delete(next.id);
      await write(next);
      if (next.id !== run.id && !waiting.has(next.id)) ports.keptRuns.release(next.id);
    }
    busy = false;
  }

  async function write(one: RunToKeep): Promise<void> {
    try {
      await within(ports.schedule, SAVE_MS, ports.keptRuns.save(one));
    } catch (error) {
      const { code } = faultOf(error);
      if (code === "keptElsewhere") goOnApart(one.id);
      else tell(code === "storageFull" ? "storageFull" : "storageRefused");
    }
  }

  /** Another page took the run up: this one goes on under a name of its own. */
  function goOnApart(id: string): void {
    if (id !== run.id) return;
    session.rename();
    save();
  }

  /** The run goes on all the same, which is said once in a visit. */
  function tell(code: "storageFull" | "storageRefused"): void {
    if (told) return;
    told = true;
    notify({ code, values: {} });
  }

  /** Saves the run as it is at this moment; resolves when it is written, or refused. */
  async function saveNow(): Promise<void> {
    await session.checkpoint();
    await writing;
  }

  session.on("checkpoint", save);
  session.on("leaving", leave);
  session.on("branching", leave);
  ports.page.onVisibility(() => {
    // A page that is hidden may never be seen again.
    if (ports.page.hidden() && get().step > 0) void saveNow();
  });

  return { saveNow, runOfNow };
}
