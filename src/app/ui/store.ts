import { createContext, useContext, useMemo, useSyncExternalStore } from "react";
import { type StoreApi, useStore } from "zustand";
import { useShallow } from "zustand/react/shallow";
import type { Actions } from "../state/actions.ts";
import type { RunBeside } from "../state/beside.ts";
import type { LiveSamples } from "../state/live.ts";
import type { State } from "../state/state.ts";

/** What the page is given: the vanilla store and what a person can do with it. */
export interface App {
  readonly store: Pick<StoreApi<State>, "getState" | "getInitialState" | "subscribe">;
  readonly actions: Actions;
  readonly live: LiveSamples;
  /** For runs beside the page's. */
  readonly runBeside: RunBeside;
}

const AppContext = createContext<App | null>(null);
export const AppProvider = AppContext.Provider;

export function useAppContext(): App {
  const app = useContext(AppContext);
  if (!app) throw new Error("this component stands outside of AppProvider");
  return app;
}

/** Selects from the store and draws again only when the selected value changes. Select narrowly, and no fresh objects. */
export function useApp<T>(selector: (state: State) => T): T {
  return useStore(useAppContext().store, selector);
}

/** Between two drawings of words that tick. They are drawn together, and with the charts, in one frame. */
const STEADY_MS = 250;

/**
 * `subscribe` for words that tick: at once while the run stands; four times a second while it plays, as often as one can
 * read, because each change of a word costs a pass over the page.
 */
function steadily({ store }: App, subscribe: (listener: () => void) => () => void) {
  return (listener: () => void) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(timer);
      timer = undefined;
      listener();
    };
    const stop = subscribe(() => {
      if (store.getState().phase.kind !== "playing") look();
      else timer ??= setTimeout(look, STEADY_MS - (performance.now() % STEADY_MS));
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  };
}

/** {@link useApp} for a number or text that ticks. */
export function useSteadyApp<T extends string | number>(selector: (state: State) => T): T {
  const app = useAppContext();
  const subscribe = useMemo(() => steadily(app, app.store.subscribe), [app]);
  return useSyncExternalStore(subscribe, () => selector(app.store.getState()));
}

/** {@link useApp} for a selector that puts several values into a fresh object or array, compared one by one. */
export function useAppShallow<T>(selector: (state: State) => T): T {
  return useStore(useAppContext().store, useShallow(selector));
}

/** The newest samples, several times a second: for the stage alone. */
export function useLiveSamples(): State["samples"] {
  const { live } = useAppContext();
  return useSyncExternalStore(live.subscribe, live.current, live.current);
}

/** The step of the newest samples, for words; `null` before there are any. */
export function useLiveStep(): number | null {
  const app = useAppContext();
  const { live } = app;
  const subscribe = useMemo(() => steadily(app, live.subscribe), [app, live]);
  return useSyncExternalStore(subscribe, () => live.current()?.step ?? null);
}

export function useActions(): Actions {
  return useAppContext().actions;
}

/** Loads the page anew, once the run is saved; at once where the page has no store. */
export function useReload(): () => Promise<void> {
  const app = useContext(AppContext);
  return app ? app.actions.reload : async () => location.reload();
}
