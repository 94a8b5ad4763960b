import type { KeptRun } from "../storage/entry.ts";
import type { Context } from "./context.ts";
import { hashOf } from "./derived.ts";
import type { History } from "./history.ts";
import { faultOf, within } from "./session/faults.ts";
import type { KeptRunsState } from "./state.ts";

/** Runs whose offer was put away, in the tab's memory. */
const HIDDEN = "inkling.hidden";
const LIST_MS = 10_000;
const READ_MS = 30_000;

export const initialKeptRuns: KeptRunsState = { kept: [], resumable: null };

/** Runs of earlier visits and other tabs: which there are, and what becomes of them. */
export function createKeptRuns({ ports, get, set, notify, session }: Context, { keepRun }: History) {
  let resuming = false;

  async function list(): Promise<readonly KeptRun[]> {
    const all = await within(ports.schedule, LIST_MS, ports.keptRuns.list());
    const known = new Set([session.run.id, ...get().history.map(({ id }) => id)]);
    const kept = all.filter(({ id, elsewhere }) => !elsewhere && !known.has(id));
    set({ kept });
    return kept;
  }

  /** Looks for runs of earlier visits, and offers this tab's own, or the newest. */
  async function look(): Promise<void> {
    try {
      const own = await within(ports.schedule, LIST_MS, ports.keptRuns.own());
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
    const read = await within(ports.schedule, READ_MS, ports.keptRuns.resume(id));
    if (!read.ok) {
      notify(read.problem);
      await refresh();
      return;
    }
    // Resuming says that runs matter to this visitor.
    void ports.keptRuns.persist().catch(() => {});
    const { id: name, config, preset, lost, ...from } = read.value;
    await keepRun();
    withdraw(id);
    set({ config, preset });
    const opening = session.open({ config, preset, from, ...(name === null ? {} : { id: name }) });
    ports.page.replaceHash(hashOf(get()));
    if (lost.length > 0) notify({ code: "keptPartly", values: { fields: lost.slice(0, 5).join(", ") } });
    await opening;
  }

  return {
    look,
    actions: {
      /** Takes up a run of an earlier visit: the one that is offered where none is named. */
      async resume(id = get().resumable?.id): Promise<void> {
        if (id === undefined || resuming) return;
        resuming = true;
        try {
          await resumeNow(id);
        } catch (error) {
          const { code } = faultOf(error);
          notify({ code: code === "timeout" ? "timeout" : "storageUnreadable", values: { ms: READ_MS } });
        } finally {
          resuming = false;
        }
      },
      /** Puts the offer away for this visit; the run stays kept. */
      hideOffer(): void {
        const { resumable } = get();
        if (!resumable) return;
        ports.session.set(HIDDEN, JSON.stringify([...hiddenRuns(), resumable.id]));
        set({ resumable: null });
      },
      /** Deletes a run of an earlier visit for good. */
      async forget(id: string): Promise<void> {
        try {
          const gone = await within(ports.schedule, LIST_MS, ports.keptRuns.forget(id));
          if (!gone) notify({ code: "keptElsewhere", values: {} });
          withdraw(id);
        } catch {
          notify({ code: "storageUnreadable", values: {} });
        }
      },
    },
  };
}
