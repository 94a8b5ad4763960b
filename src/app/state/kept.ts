import type { KeptRun } from "../storage/entry.ts";
import { type Context, hashOf, notify, within } from "./context.ts";
import type { Records } from "./records.ts";
import type { Runs } from "./runs.ts";
import type { Actions } from "./state.ts";
import { faultOf } from "./supervisor.ts";

/** Runs whose offer was put away, in the tab's memory. */
const HIDDEN = "inkling.hidden";
const LIST_MS = 10_000;
const READ_MS = 30_000;

type KeptActions = Pick<Actions, "resume" | "hideOffer" | "forget">;

export interface Kept extends KeptActions {
  /** Looks for runs of earlier visits, and offers this tab's own, or the newest. */
  readonly look: () => Promise<void>;
}

/** Runs of earlier visits and other tabs: which there are, and what becomes of them. */
export function createKept(context: Context, runs: Runs, records: Records): Kept {
  const { get, set, ports, current } = context;
  let resuming = false;

  async function list(): Promise<readonly KeptRun[]> {
    const all = await within(context, LIST_MS, ports.keptRuns.list());
    const known = new Set([current.id, ...get().records.map(({ id }) => id)]);
    const kept = all.filter(({ id, elsewhere }) => !elsewhere && !known.has(id));
    set({ kept });
    return kept;
  }

  async function look(): Promise<void> {
    try {
      const own = await within(context, LIST_MS, ports.keptRuns.own());
      const hidden = hiddenRuns();
      const offers = (await list()).filter(({ id }) => !hidden.includes(id));
      set({ resumable: offers.find(({ id }) => id === own) ?? offers[0] ?? null });
    } catch {
      // Nothing can be read here; that nothing can be kept either is said by the first save.
    }
  }

  /** What another tab has done since shows when this one is looked at. */
  async function refresh(): Promise<void> {
    try {
      const kept = await list();
      const { resumable } = get();
      if (resumable && !kept.some(({ id }) => id === resumable.id)) set({ resumable: null });
    } catch {
      // The list stays as it was.
    }
  }

  ports.page.onVisibility(() => {
    if (!ports.page.hidden()) void refresh();
  });

  function hiddenRuns(): readonly string[] {
    try {
      const ids: unknown = JSON.parse(ports.session.get(HIDDEN) ?? "[]");
      return Array.isArray(ids) ? ids.filter((id) => typeof id === "string") : [];
    } catch {
      return [];
    }
  }

  function withdraw(id: string): void {
    const { kept, resumable } = get();
    set({ kept: kept.filter((run) => run.id !== id), ...(resumable?.id === id ? { resumable: null } : {}) });
  }

  async function resumeNow(id: string): Promise<void> {
    const read = await within(context, READ_MS, ports.keptRuns.resume(id));
    if (!read.ok) {
      notify(context, read.problem);
      await refresh();
      return;
    }
    // Resuming says that runs matter to this visitor.
    void ports.keptRuns.persist().catch(() => {});
    const { id: name, config, preset, lost, ...from } = read.value;
    await records.keepRun();
    withdraw(id);
    set({ config, preset });
    const opening = runs.open(name === null ? { config, from } : { config, from, id: name });
    ports.page.replaceHash(hashOf(get()));
    if (lost.length > 0) notify(context, { code: "keptPartly", values: { fields: lost.slice(0, 5).join(", ") } });
    await opening;
  }

  return {
    look,
    async resume(id = get().resumable?.id) {
      if (id === undefined || resuming) return;
      resuming = true;
      try {
        await resumeNow(id);
      } catch (error) {
        const { code } = faultOf(error);
        notify(context, { code: code === "timeout" ? "timeout" : "storageUnreadable", values: { ms: READ_MS } });
      } finally {
        resuming = false;
      }
    },
    hideOffer() {
      const { resumable } = get();
      if (!resumable) return;
      ports.session.set(HIDDEN, JSON.stringify([...hiddenRuns(), resumable.id]));
      set({ resumable: null });
    },
    async forget(id) {
      try {
        const gone = await within(context, LIST_MS, ports.keptRuns.forget(id));
        if (!gone) notify(context, { code: "keptElsewhere", values: {} });
        withdraw(id);
      } catch {
        notify(context, { code: "storageUnreadable", values: {} });
      }
    },
  };
}
