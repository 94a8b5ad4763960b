import type { RunConfig } from "../../catalog/config.ts";
import { section } from "../../catalog/config.ts";
import type { Fault } from "../../core/errors.ts";
import { SeriesStore } from "../../core/series/store.ts";
import type { DatasetFacts } from "../../schema/domain.ts";
import type { BackendKind, Checkpoint } from "../../worker/api.ts";
import { attempts } from "./backends.ts";
import { type Context, guarded, notify } from "./context.ts";
import type { Mark, Moment } from "./state.ts";
import { faultOf, type Supervisor } from "./supervisor.ts";

/** Deaths of a worker that are put up with on one backend, and how long they are remembered. */
const PATIENCE = 2;
const PATIENCE_MS = 120_000;

export interface Opening {
  readonly config: RunConfig;
  /** The name of the run that goes on; a new one where it is left out. */
  readonly id?: string;
  /** The run goes on from here, with what it had shown until then. */
  readonly from?: {
    readonly checkpoint: Checkpoint;
    /** Older ones of the same run, to go back to. */
    readonly earlier?: readonly Checkpoint[];
    readonly series: SeriesStore;
    readonly timeline: readonly Moment[];
    readonly marks: readonly Mark[];
  };
  readonly play?: boolean;
  /** In place of another opening that was called off. */
  readonly instead?: boolean;
  /** The backend that is wanted; the one in use, or the best known, where it is left out. */
  readonly backend?: BackendKind;
}

export interface Runs {
  /** Opens a run; the newest call wins. Never rejects: what fails becomes the page's fault. Answers whether it stands. */
  readonly open: (opening: Opening) => Promise<boolean>;
  /** Opens the run that there is again, from its newest checkpoint. */
  readonly reopen: (play: boolean, backend?: BackendKind) => Promise<boolean>;
  /** Calls off the opening that is under way: the run before it is opened again, if there was one. */
  readonly callOff: () => void;
  /** Waits for the opening that is under way, if any. */
  readonly settled: () => Promise<unknown>;
  /** What a dead worker leaves behind is taken up by a fresh one. */
  readonly recover: (fault: Fault) => void;
  readonly wanted: () => BackendKind;
  readonly want: (kind: BackendKind) => void;
}

/** The run that gave way to an opening. */
export interface FormerRun {
  readonly id: string;
  readonly preset: string;
  /** `null` before the first opening of all. */
  readonly config: RunConfig | null;
  readonly backend: BackendKind;
}

interface Hooks {
  /** An opening was called off, and this run had given way to it. */
  readonly onCalledOff: (former: FormerRun) => void;
  /** The run that there is gives way to another one, and is kept as far as it is at hand. */
  readonly onLeaving: () => void;
  /** A run was opened and stands, before it plays. */
  readonly onOpened: () => void;
  /** Whatever is shown of the run before is out of date. */
  readonly onOpening: () => void;
}

export function createRuns(context: Context, supervisor: Supervisor, hooks: Hooks): Runs {
  const { get, set, ports, current } = context;
  let newest = 0;
  let underWay: Promise<unknown> = Promise.resolve();
  let backend: BackendKind = "wasm";
  let deaths: { readonly at: number; readonly backend: BackendKind }[] = [];

  async function openNow(opening: Opening): Promise<boolean> {
    const { config, from, backend: wanted = backend } = opening;
    const mine = ++newest;
    const before = { id: current.id, preset: current.preset, config: get().applied, backend };
    clear(opening);
    hooks.onOpening();
    let first: Fault | null = null;
    const untried = [...attempts(wanted, get().measures)];
    let retried = false;
    for (let kind = untried.shift(); kind; kind = untried.shift()) {
      try {
        const opened = await supervisor.open({ config, backend: kind, checkpoint: from?.checkpoint });
        if (mine !== newest) return false;
        backend = kind;
        set({
          phase: opened.step > 0 ? { kind: "paused" } : { kind: "ready" },
          backend: opened.backend,
          facts: withBaselines(opened.facts, get().facts),
          weights: opened.weights,
          flopsPerSecond: opened.flopsPerSecond,
          step: opened.step,
          tasks: [],
        });
        if (first && kind !== wanted) notify(context, { code: "backendFallback", values: { from: wanted, to: kind } });
        const playNow = get().willPlay;
        set({ willPlay: false });
        hooks.onOpened();
        if (playNow) await guarded(context, () => context.ask((api) => api.play()));
        return true;
      } catch (error) {
        if (mine !== newest) return false;
        const fault = faultOf(error);
        // Who calls it off does not want to know why another backend did not open.
        first = fault.code === "cancelled" ? fault : (first ?? fault);
        if (!mayHelp(fault)) break;
        // What died may have died by chance.
        if (DEATHS.includes(fault.code) && !retried) {
          retried = true;
          untried.unshift(kind);
        }
      }
    }
    // What was learned lies in the page, whether a worker stands or not: it can be kept, and opened again.
    set({ fault: first, phase: resting(get().step), willPlay: false, tasks: [], work: null });
    if (first?.code === "cancelled" && before.id !== current.id && opening.instead !== true) hooks.onCalledOff(before);
    return false;
  }

  /** The only place where the page lets go of a run; one that does not go on is kept before. */
  function clear({ config, id, from, play = false }: Opening): void {
    if (id !== current.id || !from) hooks.onLeaving();
    current.id = id ?? ports.newId();
    current.wantsToPlay = play;
    const { facts, applied } = get();
    const sameData = applied && same(section(applied, "data"), section(config, "data"));
    const step = from?.checkpoint.step ?? 0;
    const timeline = from?.timeline.filter((moment) => moment.step <= step) ?? [];
    current.preset = get().preset;
    const earlier = from?.earlier?.filter((entry) => entry.step < step) ?? [];
    current.checkpoints = from ? [...earlier, from.checkpoint] : [];
    const last = timeline.at(-1);
    set({
      applied: config,
      phase: { kind: "opening" },
      willPlay: play,
      step,
      elapsedMs: from?.checkpoint.elapsedMs ?? 0,
      stepsPerSecond: 0,
      facts: sameData ? facts : null,
      weights: null,
      tasks: [],
      series: from ? from.series.upTo(step) : new SeriesStore(),
      seriesVersion: get().seriesVersion + 1,
      marks: from?.marks.filter((mark) => mark.step <= step) ?? [],
      alarms: [],
      fault: null,
      timeline,
      moment: null,
      samples: last ? { ...last, finished: true } : null,
      textViews: {},
      placeViews: {},
      work: null,
      probes: null,
      slowMotion: { kind: "off" },
      checkpoints: current.checkpoints.map(({ step: at, bytes }) => ({ step: at, bytes })),
    });
  }

  function open(opening: Opening): Promise<boolean> {
    const opened = openNow(opening);
    underWay = opened;
    return opened;
  }

  function reopen(play: boolean, kind: BackendKind = backend): Promise<boolean> {
    const { applied, config, series, timeline, marks } = get();
    const checkpoint = current.checkpoints.at(-1);
    const from = checkpoint && { checkpoint, earlier: current.checkpoints, series, timeline, marks };
    const opening = { config: applied ?? config, play, backend: kind };
    return open(from ? { ...opening, id: current.id, from } : opening);
  }

  function recover(fault: Fault): void {
    const now = ports.now();
    deaths = [...deaths.filter(({ at }) => now - at < PATIENCE_MS), { at: now, backend }];
    const here = deaths.filter((death) => death.backend === backend).length;
    const next = here > PATIENCE ? attempts(backend, get().measures)[1] : backend;
    const playing = current.wantsToPlay || get().willPlay;
    if (!next) {
      set({ fault: { code: "workerKeepsFailing", values: { reason: fault.code } }, phase: resting(get().step) });
      return;
    }
    const from = backend;
    void reopen(playing, next).then((opened) => {
      if (!opened) return;
      notify(context, { code: "recovered", values: { step: get().step, reason: fault.code } });
      if (next !== from) notify(context, { code: "backendFallback", values: { from, to: next } });
    });
  }

  return {
    open,
    reopen,
    recover,
    callOff: supervisor.callOff,
    settled: () => underWay,
    wanted: () => backend,
    want: (kind) => {
      backend = kind;
    },
  };
}

const resting = (step: number) => ({ kind: step > 0 ? "paused" : "ready" }) as const;

const same = (a: object, b: object) => JSON.stringify(a) === JSON.stringify(b);

/** Baselines are worked out after the opening; those of the same data stand until then. */
function withBaselines(opened: DatasetFacts, before: DatasetFacts | null): DatasetFacts {
  return opened.baselines.length === 0 && before ? { ...opened, baselines: before.baselines } : opened;
}

const DEATHS = ["workerFailed", "workerSilent", "deviceLost"];

/** Whether another try, or another backend, may do better: not where the data is missing, say. */
const mayHelp = ({ code }: Fault) => ["backendUnavailable", "gpuError", "unexpected", ...DEATHS].includes(code);
