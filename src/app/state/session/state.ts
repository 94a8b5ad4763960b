import type { RunConfig } from "../../../catalog/config.ts";
import type { Fault } from "../../../core/errors.ts";
import { SeriesStore } from "../../../core/series/store.ts";
import type { Alarm } from "../../../schema/alarm.ts";
import type { DatasetFacts } from "../../../schema/domain.ts";
import type { Probe } from "../../../schema/modelGraph.ts";
import type { ViewData } from "../../../schema/view.ts";
import type { BackendFacts, BackendKind, Checkpoint, TaskProgress, Work } from "../../../worker/api.ts";
import type { Mark, Moment } from "../../storage/entry.ts";
import { IDLE, type Phase, type Status, shown } from "./machine.ts";

/** What a session shows of its run. */
export interface SessionState {
  /** What the run in the worker has: the set-up as it was opened, with the live changes since. */
  readonly applied: RunConfig | null;
  readonly phase: Phase;
  /** Play was pressed while the set-up was still opening: it plays as soon as it is ready. Pause takes it back. */
  readonly willPlay: boolean;
  readonly step: number;
  readonly elapsedMs: number;
  readonly stepsPerSecond: number;
  readonly backend: BackendFacts | null;
  readonly facts: DatasetFacts | null;
  readonly weights: number | null;
  /** How fast a plain product goes on the backend in use. */
  readonly flopsPerSecond: number | null;
  readonly tasks: readonly TaskProgress[];
  /** What the worker's thread is busy with, and since when by the page's clock; `null` where it is nothing long. */
  readonly work: (Work & { readonly since: number }) | null;
  /** What the run reported. It grows in place; `seriesVersion` says that it did. */
  readonly series: SeriesStore;
  readonly seriesVersion: number;
  /** Live changes, drawn into the chart. */
  readonly marks: readonly Mark[];
  readonly alarms: readonly Alarm[];
  /** What stopped the run, as an `alert` with a way out. */
  readonly fault: Fault | null;
  /** Every logged moment, oldest first. */
  readonly timeline: readonly Moment[];
  /** The moment that the stage shows, as its place in `timeline`; `null` follows the run. */
  readonly moment: number | null;
  /** The newest samples, growing while they are written. */
  readonly samples: { readonly step: number; readonly view: ViewData; readonly finished: boolean } | null;
  readonly probes: { readonly step: number; readonly probes: readonly Probe[] } | null;
  readonly checkpoints: readonly { readonly step: number; readonly bytes: number }[];
}

/** What goes with the run that is open, and is not shown. */
export interface CurrentRun {
  /** The name under which it is kept, in this visit and after it. */
  id: string;
  /** The preset that it was opened under; the controls may show another one already. */
  preset: string;
  /** Oldest first. */
  checkpoints: readonly Checkpoint[];
  /** The backend that it is to run on. */
  backend: BackendKind;
  status: Status;
}

/** Nothing of a run yet. */
export const emptyRun = () =>
  ({
    step: 0,
    elapsedMs: 0,
    stepsPerSecond: 0,
    weights: null,
    tasks: [],
    work: null,
    marks: [],
    alarms: [],
    fault: null,
    timeline: [],
    moment: null,
    samples: null,
    probes: null,
    checkpoints: [],
    series: new SeriesStore(),
  }) satisfies Partial<SessionState>;

/** What a run has shown. */
export interface Past {
  readonly series: SeriesStore;
  readonly timeline: readonly Moment[];
  readonly marks: readonly Mark[];
}

/** What a run had shown when it stood at a step. */
export function shownUntil(step: number, { series, timeline, marks }: Past) {
  const past = timeline.filter((moment) => moment.step <= step);
  const last = past.at(-1);
  return {
    step,
    series: series.upTo(step),
    timeline: past,
    moment: null,
    samples: last ? { ...last, finished: true } : null,
    marks: marks.filter((mark) => mark.step <= step),
  } satisfies Partial<SessionState>;
}

export const sizesOf = (checkpoints: readonly Checkpoint[]): SessionState["checkpoints"] =>
  checkpoints.map(({ step, bytes }) => ({ step, bytes }));

export const initialSession = (): SessionState => ({
  ...emptyRun(),
  ...shown(IDLE),
  applied: null,
  backend: null,
  facts: null,
  flopsPerSecond: null,
  seriesVersion: 0,
});
