import { type RunConfig, section } from "../../../catalog/config.ts";
import type { Fault } from "../../../core/errors.ts";
import type { DatasetFacts } from "../../../schema/domain.ts";
import type { BackendKind, Checkpoint } from "../../../worker/api.ts";
import { attempts } from "../backends.ts";
import { contentFor } from "./content.ts";
import type { Core } from "./core.ts";
import { faultOf, guarded } from "./faults.ts";
import { emptyRun, type Past, shownUntil, sizesOf } from "./state.ts";
import type { Supervisor } from "./supervisor.ts";

/** Deaths of a worker that are put up with on one backend, and how long they are remembered. */
const PATIENCE = 2;
const PATIENCE_MS = 120_000;

export interface Opening {
  readonly config: RunConfig;
  /** The preset that the set-up started from. */
  readonly preset: string;
  /** The name of the run that goes on; a new one where it is left out. */
  readonly id?: string;
  /** The run goes on from here, with what it had shown until then. */
  readonly from?: Past & {
    readonly checkpoint: Checkpoint;
    /** Older ones of the same run, to go back to. */
    readonly earlier?: readonly Checkpoint[];
  };
  readonly play?: boolean;
  /** In place of another opening that was called off. */
  readonly instead?: boolean;
  /** The backend that is wanted; the one in use, or the best known, where it is left out. */
  readonly backend?: BackendKind;
}

export function createOpener(core: Core, supervisor: Supervisor) {
  const { get, ports, run, dispatch, announce, notify, measures, arithmetic } = core;
  let newest = 0;
  let underWay: Promise<unknown> = Promise.resolve();
  let deaths: { readonly at: number; readonly backend: BackendKind }[] = [];

  async function openNow(opening: Opening, how: "open" | "reopen"): Promise<boolean> {
    const { config, from, backend: wanted = run.backend } = opening;
    const mine = ++newest;
    const former = { id: run.id, preset: run.preset, config: get().applied, backend: run.backend };
    clear(opening, how);
    core.events.discard();
    announce({ type: "opening" });
    let first: Fault | null = null;
    const untried = [...attempts(wanted, measures())];
    let retried = false;
    for (let kind = untried.shift(); kind; kind = untried.shift()) {
      try {
        const asked = contentFor(config, ports);
        const content = asked && (await asked);
        if (mine !== newest) return false;
        const opened = await supervisor.open({
          config,
          backend: kind,
          arithmetic: arithmetic(),
          checkpoint: from?.checkpoint,
          content,
        });
        if (mine !== newest) return false;
        const { backend, step, weights, flopsPerSecond } = opened;
        const facts = withBaselines(opened.facts, get().facts);
        const play = run.status.wantsToPlay;
        run.backend = kind;
        dispatch({ type: "opened", step }, { backend, facts, weights, flopsPerSecond, step, tasks: [] });
        if (first && kind !== wanted) notify({ code: "backendFallback", values: { from: wanted, to: kind } });
        announce({ type: "opened" });
        if (play) await guarded(core, () => core.ask((api) => api.play()));
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
    dispatch({ type: "failed", step: get().step }, { fault: first, tasks: [], work: null });
    if (first?.code === "cancelled" && former.id !== run.id && opening.instead !== true) {
      announce({ type: "calledOff", former });
    }
    return false;
  }

  /** The only place where a session lets go of a run; one that does not go on is kept before. */
  function clear({ config, preset, id, from, play = false }: Opening, how: "open" | "reopen"): void {
    if (id !== run.id || !from) {
      core.events.flush();
      announce({ type: "leaving" });
    }
    const { facts, applied, seriesVersion } = get();
    const sameData = applied && same(section(applied, "data"), section(config, "data"));
    const step = from?.checkpoint.step ?? 0;
    const earlier = from?.earlier?.filter((entry) => entry.step < step) ?? [];
    run.id = id ?? ports.newId();
    run.preset = preset;
    run.checkpoints = from ? [...earlier, from.checkpoint] : [];
    dispatch(
      { type: how, play },
      {
        ...emptyRun(),
        applied: config,
        facts: sameData ? facts : null,
        seriesVersion: seriesVersion + 1,
        elapsedMs: from?.checkpoint.elapsedMs ?? 0,
        ...(from ? shownUntil(step, from) : {}),
        checkpoints: sizesOf(run.checkpoints),
      },
    );
  }

  /** The newest call wins. Never rejects: what fails becomes the session's fault. Answers whether the run stands. */
  function start(opening: Opening, how: "open" | "reopen"): Promise<boolean> {
    const opened = openNow(opening, how);
    underWay = opened;
    return opened;
  }

  /** Opens the run that there is again, from its newest checkpoint. */
  function reopen(play: boolean, backend: BackendKind = run.backend): Promise<boolean> {
    const { applied: config, series, timeline, marks } = get();
    if (!config) return Promise.resolve(false);
    const checkpoint = run.checkpoints.at(-1);
    const from = checkpoint && { checkpoint, earlier: run.checkpoints, series, timeline, marks };
    const opening = { config, preset: run.preset, play, backend };
    return start(from ? { ...opening, id: run.id, from } : opening, "reopen");
  }

  /** What a dead worker leaves behind is taken up by a fresh one. */
  function recover(fault: Fault): void {
    core.events.flush();
    dispatch({ type: "lost" });
    const now = ports.now();
    const from = run.backend;
    deaths = [...deaths.filter(({ at }) => now - at < PATIENCE_MS), { at: now, backend: from }];
    const here = deaths.filter(({ backend }) => backend === from).length;
    const to = here > PATIENCE ? attempts(from, measures())[1] : from;
    if (!to) {
      const keepsFailing = { code: "workerKeepsFailing", values: { reason: fault.code } };
      dispatch({ type: "failed", step: get().step }, { fault: keepsFailing });
      return;
    }
    void reopen(run.status.wantsToPlay, to).then((opened) => {
      if (!opened) return;
      notify({ code: "recovered", values: { step: get().step, reason: fault.code } });
      if (to !== from) notify({ code: "backendFallback", values: { from, to } });
    });
  }

  return {
    open: (opening: Opening): Promise<boolean> => start(opening, "open"),
    reopen,
    recover,
    /** Waits for the opening that is under way, if any. */
    settled: (): Promise<unknown> => underWay,
  };
}

const same = (a: object, b: object) => JSON.stringify(a) === JSON.stringify(b);

/** Baselines are worked out after the opening; those of the same data stand until then. */
function withBaselines(opened: DatasetFacts, before: DatasetFacts | null): DatasetFacts {
  return opened.baselines.length === 0 && before ? { ...opened, baselines: before.baselines } : opened;
}

const DEATHS = ["workerFailed", "workerSilent", "deviceLost"];

/** Whether another try, or another backend, may do better: not where the data is missing, say. */
const mayHelp = ({ code }: Fault) => ["backendUnavailable", "gpuError", "unexpected", ...DEATHS].includes(code);
