import type { RunConfig } from "../../catalog/config.ts";
import { encode } from "../../catalog/link.ts";
import { isLive, parametersOf } from "../../catalog/parameters.ts";
import { type Fault, InklingError } from "../../core/errors.ts";
import type { Language } from "../../schema/words.ts";
import type { Checkpoint, WorkerApi } from "../../worker/api.ts";
import type { Ports } from "./ports.ts";
import type { Notice, State } from "./state.ts";
import { faultOf, WORKER_GONE } from "./supervisor.ts";

/** What the slices share: the state, the world, and the worker. */
export interface Context {
  readonly ports: Ports;
  readonly get: () => State;
  readonly set: (change: Partial<State>) => void;
  /** Asks the worker of the run that stands open; rejects with a fault. */
  readonly ask: <T>(call: (api: WorkerApi) => Promise<T>) => Promise<T>;
  /** Whether a run stands open in a worker. */
  readonly standing: () => boolean;
  /** Commands that move the run, one after the other. */
  readonly inTurn: <T>(command: () => Promise<T>) => Promise<T>;
  readonly current: CurrentRun;
}

/** What goes with the run that is open, and is not shown. */
export interface CurrentRun {
  /** The name under which it is kept, in this visit and after it. */
  id: string;
  /** Oldest first. */
  checkpoints: readonly Checkpoint[];
  /** The preset that it was opened under; the controls may show another one already. */
  preset: string;
  /** Whether a person wants it to play, whatever the worker is able to: recoveries and *Try again* go on accordingly. */
  wantsToPlay: boolean;
  /** It is about to give way to another one, whose set-up the controls show already: nothing of that is for it. */
  leaving: boolean;
}

let notices = 0;

/** Tells the visitor what was dealt with; one notice of a code stands at a time. Answers its id. */
export function notify({ get, set }: Context, fault: Fault, action?: Notice["action"]): number {
  const id = ++notices;
  const notice: Notice = action ? { id, fault, action } : { id, fault };
  const others = get().notices.filter((other) => other.fault.code !== fault.code);
  set({ notices: [...others, notice].slice(-4) });
  return id;
}

/**
 * Does something that may fail: its fault becomes the page's alert, or a notice where it stops nothing, and the answer
 * is `null`. That a worker died in between is told by the recovery.
 */
export async function guarded<T>(
  context: Context,
  work: () => Promise<T>,
  as: "fault" | "notice" = "fault",
): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    const fault = faultOf(error);
    if (fault.code === WORKER_GONE) return null;
    if (as === "fault") context.set({ fault });
    else notify(context, fault);
    return null;
  }
}

/** Rejects with `timeout` when the answer takes too long. */
export function within<T>({ ports }: Context, ms: number, answer: Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const stop = ports.schedule.after(ms, () => reject(new InklingError("timeout", { ms })));
    answer.then(resolve, reject).finally(stop);
  });
}

/** Whether a change of this key can act on the run as it was opened: both set-ups mean the same live parameter by it. */
function isTunable(config: RunConfig, applied: RunConfig, key: string): boolean {
  return isLive(applied, key) && parametersOf(config).get(key) === parametersOf(applied).get(key);
}

/** The keys in which the controls differ from the run, split into what acts at once and what needs a new run. */
export function divergence(config: RunConfig, applied: RunConfig): { live: string[]; structural: string[] } {
  const different = Object.keys(config).filter((key) => config[key] !== applied[key]);
  return {
    live: different.filter((key) => isTunable(config, applied, key)),
    structural: different.filter((key) => !isTunable(config, applied, key)),
  };
}

/** The hash that holds the whole set-up; no language of its own, because that is each reader's choice. */
export function hashOf(
  { config, preset, view, linkLanguage }: State,
  language: Language | null = linkLanguage,
): string {
  return encode(config, { preset, view, language });
}
