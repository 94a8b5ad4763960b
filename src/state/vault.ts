import { type IDBPDatabase, openDB } from "idb";
import type { SavedRun, Vault } from "./ports.ts";

const DATABASE = "inkling";
const STORE = "runs";
const NEWEST = "newest";

/** IndexedDB; the newest run takes the place of the one before. */
export function createVault(name: string = DATABASE): Vault {
  let opened: Promise<IDBPDatabase> | null = null;
  const database = () => {
    opened ??= openDB(name, 1, { upgrade: (db) => void db.createObjectStore(STORE) });
    return opened;
  };
  return {
    async load() {
      const saved: unknown = await (await database()).get(STORE, NEWEST);
      return isSavedRun(saved) ? saved : null;
    },
    async save(run) {
      const db = await database();
      if (run) await db.put(STORE, run, NEWEST);
      else await db.delete(STORE, NEWEST);
    },
  };
}

/** Whether it has the shape of today's; what an older Inkling wrote otherwise is forgotten. */
function isSavedRun(value: unknown): value is SavedRun {
  if (typeof value !== "object" || value === null) return false;
  const { config, checkpoint, series, timeline, marks, savedAt } = value as Partial<SavedRun>;
  return (
    typeof config === "object" &&
    typeof series === "object" &&
    typeof savedAt === "number" &&
    Number.isInteger(checkpoint?.step) &&
    Array.isArray(checkpoint?.tensors) &&
    Array.isArray(timeline) &&
    Array.isArray(marks)
  );
}
