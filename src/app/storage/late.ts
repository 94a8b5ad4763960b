import type { ContentStorage } from "./contents.ts";
import type { RunStorage } from "./runStorage.ts";

function late<S>(fetch: () => Promise<S>) {
  let fetched: Promise<S> | null = null;
  const storage = () => {
    fetched ??= fetch().catch((error: unknown) => {
      fetched = null;
      throw error;
    });
    return fetched;
  };
  return { storage, now: () => fetched };
}

/** A storage whose code comes later than the page; where it could not be fetched, the next call fetches it again. */
export function lateStorage(fetch: () => Promise<RunStorage>): RunStorage {
  const { storage, now } = late(fetch);
  return {
    list: async () => (await storage()).list(),
    own: async () => (await storage()).own(),
    save: async (run) => (await storage()).save(run),
    release: (id) =>
      void now()
        ?.then((found) => found.release(id))
        .catch(() => {}),
    resume: async (id) => (await storage()).resume(id),
    forget: async (id) => (await storage()).forget(id),
    persist: async () => (await storage()).persist(),
    look: async (id) => (await storage()).look(id),
    rename: async (id, name) => (await storage()).rename(id, name),
    pack: async (run, content) => (await storage()).pack(run, content),
    unpack: async (file) => (await storage()).unpack(file),
    packModel: async (checkpoint) => (await storage()).packModel(checkpoint),
    unpackModel: async (text, untrained) => (await storage()).unpackModel(text, untrained),
  };
}

/** The same for what visitors brought. */
export function lateContents(fetch: () => Promise<ContentStorage>): ContentStorage {
  const { storage } = late(fetch);
  return {
    read: async (id) => (await storage()).read(id),
    keep: async (content) => (await storage()).keep(content),
    list: async () => (await storage()).list(),
    forget: async (id) => (await storage()).forget(id),
  };
}
