import type { RunStorage } from "./runStorage.ts";

/** A storage whose code comes later than the page; where it could not be fetched, the next call fetches it again. */
export function lateStorage(fetch: () => Promise<RunStorage>): RunStorage {
  let fetched: Promise<RunStorage> | null = null;
  const storage = () => {
    fetched ??= fetch().catch((error: unknown) => {
      fetched = null;
      throw error;
    });
    return fetched;
  };
  return {
    list: async () => (await storage()).list(),
    own: async () => (await storage()).own(),
    save: async (run) => (await storage()).save(run),
    release: (id) => void fetched?.then((found) => found.release(id)).catch(() => {}),
    resume: async (id) => (await storage()).resume(id),
    forget: async (id) => (await storage()).forget(id),
    persist: async () => (await storage()).persist(),
  };
}
