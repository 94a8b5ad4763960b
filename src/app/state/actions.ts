import type { BackendActions } from "./backendSelection.ts";
import type { HistoryActions } from "./history.ts";
import type { KeptRunsActions } from "./keptRuns.ts";
import type { LiveActions } from "./live.ts";
import type { NoticeActions } from "./notices.ts";
import type { PreferenceActions } from "./preferences.ts";
import type { SetupActions } from "./setup.ts";
import type { StageActions } from "./stage.ts";

/** What a person does with the run of the page. */
export interface SessionActions {
  play(): Promise<void>;
  /** Stands still, and saves what was learned until now. */
  pause(): Promise<void>;
  step(): Promise<void>;
  /** After a fault: goes on from the newest checkpoint, playing where the run was to play. */
  tryAgain(): Promise<void>;
  dismissFault(): void;
  /** Saves the run, then loads the page anew, in its newest version. */
  reload(): Promise<void>;
}

/** What a person can do. Every action is safe to call at any time; what fails becomes `fault` or a notice, never a rejection. */
export interface Actions
  extends SessionActions,
    SetupActions,
    StageActions,
    LiveActions,
    HistoryActions,
    KeptRunsActions,
    BackendActions,
    NoticeActions,
    PreferenceActions {}
