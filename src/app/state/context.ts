import type { Notify } from "./notices.ts";
import type { Ports } from "./ports.ts";
import type { RunSession } from "./session/session.ts";
import type { State } from "./state.ts";

/** What the slices share: the state, the world, and the session of the page. */
export interface Context {
  readonly ports: Ports;
  readonly get: () => State;
  readonly set: (change: Partial<State>) => void;
  readonly notify: Notify;
  readonly session: RunSession;
}
