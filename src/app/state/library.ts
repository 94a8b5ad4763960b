import { MAX_LENGTH } from "../../catalog/link.ts";
import { InklingError } from "../../core/errors.ts";
import { SeriesStore } from "../../core/series/store.ts";
import { CONTENT_KEY, parseContent } from "../../schema/content.ts";
import type { KeptRun, ReadRun, RunToKeep } from "../storage/entry.ts";
import type { Context } from "./context.ts";
import { hashOf } from "./derived.ts";
import type { History } from "./history.ts";
import type { Saving } from "./saving.ts";
import { faultOf, guarded, within } from "./session/faults.ts";
import type { LibraryState, PastRun } from "./state.ts";

const LIST_MS = 10_000;
const READ_MS = 30_000;
/** A file of a run is read into memory; larger ones are none. */
const MOST_BYTES = 256 * 2 ** 20;

export const initialLibrary: LibraryState = { library: null };

/** All runs that are kept here, whichever visit they are from: to be named, put beside, copied, taken along. */
export function createLibrary(
  { ports, get, set, notify, session }: Context,
  { keepRun, actions: { compare } }: History,
  { runOfNow, saveNow }: Saving,
  forget: (id: string) => Promise<void>,
) {
  /** What the browser refuses is said in the page's words. */
  const quietly = <T>(work: () => Promise<T>) =>
    guarded(
      { set, notify },
      () =>
        work().catch((cause: unknown) => {
          throw faultOf(cause).code === "unexpected" ? new InklingError("storageUnreadable", {}, { cause }) : cause;
        }),
      "notice",
    );

  async function list(): Promise<void> {
    const runs = await within(ports.schedule, LIST_MS, ports.keptRuns.list());
    set({ library: { runs, current: session.run.id } });
  }

  const past = (id: string) => get().history.find((each) => each.id === id);

  /** A kept run, wherever it is trained; `null` where it cannot be read, which is said. */
  async function look(id: string): Promise<ReadRun | null> {
    const read = await within(ports.schedule, READ_MS, ports.keptRuns.look(id));
    if (read.ok) return read.value;
    notify(read.problem);
    return null;
  }

  /** Opens a run under a name of its own. */
  async function openCopy({ config, preset, checkpoint, earlier, series, timeline, marks }: ReadRun): Promise<void> {
    await keepRun();
    set({ config, preset, library: null });
    const opening = session.open({ config, preset, from: { checkpoint, earlier, series, timeline, marks } });
    ports.page.replaceHash(hashOf(get()));
    await opening;
  }

  async function whole(id: string): Promise<RunToKeep | null> {
    if (id === session.run.id) {
      await session.checkpoint();
      return runOfNow();
    }
    const left = past(id);
    if (left?.checkpoint) return { ...left, checkpoints: [left.checkpoint] };
    const read = await look(id);
    return read && { ...read, id, checkpoints: [...read.earlier, read.checkpoint] };
  }

  /** What a run learns from, where the visitor brought it and its link does not hold it. */
  async function contentOf({ config }: RunToKeep) {
    const content = parseContent(String(config[CONTENT_KEY] ?? ""));
    if (content?.kind !== "named") return null;
    const data = await ports.contents.read(content.digest);
    return data && { id: content.digest, set: String(config["data.set"]), name: content.name, data };
  }

  /** The model that the link brought takes the place of the untrained one, once its set-up is open. */
  async function openTrained(): Promise<void> {
    const { trained, config, preset, step } = get();
    if (!trained) return;
    set({ trained: null });
    if (step > 0) return;
    const { id } = session.run;
    await quietly(async () => {
      const untrained = await session.checkpoint();
      if (!untrained) return;
      const checkpoint = await ports.keptRuns.unpackModel(trained, untrained);
      if (id !== session.run.id || get().step > 0) return;
      const from = { checkpoint, series: new SeriesStore(), timeline: [], marks: [] };
      await session.open({ config, preset, from, play: session.run.status.wantsToPlay });
    });
  }
  session.on("opened", () => void openTrained());

  return {
    actions: {
      /** The run's set-up with its model in one link; `null` where the model is untrained or too large for that. */
      linkWithModel: (withLanguage: boolean): Promise<string | null> =>
        quietly(async () => {
          const checkpoint = await session.checkpoint();
          const { applied: config, language, linkLanguage } = get();
          const trained =
            checkpoint && config && checkpoint.step > 0 ? await ports.keptRuns.packModel(checkpoint) : null;
          if (!trained || !config) return null;
          const hash = hashOf({ ...get(), config, trained }, withLanguage ? language : linkLanguage);
          return hash.length < MAX_LENGTH ? `${ports.page.address}${hash}` : null;
        }),
      /** Lists all runs, that of now as it is at this moment. */
      async openLibrary(): Promise<void> {
        set({ library: { runs: [], current: session.run.id } });
        await quietly(async () => {
          if (get().step > 0) await saveNow();
          await list();
        });
      },
      closeLibrary: (): void => set({ library: null }),
      async renameRun(id: string, name: string): Promise<void> {
        await quietly(async () => {
          if (!(await ports.keptRuns.rename(id, name))) notify({ code: "keptElsewhere", values: {} });
          await list();
        });
      },
      /** Deletes runs for good. */
      async forgetRuns(ids: readonly string[]): Promise<void> {
        for (const id of ids) await forget(id);
        const history = get().history.filter(({ id }) => !ids.includes(id));
        set({ history, comparing: ids.includes(get().comparing ?? "") ? null : get().comparing });
        await quietly(list);
      },
      /** Puts a kept run beside the one on the page. */
      async besideRun(id: string): Promise<void> {
        await quietly(async () => {
          if (!past(id)) {
            const read = await look(id);
            if (!read) return;
            const { config, preset, backend, checkpoint, series, timeline, marks } = read;
            const { step, elapsedMs } = checkpoint;
            const left: PastRun = { id, config, preset, backend, step, elapsedMs, checkpoint, series, timeline, marks };
            set({ history: [...get().history, left] });
          }
          set({ library: null });
          compare(id);
        });
      },
      /** Opens a copy of a run; the run stays as it is. */
      async copyRun(id: string): Promise<void> {
        await quietly(async () => {
          const read = await look(id);
          if (read) await openCopy(read);
        });
      },
      /** A run as one file; the one on the page where none is named. `null` where there is nothing to take along yet. */
      runFile: (id = session.run.id): Promise<Uint8Array | null> =>
        quietly(async () => {
          const run = await whole(id);
          const name = get().library?.runs.find((each: KeptRun) => each.id === id)?.name ?? "";
          return run && ports.keptRuns.pack({ ...run, name }, await contentOf(run));
        }),
      /** Opens the run in a file, with what it learned. */
      async openRunFile(file: Blob): Promise<void> {
        await quietly(async () => {
          const bytes = new Uint8Array(await file.slice(0, MOST_BYTES + 1).arrayBuffer());
          const read = await ports.keptRuns.unpack(bytes);
          if (!read.ok) return notify(read.problem);
          const { run, content } = read.value;
          if (content && !(await ports.contents.keep(content).catch(() => false))) {
            notify({ code: "contentNotKept", values: { name: content.name } });
          }
          await openCopy(run);
          if (run.lost.length > 0) notify({ code: "keptPartly", values: { fields: run.lost.slice(0, 5).join(", ") } });
        });
      },
      /** Asks the browser not to delete what is kept when space is short; answers whether it agrees. */
      keepForGood: (): Promise<boolean> => ports.keptRuns.persist().catch(() => false),
    },
  };
}
