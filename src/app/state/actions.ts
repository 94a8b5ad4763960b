import type { createBackendSelection } from "./backendSelection.ts";
import type { createHistory } from "./history.ts";
import type { createKeptRuns } from "./keptRuns.ts";
import type { createLibrary } from "./library.ts";
import type { createLive } from "./live.ts";
import type { createNotices } from "./notices.ts";
import type { preferenceActions } from "./preferences.ts";
import type { createSetup } from "./setup.ts";
import type { createStage } from "./stage.ts";

/** What the slices let a person do. */
type SliceActions = ReturnType<typeof createSetup>["actions"] &
  ReturnType<typeof createStage> &
  ReturnType<typeof createLive>["actions"] &
  ReturnType<typeof createHistory>["actions"] &
  ReturnType<typeof createKeptRuns>["actions"] &
  ReturnType<typeof createLibrary>["actions"] &
  ReturnType<typeof createBackendSelection>["actions"] &
  ReturnType<typeof createNotices>["actions"] &
  Omit<ReturnType<typeof preferenceActions>, "preferArithmetic">;

/** What a person can do. Every action is safe to call at any time; what fails becomes `fault` or a notice, never a rejection. */
export interface Actions extends SliceActions {
  play(): Promise<void>;
  /** Stands still; resolves when what was learned until now is saved. */
  pause(): Promise<void>;
  step(): Promise<void>;
  /** After a fault: goes on from the newest checkpoint, playing where the run was to play. */
  tryAgain(): Promise<void>;
  dismissFault(): void;
  /** Saves the run, then loads the page anew, in its newest version. */
  reload(): Promise<void>;
}
