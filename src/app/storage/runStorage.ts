import { InklingError } from "../../core/errors.ts";
import { fetchModule } from "../../core/fetchModule.ts";
import type { Checkpoint } from "../../worker/api.ts";
import { changeOf, newWriter, type Writer } from "./changes.ts";
import type { ContentToKeep } from "./contents.ts";
import type { RunDatabase } from "./database.ts";
import {
  ENTRY_VERSION,
  type Entry,
  type KeptRun,
  type OpenedFile,
  type ReadRun,
  type ResumedRun,
  type RunToKeep,
} from "./entry.ts";
import type { RunLocks } from "./locks.ts";
import { type Read, readEntry, readRun } from "./read.ts";

/** How many runs are kept, and how much they may take together. */
const MAX_RUNS = 500;
/** How many of them no lack of room deletes by itself. */
const LEAST_RUNS = 4;
const MAX_BYTES = 512 * 2 ** 20;
/** How long a page that is being reloaded may take to let go of its run. */
const RELOAD_MS = 1_500;

/** Runs as files. */
const fileCode = () => fetchModule(() => import("./file/index.ts"));

const GONE = { ok: false, problem: { code: "keptGone", values: {} } } as const;

/** Runs that outlive the page, each with an owner while it trains. What the browser refuses rejects. */
export interface RunStorage {
  /** Every kept run, the newest first. */
  readonly list: () => Promise<readonly KeptRun[]>;
  /** The run that this tab had when it was reloaded, unless another page trains it. */
  readonly own: () => Promise<string | null>;
  /** Writes what is new of a run, and takes it for this page. Rejects with `keptElsewhere` where another page has it. */
  readonly save: (run: RunToKeep) => Promise<void>;
  /** This page does not train the run any more. */
  readonly release: (id: string) => void;
  /** Takes a kept run for this page and reads it; a problem where it cannot be had. */
  readonly resume: (id: string) => Promise<Read<ResumedRun>>;
  /** The same without taking it: another page may train it on. */
  readonly look: (id: string) => Promise<Read<ReadRun>>;
  /** Calls a run something else, unless another page trains it; answers whether it does now. */
  readonly rename: (id: string, name: string) => Promise<boolean>;
  /** Deletes a run, unless another page trains it; answers whether it is gone. */
  readonly forget: (id: string) => Promise<boolean>;
  /** Asks the browser not to delete runs when space is short. */
  readonly persist: () => Promise<boolean>;
  /** A run as one file, with what it learns from where the visitor brought that. */
  readonly pack: (run: RunToKeep & { readonly name: string }, content: ContentToKeep | null) => Promise<Uint8Array>;
  /** What such a file holds. */
  readonly unpack: (file: Uint8Array) => Promise<Read<OpenedFile>>;
  /** A small trained model as text for a link; `null` where it is too large for one. */
  readonly packModel: (checkpoint: Checkpoint) => Promise<string | null>;
  /** What such a text holds, for the set-up with this untrained checkpoint. Rejects where it cannot be used. */
  readonly unpackModel: (text: string, untrained: Checkpoint) => Promise<Checkpoint>;
}

export interface Surroundings {
  readonly database: RunDatabase;
  readonly locks: RunLocks;
  /** Milliseconds since 1970. */
  readonly today: () => number;
  /** A name for this page that no other has. */
  readonly page: string;
  /** The tab's memory across reloads. */
  readonly tab: { readonly get: () => string | null; readonly set: (id: string) => void };
  /** Answers whether the browser agrees. */
  readonly persist: () => Promise<boolean>;
}

export function createRunStorage({ database, locks, today, page, tab, persist }: Surroundings): RunStorage {
  const writers = new Map<string, Writer>();
  const mine = new Map<string, () => void>();

  async function take(id: string, waitMs = 0): Promise<boolean> {
    if (mine.has(id)) return true;
    const release = await locks.take(id, waitMs);
    if (!release) return false;
    mine.set(id, release);
    return true;
  }

  function release(id: string): void {
    mine.get(id)?.();
    mine.delete(id);
  }

  /** One after the other: who saves a run has taken it before, so that none that is read here is live and not taken. */
  async function storedAndTaken() {
    const stored = await database.entries();
    return { stored, taken: await locks.taken() };
  }

  async function list(): Promise<readonly KeptRun[]> {
    const { stored, taken } = await storedAndTaken();
    const runs = stored.map(({ id, entry }) => keptRun(id, entry, taken.has(id) && !mine.has(id)));
    return runs.sort((a, b) => b.savedAt - a.savedAt);
  }

  /** Those that nobody trains, the oldest first, but for those that have a name; and what all of them take together. */
  async function evictable(keep: string) {
    const { stored, taken } = await storedAndTaken();
    const runs = stored
      .map(({ id, entry }) => ({ id, ...sizeOf(id, entry) }))
      .sort((a, b) => Number(a.isNamed) - Number(b.isNamed) || a.savedAt - b.savedAt);
    const idle = runs.filter(({ id }) => id !== keep && !taken.has(id) && !mine.has(id));
    return { idle, count: runs.length, bytes: runs.reduce((sum, run) => sum + run.bytes, 0) };
  }

  /** The newest few are left to the visitor, who is told that there is no room. */
  async function evictOne(keep: string): Promise<boolean> {
    const { idle } = await evictable(keep);
    const [oldest] = idle;
    if (!oldest || idle.length <= LEAST_RUNS) return false;
    await database.remove(oldest.id);
    return true;
  }

  async function trim(keep: string): Promise<void> {
    let { idle, count, bytes } = await evictable(keep);
    for (const run of idle) {
      if (count <= MAX_RUNS && bytes <= MAX_BYTES) break;
      await database.remove(run.id);
      bytes -= run.bytes;
      count -= 1;
    }
  }

  async function write(run: RunToKeep): Promise<void> {
    const writer = writers.get(run.id) ?? newWriter();
    writers.set(run.id, writer);
    const { change, done } = changeOf(run, writer, { page, savedAt: today() });
    let gone = false;
    const allowed = (entry: unknown) => {
      gone = entry === undefined && writer.begun;
      return !gone && (entry === undefined || (entry as Partial<Entry> | null)?.owner === page);
    };
    if (await database.write(run.id, allowed, change)) {
      done();
      return;
    }
    if (!gone) throw new InklingError("keptElsewhere");
    // It was deleted meanwhile, so that all of it is new again.
    writers.delete(run.id);
    await write(run);
  }

  async function save(run: RunToKeep): Promise<void> {
    if (locks.known && !(await take(run.id))) throw new InklingError("keptElsewhere");
    const first = !writers.has(run.id);
    for (;;) {
      try {
        await write(run);
        break;
      } catch (error) {
        if (!isFull(error)) throw error;
        if (!(await evictOne(run.id))) throw new InklingError("storageFull", {}, { cause: error });
      }
    }
    const former = tab.get();
    tab.set(run.id);
    // A run that was offered after a reload, and not taken up, may be had elsewhere from now on.
    if (former !== null && former !== run.id) release(former);
    if (first) await trim(run.id);
  }

  async function look(id: string): Promise<Read<ReadRun>> {
    const stored = await database.read(id);
    return stored ? readRun(id, stored.entry, stored.parts) : GONE;
  }

  async function rename(id: string, name: string): Promise<boolean> {
    const had = mine.has(id);
    if (locks.known && !(await take(id))) return false;
    try {
      const stored = (await database.read(id))?.entry;
      if (stored === undefined || (stored as Entry).version !== ENTRY_VERSION) return false;
      const change = { entry: { ...(stored as Entry), name }, puts: [], drops: [] };
      const done = await database.write(id, (now) => now !== undefined, change);
      const writer = writers.get(id);
      if (done && writer) writer.name = name;
      return done;
    } finally {
      if (!had) release(id);
    }
  }

  async function resume(id: string): Promise<Read<ResumedRun>> {
    const had = mine.has(id);
    if (locks.known && !(await take(id))) return { ok: false, problem: { code: "keptElsewhere", values: {} } };
    const stored = await database.read(id);
    const read: Read<ReadRun> = stored ? readRun(id, stored.entry, stored.parts) : GONE;
    if (!read.ok) {
      if (!had) release(id);
      return read;
    }
    if (!locks.known) return { ok: true, value: { ...read.value, id: null } };
    await adopt(id, stored?.entry, read.value);
    return read;
  }

  /** Makes this page the one that may write; what is there already is not written again. */
  async function adopt(id: string, stored: unknown, run: ReadRun): Promise<void> {
    const writer = newWriter();
    writers.set(id, writer);
    const entry = readEntry(id, stored);
    // What an older Inkling wrote is written anew by the first save, in place of what is there.
    writer.name = run.name;
    if (entry.ok && (stored as Entry).version === ENTRY_VERSION) {
      for (const step of entry.value.checkpoints) writer.checkpoints.add(step);
      for (const step of entry.value.moments) writer.moments.set(step, null);
      for (const moment of run.timeline) writer.moments.set(moment.step, new WeakRef(moment));
      run.series.save(writer.pieces).done();
      writer.begun = true;
    }
    await database.write(id, () => true, { entry: { ...(stored as Entry), owner: page }, puts: [], drops: [] });
  }

  return {
    list,
    save,
    release,
    resume,
    look,
    rename,
    async own() {
      const id = tab.get();
      if (id === null || !locks.known) return id;
      return (await take(id, RELOAD_MS)) ? id : null;
    },
    async forget(id) {
      if (locks.known && !(await take(id))) return false;
      await database.remove(id);
      writers.delete(id);
      release(id);
      return true;
    },
    persist,
    pack: async (run, content) => (await fileCode()).packRun(run, content),
    unpack: async (file) => (await fileCode()).unpackRun(file),
    packModel: async (checkpoint) => (await fileCode()).packModel(checkpoint),
    unpackModel: async (text, untrained) => (await fileCode()).unpackModel(text, untrained),
  };
}

function keptRun(id: string, stored: unknown, elsewhere: boolean): KeptRun {
  const read = readEntry(id, stored);
  if (read.ok) {
    const { name, config, preset, step, elapsedMs, savedAt, bytes, thumbnail } = read.value;
    return { id, name, config, preset, step, elapsedMs, savedAt, bytes, thumbnail, elsewhere, problem: null };
  }
  const unknown = { name: "", config: null, preset: "", step: 0, elapsedMs: 0, thumbnail: null };
  const { savedAt, bytes } = sizeOf(id, stored);
  return { id, ...unknown, savedAt, bytes, elsewhere, problem: read.problem };
}

interface Size {
  readonly savedAt: number;
  readonly bytes: number;
  readonly isNamed: boolean;
}

function sizeOf(id: string, stored: unknown): Size {
  const read = readEntry(id, stored);
  if (read.ok) return { savedAt: read.value.savedAt, bytes: read.value.bytes, isNamed: read.value.name !== "" };
  const { savedAt, bytes } = (stored ?? {}) as { savedAt?: unknown; bytes?: unknown };
  const known = (value: unknown) => (typeof value === "number" && Number.isFinite(value) ? value : 0);
  return { savedAt: known(savedAt), bytes: known(bytes), isNamed: false };
}

const isFull = (error: unknown) => error instanceof DOMException && error.name === "QuotaExceededError";
