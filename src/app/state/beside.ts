/** Runs beside the page's, each with a state like the page's, so that whatever shows a run shows them too. */
import { createStore } from "zustand/vanilla";
import type { RunConfig } from "../../catalog/config.ts";
import type { Fault } from "../../core/errors.ts";
import { createLive } from "./live.ts";
import type { SessionPorts } from "./ports.ts";
import { createRunSession } from "./session/session.ts";
import { initialSession } from "./session/state.ts";
import { emptyStage } from "./stage.ts";
import type { State } from "./state.ts";

export type RunBeside = ReturnType<typeof runsBeside>;

/** It comes with the page, whose code it is made of: what is loaded late is given it, and shares none of that code. */
export const runsBeside = (world: SessionPorts) => (page: State, config: RunConfig, threads: number) => {
  const store = createStore<State>(() => ({
    ...page,
    ...initialSession(),
    ...emptyStage,
    ...{ config, pending: [], repairs: [], history: [], comparing: null, notices: [], race: null },
  }));
  // The page's own events outlive such a run.
  const ports = { ...world, page: { ...world.page, onVisibility: () => {} } };
  const { getState: get, setState: set } = store;
  const notify = (fault: Fault) => set({ notices: [{ id: 0, fault }] });
  const { measures, arithmetic } = page;
  const session = createRunSession({
    ...{ ports, get, set, notify, threads },
    measures: () => measures,
    arithmetic: () => arithmetic,
  });
  return { store, session, live: createLive({ ports, get, set, notify, session }, store) };
};
