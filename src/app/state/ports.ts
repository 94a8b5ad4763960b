import type { Fault } from "../../core/errors.ts";
import type { RunEvent, WorkerApi } from "../../worker/api.ts";
import type { ContentStorage } from "../storage/contents.ts";
import type { RunStorage } from "../storage/runStorage.ts";

/** Everything that the store needs of the world. Tests pass fakes; `browser.ts` has the real ones. */
export interface Ports {
  readonly startWorker: () => WorkerHandle;
  readonly storage: KeyValues;
  /** The tab's own memory: it outlives a reload, and ends with the tab. */
  readonly session: KeyValues;
  /** Where runs outlive the page. */
  readonly keptRuns: RunStorage;
  /** Where what visitors brought outlives the page. */
  readonly contents: ContentStorage;
  readonly page: Page;
  readonly schedule: Schedule;
  /** Milliseconds, of any beginning, never going back. */
  readonly now: () => number;
  /** A name that no other run has, in any tab or visit. */
  readonly newId: () => string;
}

/** What a session needs of the world. */
export type SessionPorts = Pick<Ports, "startWorker" | "contents" | "page" | "schedule" | "now" | "newId">;

/** One worker, from its start to its end. */
export interface WorkerHandle {
  readonly api: WorkerApi;
  /** Called once. `onFailure`: the worker's own code broke, so that nothing can be expected of it any more. */
  readonly listen: (onEvent: (event: RunEvent) => void, onFailure: (fault: Fault) => void) => void;
  /** Ends it at once; calls that it has not answered never settle. */
  readonly terminate: () => void;
}

/** `localStorage` or `sessionStorage`, except that it never throws. */
export interface KeyValues {
  readonly get: (key: string) => string | null;
  readonly set: (key: string, value: string) => void;
}

export interface Page {
  /** `#` and what follows. */
  readonly hash: () => string;
  /** A parameter before the `#`. */
  readonly query: (name: string) => string | null;
  /** The address without query and hash. */
  readonly address: string;
  /** Where the page's own files lie; ends in a slash. */
  readonly baseUrl: string;
  readonly replaceHash: (hash: string) => void;
  /** Makes an entry of the history, so that Back leads here. */
  readonly pushHash: (hash: string) => void;
  /** The visitor changed the hash, by hand or by going back. */
  readonly onHash: (listener: () => void) => void;
  /** A newer version of the page is at hand and waits for a reload. */
  readonly onNewVersion: (listener: () => void) => void;
  readonly reload: () => void;
  readonly hidden: () => boolean;
  /** The page was hidden, maybe for good, or is seen again. */
  readonly onVisibility: (listener: () => void) => void;
  readonly languages: readonly string[];
  readonly reducedMotion: () => boolean;
}

export interface Schedule {
  /** Once, before the next frame is drawn; soon, where none is. */
  readonly frame: (task: () => void) => void;
  /** Once after so many milliseconds; answers how to call it off. */
  readonly after: (ms: number, task: () => void) => () => void;
  /** Again and again. */
  readonly every: (ms: number, task: () => void) => () => void;
}
