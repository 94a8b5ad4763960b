import type { RunState } from "../../../worker/api.ts";

/** What the page shows of a status. */
export type Phase = { readonly kind: "opening" } | { readonly kind: "stepping" } | RunState;

/** What a session is doing, and what for. */
export type Status = Intent &
  (
    | { readonly kind: "idle" }
    | { readonly kind: "opening" }
    /** The worker died; a fresh one takes up what it left. */
    | { readonly kind: "recovering" }
    /** No worker has the run: what it learned lies in the page. */
    | { readonly kind: "failed"; readonly trained: boolean }
    | { readonly kind: "stepping" }
    | RunState
  );

interface Intent {
  /** Whether a person wants it to play, whatever the worker is able to: recoveries and *Try again* go on accordingly. */
  readonly wantsToPlay: boolean;
  /** It is about to give way to another run, whose set-up the controls show already: nothing of that is for it. */
  readonly leaving: boolean;
}

export type SessionEvent =
  // What a person wants.
  | { readonly type: "play" | "pause" | "leave" | "step" }
  // `open`: another run begins. `reopen`: the same one is opened again.
  | { readonly type: "open" | "reopen"; readonly play: boolean }
  | { readonly type: "opened" | "failed"; readonly step: number }
  | { readonly type: "lost" }
  /** Pause, or a single step, was answered. */
  | { readonly type: "stopped" }
  /** The run stands at another step: a checkpoint's, or that of a traced step. */
  | { readonly type: "moved" }
  | { readonly type: "reported"; readonly state: RunState };

export const IDLE: Status = { kind: "idle", wantsToPlay: false, leaving: false };

/** Whether a worker has the run open. */
export const isStanding = ({ kind }: Status): boolean => !["idle", "opening", "recovering", "failed"].includes(kind);

export const isOpening = ({ kind }: Status): boolean => kind === "opening" || kind === "recovering";

/** Every transition of a session. What means nothing in a status leaves it as it is: the very same object. */
export function next(status: Status, event: SessionEvent): Status {
  const { wantsToPlay, leaving } = status;
  const intent = { wantsToPlay, leaving };
  switch (event.type) {
    case "play":
      return { ...status, wantsToPlay: true };
    case "pause":
      return { ...status, wantsToPlay: false };
    case "leave":
      return { ...status, leaving: true };
    case "open":
      return { kind: "opening", wantsToPlay: event.play, leaving: false };
    case "reopen":
      return { kind: status.kind === "recovering" ? "recovering" : "opening", wantsToPlay: event.play, leaving };
    case "opened":
      return isOpening(status) ? { ...intent, kind: event.step > 0 ? "paused" : "ready" } : status;
    case "failed":
      if (!isOpening(status) && !isStanding(status)) return status;
      return { ...intent, kind: "failed", trained: event.step > 0 };
    case "lost":
      return isOpening(status) || isStanding(status) ? { ...intent, kind: "recovering" } : status;
    case "step":
      return isStanding(status) ? { ...intent, kind: "stepping" } : status;
    case "stopped":
      return status.kind === "playing" || status.kind === "stepping" ? { ...intent, kind: "paused" } : status;
    case "moved":
      return isStanding(status) ? { ...intent, kind: "paused" } : status;
    case "reported":
      // The answer to an opening comes another way, and settles more than what the worker reports on its own.
      if (!isStanding(status)) return status;
      return { ...event.state, wantsToPlay: event.state.kind === "playing", leaving };
    default:
      return event satisfies never;
  }
}

/** A status as the page shows it; Play that was pressed while the run is opening is `willPlay`. */
export function shown(status: Status): { readonly phase: Phase; readonly willPlay: boolean } {
  const willPlay = isOpening(status) && status.wantsToPlay;
  switch (status.kind) {
    case "idle":
    case "opening":
    case "recovering":
      return { phase: { kind: "opening" }, willPlay };
    case "failed":
      return { phase: { kind: status.trained ? "paused" : "ready" }, willPlay };
    case "finished":
      return { phase: { kind: "finished", why: status.why }, willPlay };
    default:
      return { phase: { kind: status.kind }, willPlay };
  }
}
