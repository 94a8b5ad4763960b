import { type ContentStorage, createContentStorage } from "../contents.ts";
import type { PartKey, RunDatabase } from "../database.ts";
import type { RunLocks } from "../locks.ts";
import { createRunStorage, type RunStorage } from "../runStorage.ts";

/** A browser's storage and locks, for any number of pages, in a test's hands. */
export class FakeDisk {
  readonly entries = new Map<string, unknown>();
  readonly parts = new Map<string, { readonly id: string; readonly key: PartKey; readonly value: unknown }>();
  /** What every access does: works, finds no room, or is refused. */
  mood: "works" | "full" | "refused" = "works";
  /** Bytes of typed arrays that were written, and parts. */
  written = 0;
  puts = 0;
  /** Which page has which run. */
  readonly owners = new Map<string, string>();
  locksKnown = true;
  /** What another page does while the entries are on their way. */
  meanwhile: (() => Promise<unknown>) | null = null;
  persisted = 0;

  storage(page: string, tab = new Map<string, string>(), today: () => number = () => 0): RunStorage {
    return createRunStorage({
      database: this.#database(),
      locks: this.#locks(page),
      today,
      page,
      tab: { get: () => tab.get("run") ?? null, set: (id) => void tab.set("run", id) },
      persist: async () => ++this.persisted > 0,
    });
  }

  /** What visitors brought. */
  readonly brought = new Map<string, unknown>();

  contents(today: () => number = () => 0): ContentStorage {
    const access = <T>(act: () => T): Promise<T> =>
      this.mood === "works" ? Promise.resolve(act()) : Promise.reject(new DOMException("", "QuotaExceededError"));
    return createContentStorage(
      {
        get: (key) => access(() => this.brought.get(key)),
        all: () => access(() => [...this.brought.values()]),
        put: (key, value) => access(() => void this.brought.set(key, structuredClone(value))),
        remove: (key) => access(() => void this.brought.delete(key)),
      },
      today,
    );
  }

  /** The page ended, however it did: its locks are free. */
  end(page: string): void {
    for (const [id, owner] of this.owners) if (owner === page) this.owners.delete(id);
  }

  /** What lies on it now, as a page would find it after all others ended. */
  copy(): FakeDisk {
    const copy = new FakeDisk();
    for (const [id, entry] of this.entries) copy.entries.set(id, structuredClone(entry));
    for (const [key, value] of this.brought) copy.brought.set(key, structuredClone(value));
    for (const [key, part] of this.parts) copy.parts.set(key, structuredClone(part));
    return copy;
  }

  #meet(writes: boolean): void {
    if (this.mood === "refused") throw new DOMException("no storage", "SecurityError");
    if (this.mood === "full" && writes) throw new DOMException("no room", "QuotaExceededError");
  }

  #database(): RunDatabase {
    const of = (id: string) => [...this.parts.values()].filter((part) => part.id === id);
    return {
      entries: async () => {
        this.#meet(false);
        const [act] = [this.meanwhile];
        this.meanwhile = null;
        await act?.();
        return [...this.entries].map(([id, entry]) => ({ id, entry: structuredClone(entry) }));
      },
      read: async (id) => {
        this.#meet(false);
        const entry = this.entries.get(id);
        return entry === undefined ? undefined : structuredClone({ entry, parts: of(id) });
      },
      write: async (id, allowed, { entry, puts, drops }) => {
        this.#meet(true);
        if (!allowed(structuredClone(this.entries.get(id)))) return false;
        for (const [from, to] of drops) {
          for (const { key } of of(id)) {
            const inside = key[0] === from[0] && compare(key, from) >= 0 && compare(key, to) < 0;
            if (inside) this.parts.delete([id, ...key].join());
          }
        }
        for (const { key, value } of puts) {
          this.parts.set([id, ...key].join(), { id, key, value: structuredClone(value) });
          this.written += bytesOf(value);
          this.puts++;
        }
        this.entries.set(id, structuredClone(entry));
        return true;
      },
      remove: async (id) => {
        this.#meet(false);
        this.entries.delete(id);
        for (const { key } of of(id)) this.parts.delete([id, ...key].join());
      },
    };
  }

  #locks(page: string): RunLocks {
    return {
      known: this.locksKnown,
      take: async (id) => {
        if (!this.locksKnown || this.owners.has(id)) return null;
        this.owners.set(id, page);
        return () => void (this.owners.get(id) === page && this.owners.delete(id));
      },
      taken: async () => new Set(this.owners.keys()),
    };
  }
}

const compare = (a: PartKey, b: PartKey) => a[1] - b[1] || a[2] - b[2];

/** Bytes of all typed arrays in a value. */
function bytesOf(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (typeof value !== "object" || value === null) return 0;
  return Object.values(value).reduce((sum: number, each) => sum + bytesOf(each), 0);
}
