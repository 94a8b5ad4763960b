import type { RunConfig } from "../../catalog/config.ts";
import type { Repair } from "../../catalog/repair.ts";
import type { Fault } from "../../core/errors.ts";
import type { SeriesStore } from "../../core/series/store.ts";
import type { Alarm, Remedy } from "../../schema/alarm.ts";
import type { DatasetFacts, Sample } from "../../schema/domain.ts";
import type { Probe, Trace, TracePhase } from "../../schema/modelGraph.ts";
import type { ParameterValue } from "../../schema/parameter.ts";
import type { ViewData } from "../../schema/view.ts";
import type { Language } from "../../schema/words.ts";
import type {
  BackendFacts,
  BackendKind,
  BackendMeasure,
  BrowseRequest,
  Checkpoint,
  PreviewSubject,
  RunState,
  TaskProgress,
  Work,
} from "../../worker/api.ts";
import type { KeptRun } from "../storage/entry.ts";

/** Everything the page shows. One zustand (vanilla) store; components select narrowly. */
export interface State {
  // ── the set-up ──
  /** What the controls show. */
  readonly config: RunConfig;
  /** What the run in the worker has: `config` as it was opened, with the live changes since. */
  readonly applied: RunConfig | null;
  /** Structural keys in which the two differ: not empty means that Reset applies changes. */
  readonly pending: readonly string[];
  /** The preset that the set-up started from. */
  readonly preset: string;
  /** What the link's decoding mended, until dismissed. */
  readonly repairs: readonly Repair[];

  /** The language that the link asks for, until the visitor chooses one: the address keeps it through a reload. */
  readonly linkLanguage: Language | null;

  // ── the run ──
  readonly phase: { readonly kind: "opening" } | { readonly kind: "stepping" } | RunState;
  /** Play was pressed while the set-up was still opening: it plays as soon as it is ready. Pause takes it back. */
  readonly willPlay: boolean;
  readonly step: number;
  readonly elapsedMs: number;
  readonly stepsPerSecond: number;
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
  /**
   * What happened and was dealt with: `recovered` {step}, `runKept` {step} after a reset, `backendFallback` {from, to};
   * also the fault of a view or of browsing, which stops nothing.
   */
  readonly notices: readonly Notice[];

  // ── the stage ──
  /** A `ViewSpec` id of the family. */
  readonly view: string;
  /** Every logged moment, oldest first. */
  readonly timeline: readonly Moment[];
  /** The moment that the stage shows, as its place in `timeline`; `null` follows the run. */
  readonly moment: number | null;
  /** The newest samples, growing while they are written. */
  readonly samples: { readonly step: number; readonly view: ViewData; readonly finished: boolean } | null;
  /** The last answer for a view of a text, by view id. */
  readonly textViews: Readonly<
    Record<string, { readonly step: number; readonly text: string; readonly view: ViewData }>
  >;
  /** The last answer for a view of the model or of a place, by view id. */
  readonly placeViews: Readonly<
    Record<string, { readonly step: number; readonly place: readonly number[]; readonly view: ViewData }>
  >;
  readonly probes: { readonly step: number; readonly probes: readonly Probe[] } | null;
  readonly slowMotion: SlowMotion;
  readonly checkpoints: readonly { readonly step: number; readonly bytes: number }[];

  // ── this visit ──
  readonly records: readonly RunRecord[];
  /** The record drawn beside the run. */
  readonly comparing: string | null;
  /** Runs of earlier visits that no page trains, the newest first. */
  readonly kept: readonly KeptRun[];
  /** The one of them that is offered to be resumed. */
  readonly resumable: KeptRun | null;

  // ── the machine ──
  readonly backend: BackendFacts | null;
  readonly measures: readonly BackendMeasure[] | null;
  readonly backendReason: Fault | null;

  // ── preferences (kept in localStorage) ──
  readonly language: Language;
  readonly theme: "system" | "light" | "dark";
  readonly projector: boolean;
  readonly singleKeys: boolean;
}

export interface Mark {
  readonly step: number;
  readonly key: string;
  readonly from: ParameterValue;
  readonly to: ParameterValue;
}

export interface Moment {
  readonly step: number;
  readonly view: ViewData;
}

export interface Notice {
  readonly id: number;
  /** A code among the page's words, with what fills its blanks. */
  readonly fault: Fault;
  readonly action?: "undoReset" | "reload";
}

/**
 * `off`, or one training step shown phase by phase, each network's turn after the other: `trace` is the one of `turns`
 * that is shown. `auto` goes on by itself.
 */
type SlowMotion =
  | { readonly kind: "off" }
  | { readonly kind: "working" }
  | {
      readonly kind: "showing";
      readonly turns: readonly Trace[];
      readonly trace: Trace;
      readonly phase: TracePhase;
      readonly auto: boolean;
    };

export interface RunRecord {
  readonly id: string;
  readonly config: RunConfig;
  readonly step: number;
  readonly elapsedMs: number;
  readonly backend: BackendKind;
  readonly series: SeriesStore;
  readonly timeline: readonly Moment[];
  readonly checkpoint: Checkpoint | null;
  readonly marks?: readonly Mark[];
  /** The preset that its set-up started from. */
  readonly preset?: string;
}

/** What a person can do. Every action is safe to call at any time; what fails becomes `fault` or a notice, never a rejection. */
export interface Actions {
  play(): Promise<void>;
  pause(): Promise<void>;
  step(): Promise<void>;
  /** After a fault: goes on from the newest checkpoint, playing where the run was to play. */
  tryAgain(): Promise<void>;
  /** Keeps the run as a record and opens `config` anew; the notice offers `undoReset`. */
  reset(): Promise<void>;
  undoReset(): Promise<void>;
  /** Live keys act on the run at once; structural ones wait for `reset`. Switching set, family or optimizer brings their own parameters. */
  change(key: string, value: ParameterValue): void;
  resetParameter(key: string): void;
  choosePreset(id: string): Promise<void>;
  applyRemedy(alarm: Alarm, remedy: Remedy): Promise<void>;
  goBack(step: number): Promise<void>;
  show(view: string): void;
  /** Looks at a logged moment; `null` follows the run again. */
  lookAt(moment: number | null): void;
  sampleAgain(): Promise<void>;
  viewText(view: string, text: string): Promise<void>;
  /** A view of the model as it is, at a place where it has one; an empty place before one is chosen. */
  viewPlace(view: string, place: readonly number[]): Promise<void>;
  /** What the stage shows while it follows the run: it comes anew several times a second until `null`. */
  follow(subject: PreviewSubject | null): void;
  watch(nodes: readonly string[]): void;
  unwatch(): void;
  slowMotion(auto: boolean): Promise<void>;
  /** Of the turn that is shown, or of another one by its place. */
  showPhase(phase: TracePhase, turn?: number): void;
  endSlowMotion(): void;
  browse(request: BrowseRequest): Promise<{ readonly total: number; readonly samples: readonly Sample[] }>;
  compare(record: string | null): void;
  /** Takes a record's set-up and, where it has a checkpoint, its weights. */
  reopen(record: string): Promise<void>;
  /** Takes up a run of an earlier visit: the one that is offered where none is named. */
  resume(id?: string): Promise<void>;
  /** Puts the offer away for this visit; the run stays kept. */
  hideOffer(): void;
  /** Deletes a run of an earlier visit for good. */
  forget(id: string): Promise<void>;
  chooseBackend(kind: BackendKind): Promise<void>;
  measureBackends(includeSoftware: boolean): Promise<void>;
  cancelTask(id: number): void;
  dismissNotice(id: number): void;
  dismissRepairs(): void;
  dismissFault(): void;
  setLanguage(language: Language): void;
  setTheme(theme: State["theme"]): void;
  setProjector(on: boolean): void;
  setSingleKeys(on: boolean): void;
  /** Saves the run, then loads the page anew, in its newest version. */
  reload(): Promise<void>;
  /** The whole set-up as an address; with the page's language where the sharer wants it to open in that. */
  link(withLanguage?: boolean): string;
}
