import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { PartKey, RunDatabase } from "./database.ts";

const DATABASE = "inkling-runs";
/** Where an older Inkling had its one slot. */
const OLD = { database: "inkling", store: "runs", key: "newest" } as const;
const OLD_ID = "earlier";

interface Schema extends DBSchema {
  entries: { key: string; value: unknown };
  parts: { key: [id: string, ...key: PartKey]; value: unknown };
}

/** IndexedDB: an entry a run, its parts beside it. A connection that failed or was closed is opened again when it is needed. */
export function createRunDatabase(name: string = DATABASE, old: string = OLD.database): RunDatabase {
  let connection: Promise<IDBPDatabase<Schema>> | null = null;

  function connect(): Promise<IDBPDatabase<Schema>> {
    if (connection) return connection;
    const forget = () => {
      if (connection === opening) connection = null;
    };
    const opening = openDB<Schema>(name, 1, {
      upgrade(database) {
        database.createObjectStore("entries");
        database.createObjectStore("parts");
      },
      // A newer Inkling in another tab, or the visitor who clears the site's data, is not to wait for this page.
      blocking: (_, __, event) => {
        forget();
        (event.target as IDBDatabase).close();
      },
      terminated: forget,
    });
    connection = opening;
    opening.catch(forget);
    return opening;
  }

  const rangeOf = (id: string, from: PartKey, to: PartKey) =>
    IDBKeyRange.bound([id, ...from], [id, ...to], false, true);
  const everything = (id: string) => IDBKeyRange.bound([id], [id, []]);

  async function adoptOld(): Promise<void> {
    const found = await takeOld(old);
    if (found === undefined) return;
    const database = await connect();
    const entry = typeof found === "object" && found !== null ? { ...found, id: OLD_ID, version: 0 } : found;
    await database.put("entries", entry, OLD_ID);
    await forgetOld(old);
  }

  return {
    async entries() {
      // A place that cannot be read any more holds back nothing that can.
      await adoptOld().catch(() => {});
      const { store } = (await connect()).transaction("entries");
      const [ids, values] = await Promise.all([store.getAllKeys(), store.getAll()]);
      return ids.map((id, i) => ({ id, entry: values[i] }));
    },
    async read(id) {
      const transaction = (await connect()).transaction(["entries", "parts"]);
      const parts = transaction.objectStore("parts");
      const [entry, keys, values] = await Promise.all([
        transaction.objectStore("entries").get(id),
        parts.getAllKeys(everything(id)),
        parts.getAll(everything(id)),
      ]);
      if (entry === undefined) return undefined;
      return { entry, parts: keys.map(([, ...key], i) => ({ key: key as PartKey, value: values[i] })) };
    },
    async write(id, allowed, { entry, puts, drops }) {
      const transaction = (await connect()).transaction(["entries", "parts"], "readwrite");
      const entries = transaction.objectStore("entries");
      const parts = transaction.objectStore("parts");
      const done = transaction.done;
      done.catch(() => {});
      try {
        const may = allowed(await entries.get(id));
        if (may) {
          // Each of them fails when the transaction does, which says why.
          const quiet = (request: Promise<unknown>) => void request.catch(() => {});
          for (const [from, to] of drops) quiet(parts.delete(rangeOf(id, from, to)));
          for (const { key, value } of puts) quiet(parts.put(value, [id, ...key]));
          quiet(entries.put(entry, id));
        }
        await done;
        return may;
      } catch (error) {
        // What cannot be written, such as a value that cannot be cloned, takes the rest of the save with it.
        if (transaction.error === null) abort(transaction);
        throw error;
      }
    },
    async remove(id) {
      const transaction = (await connect()).transaction(["entries", "parts"], "readwrite");
      await Promise.all([
        transaction.objectStore("entries").delete(id),
        transaction.objectStore("parts").delete(everything(id)),
        transaction.done,
      ]);
    },
  };
}

function abort(transaction: { abort(): void }): void {
  try {
    transaction.abort();
  } catch {
    // It is over already.
  }
}

/** The run in the old slot. The old database is not made where there is none. */
async function takeOld(name: string): Promise<unknown> {
  const database = await openOld(name);
  if (!database) return undefined;
  try {
    return await database.get(OLD.store, OLD.key);
  } finally {
    database.close();
  }
}

async function forgetOld(name: string): Promise<void> {
  const database = await openOld(name);
  await database?.delete(OLD.store, OLD.key);
  database?.close();
}

async function openOld(name: string): Promise<IDBPDatabase | null> {
  let missing = false;
  try {
    const database = await openDB(name, undefined, {
      upgrade: (_, before, __, transaction) => {
        missing = before === 0;
        if (!missing) return;
        transaction.done.catch(() => {});
        transaction.abort();
      },
      blocking: (_, __, event) => (event.target as IDBDatabase).close(),
    });
    if (database.objectStoreNames.contains(OLD.store)) return database;
    database.close();
    return null;
  } catch (error) {
    if (missing) return null;
    throw error;
  }
}
