import type { RunConfig } from "../../../catalog/config.ts";
import type { Arithmetic, BackendKind, BackendMeasure, RunEvent, WorkerApi } from "../../../worker/api.ts";
import type { SessionPorts } from "../ports.ts";
import type { FaultSink } from "./faults.ts";
import type { SessionEvent } from "./machine.ts";
import type { CurrentRun, SessionState } from "./state.ts";

/** What a session is given: the world, and a place for what it shows. */
export interface SessionOptions extends FaultSink {
  readonly ports: SessionPorts;
  readonly get: () => SessionState;
  readonly set: (change: Partial<SessionState>) => void;
  /** What is known of the backends that may take the place of one that fails. */
  readonly measures: () => readonly BackendMeasure[] | null;
  /** Of wasm's products, in what is opened from now on. */
  readonly arithmetic: () => Arithmetic;
  /** Threads that it may take on wasm; as many as the machine has for us where it is left out. */
  readonly threads?: number;
}

/** The run that gave way to an opening. */
export interface FormerRun {
  readonly id: string;
  readonly preset: string;
  /** `null` before the first opening of all. */
  readonly config: RunConfig | null;
  readonly backend: BackendKind;
}

/** What others may want to hear of a session. */
export type Announcement =
  /** A command is about to move the run: what is going on beside it is over. */
  | { readonly type: "moving" }
  /** The run gives way to another one: it is to be kept as far as it is at hand. */
  | { readonly type: "leaving" }
  /** The run goes on from an earlier step under another name: what it was until now stays kept as it is. */
  | { readonly type: "branching" }
  /** Whatever is shown of the run before is out of date. */
  | { readonly type: "opening" }
  /** A run was opened and stands, before it plays. */
  | { readonly type: "opened" }
  /** An opening was called off, and this run had given way to it. */
  | { readonly type: "calledOff"; readonly former: FormerRun }
  | { readonly type: "checkpoint" }
  | { readonly type: "preview"; readonly preview: Extract<RunEvent, { type: "preview" }> };

/** What the parts of a session share. */
export interface Core extends SessionOptions {
  readonly run: CurrentRun;
  /** Goes on to the next status and shows it, with what changes along with it; nothing where the event means nothing now. */
  readonly dispatch: (event: SessionEvent, change?: Partial<SessionState>) => void;
  readonly announce: (announcement: Announcement) => void;
  /** Asks the worker of the run that stands open; rejects with a fault. */
  readonly ask: <T>(call: (api: WorkerApi) => Promise<T>) => Promise<T>;
  /** Shows at once what was waiting for the next frame, or forgets it. */
  readonly events: { readonly flush: () => void; readonly discard: () => void };
}
