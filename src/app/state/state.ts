import type { RunConfig } from "../../catalog/config.ts";
import type { Repair } from "../../catalog/repair.ts";
import type { Fault } from "../../core/errors.ts";
import type { Trace, TracePhase } from "../../schema/modelGraph.ts";
import type { ViewData } from "../../schema/view.ts";
import type { Language } from "../../schema/words.ts";
import type { Arithmetic, BackendKind, BackendMeasure, Checkpoint } from "../../worker/api.ts";
import type { KeptRun, Mark, Moment } from "../storage/entry.ts";
import type { Past, SessionState } from "./session/state.ts";

export type { Mark, Moment };

/** Everything the page shows. One zustand (vanilla) store, a slice for each part; components select narrowly. */
export interface State
  extends SetupState,
    SessionState,
    StageState,
    HistoryState,
    KeptRunsState,
    LibraryState,
    BackendState,
    NoticeState,
    Preferences {}

export interface SetupState {
  /** What the controls show. */
  readonly config: RunConfig;
  /** Structural keys in which `config` and `applied` differ: not empty means that Reset applies changes. */
  readonly pending: readonly string[];
  /** The preset that the set-up started from. */
  readonly preset: string;
  /** What the link's decoding corrected, until dismissed. */
  readonly repairs: readonly Repair[];
  /** The language that the link asks for, until the visitor chooses one: the address keeps it through a reload. */
  readonly linkLanguage: Language | null;
  readonly bringing: Bringing | null;
  /** The race that is on, as it stands in the link. */
  readonly race: string | null;
  /** The small trained model that the link brought, until its set-up is open. */
  readonly trained: string | null;
}

/** What the page asks a visitor to bring: data for one of their own datasets, or for any of its kind. */
export interface Bringing {
  /** The dataset. */
  readonly set: string;
  /** Files that were dropped already. */
  readonly files: readonly File[];
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

export interface StageState {
  /** A `ViewSpec` id of the family. */
  readonly view: string;
  /** The last answer for a view of a text, by view id. */
  readonly textViews: Readonly<
    Record<string, { readonly step: number; readonly text: string; readonly view: ViewData }>
  >;
  /** The last answer for a view of the model or of a place, by view id. */
  readonly placeViews: Readonly<
    Record<string, { readonly step: number; readonly place: readonly number[]; readonly view: ViewData }>
  >;
  readonly slowMotion: SlowMotion;
}

/** A run that was left in this visit. */
export interface PastRun extends Past {
  readonly id: string;
  readonly config: RunConfig;
  /** The preset that its set-up started from. */
  readonly preset: string;
  readonly step: number;
  readonly elapsedMs: number;
  readonly backend: BackendKind;
  readonly checkpoint: Checkpoint | null;
}

export interface HistoryState {
  /** Oldest first. */
  readonly history: readonly PastRun[];
  /** The past run that is drawn beside the present one. */
  readonly comparing: string | null;
}

export interface KeptRunsState {
  /** Runs of earlier visits that no page trains, the newest first. */
  readonly kept: readonly KeptRun[];
  /** The one of them that is offered to be resumed. */
  readonly resumable: KeptRun | null;
}

export interface LibraryState {
  /** Every run that is kept, the newest first, and which of them is on the page; `null` while nobody looks. */
  readonly library: { readonly runs: readonly KeptRun[]; readonly current: string } | null;
}

export interface BackendState {
  readonly measures: readonly BackendMeasure[] | null;
  /** Why the backend in use is the one. */
  readonly backendReason: Fault | null;
}

export interface Notice {
  readonly id: number;
  /** A code among the page's words, with what fills its blanks. */
  readonly fault: Fault;
  readonly action?: "undoReset" | "reload";
}

export interface NoticeState {
  /**
   * What happened and was dealt with: `recovered` {step}, `runKept` {step} after a reset, `backendFallback` {from, to};
   * also the fault of a view or of browsing, which stops nothing.
   */
  readonly notices: readonly Notice[];
}

/** Kept in localStorage. */
export interface Preferences {
  readonly language: Language;
  readonly theme: "system" | "light" | "dark";
  readonly projector: boolean;
  readonly singleKeys: boolean;
  /** Of wasm's products. */
  readonly arithmetic: Arithmetic;
  /** 0..1, of all that is heard. */
  readonly volume: number;
  /** Whether the newest sounds are heard, quietly, while a model learns to make them. */
  readonly listening: boolean;
}
