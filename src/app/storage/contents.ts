/** What visitors brought, where it outlives the page. */
import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import * as check from "./check.ts";

/** Whoever changes what an entry holds raises it and adds a migration. */
const VERSION = 1;

/** What was brought, as it is listed. */
export interface KeptContent {
  /** The digest of its bytes. */
  readonly id: string;
  /** The dataset that it is for. */
  readonly set: string;
  readonly name: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
}

export interface ContentToKeep {
  readonly id: string;
  readonly set: string;
  readonly name: string;
  readonly data: Uint8Array;
}

export interface ContentStorage {
  /** The bytes that a named value stands for; `null` where they are not here. */
  readonly read: (id: string) => Promise<Uint8Array | null>;
  /** Answers whether it outlives the visit: where the browser keeps nothing, it is held until the page closes. */
  readonly keep: (content: ContentToKeep) => Promise<boolean>;
  /** The newest first. */
  readonly list: () => Promise<readonly KeptContent[]>;
  readonly forget: (id: string) => Promise<void>;
}

/** A place for values by key. */
export interface ContentDatabase {
  readonly get: (key: string) => Promise<unknown>;
  readonly all: () => Promise<readonly unknown[]>;
  readonly put: (key: string, value: unknown) => Promise<void>;
  readonly remove: (key: string) => Promise<void>;
}

type Stored = KeptContent & { readonly data: Uint8Array };

/** An entry in today's form; `null` of what cannot be read, or comes from a newer Inkling. */
function readStored(value: unknown): Stored | null {
  try {
    const entry = check.object(value, "content");
    if (check.count(entry.version, "version") !== VERSION) return null;
    const { data } = entry;
    if (!(data instanceof Uint8Array)) return null;
    return {
      id: check.text(entry.id, "id"),
      set: check.text(entry.set, "set"),
      name: check.text(entry.name, "name"),
      savedAt: check.number(entry.savedAt, "savedAt", 0),
      bytes: data.length,
      data,
    };
  } catch {
    return null;
  }
}

export function createContentStorage(database: ContentDatabase, today: () => number): ContentStorage {
  const held = new Map<string, Stored>();
  return {
    async read(id) {
      const here = held.get(id);
      if (here) return here.data;
      const stored = await database.get(id).catch(() => undefined);
      return readStored(stored)?.data ?? null;
    },
    async keep({ id, set, name, data }) {
      const entry = { version: VERSION, id, set, name, data, savedAt: today() };
      try {
        await database.put(id, entry);
        return true;
      } catch {
        held.set(id, { ...entry, bytes: data.length });
        return false;
      }
    },
    async list() {
      const stored = (await database.all().catch(() => [])).flatMap((value) => readStored(value) ?? []);
      const all = new Map([...held.values(), ...stored].map((entry) => [entry.id, entry]));
      return [...all.values()]
        .sort((a, b) => b.savedAt - a.savedAt)
        .map(({ id, set, name, bytes, savedAt }) => ({ id, set, name, bytes, savedAt }));
    },
    async forget(id) {
      held.delete(id);
      await database.remove(id);
    },
  };
}

interface Schema extends DBSchema {
  contents: { key: string; value: unknown };
}

/** IndexedDB; a connection that failed or was closed is opened again when it is needed. */
export function createContentDatabase(name = "inkling-own"): ContentDatabase {
  let connection: Promise<IDBPDatabase<Schema>> | null = null;
  function connect(): Promise<IDBPDatabase<Schema>> {
    const forget = () => {
      connection = null;
    };
    connection ??= openDB<Schema>(name, 1, {
      upgrade: (database) => void database.createObjectStore("contents"),
      blocking: (_, __, event) => {
        forget();
        (event.target as IDBDatabase).close();
      },
      terminated: forget,
    });
    connection.catch(forget);
    return connection;
  }
  return {
    get: async (key) => (await connect()).get("contents", key),
    all: async () => (await connect()).getAll("contents"),
    put: async (key, value) => void (await (await connect()).put("contents", value, key)),
    remove: async (key) => (await connect()).delete("contents", key),
  };
}

export const openContentStorage = (): ContentStorage => createContentStorage(createContentDatabase(), () => Date.now());
