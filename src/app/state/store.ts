import { createStore, type StoreApi } from "zustand/vanilla";
import { decode } from "../../catalog/link.ts";
import { DEFAULT_PRESET, presets } from "../../catalog/presets.ts";
import type { Actions } from "./actions.ts";
import { createBackendSelection, initialBackends } from "./backendSelection.ts";
import { type RunBeside, runsBeside } from "./beside.ts";
import type { Context } from "./context.ts";
import { withConsequences } from "./derived.ts";
import { createHistory, initialHistory } from "./history.ts";
import { createKeptRuns, initialKeptRuns } from "./keptRuns.ts";
import { createLibrary, initialLibrary } from "./library.ts";
import { createLive, type LiveSamples } from "./live.ts";
import { createNotices } from "./notices.ts";
import type { Ports } from "./ports.ts";
import { loadPreferences, preferenceActions } from "./preferences.ts";
import { createSaving } from "./saving.ts";
import { createRunSession } from "./session/session.ts";
import { initialSession } from "./session/state.ts";
import { createSetup } from "./setup.ts";
import { createStage, emptyStage } from "./stage.ts";
import type { State } from "./state.ts";

export type AppState = State & { readonly actions: Actions };
export type AppStore = StoreApi<AppState>;

export interface App {
  readonly store: AppStore;
  readonly live: LiveSamples;
  readonly runBeside: RunBeside;
}

/** The page's store. Reads the link, opens its set-up in a worker at once, and looks for a run that can be resumed. */
export function createApp(ports: Ports): App {
  const initial = initialState(ports);
  const store = createStore<AppState>()(() => ({ ...initial, actions: {} as Actions }));
  const get = store.getState;
  const set = (change: Partial<State>) => store.setState(withConsequences(get(), change));
  const notices = createNotices({ get, set });
  const { notify } = notices;
  const session = createRunSession({
    ports,
    get,
    set,
    notify,
    measures: () => get().measures,
    arithmetic: () => get().arithmetic,
  });
  const context: Context = { ports, get, set, notify, session };
  const history = createHistory(context);
  const saving = createSaving(context);
  const keptRuns = createKeptRuns(context, history);
  const library = createLibrary(context, history, saving, keptRuns.actions.forget);
  const { preferArithmetic, ...preferences } = preferenceActions(context);
  const backends = createBackendSelection(context, preferArithmetic);
  const stage = createStage(context);
  const setup = createSetup(context, history, stage.sampleAgain, () => get().actions.tryAgain());
  const live = createLive(context, store);
  store.subscribe(setup.onChanged);

  const { play, step } = session;
  const actions: Actions = {
    ...setup.actions,
    ...stage,
    ...live.actions,
    ...history.actions,
    ...keptRuns.actions,
    ...library.actions,
    ...backends.actions,
    ...notices.actions,
    ...preferences,
    ...{ play, step },
    async pause() {
      await session.pause();
      await saving.saveNow();
    },
    tryAgain: () =>
      session.tryAgain((goesOn) => {
        const { config, preset } = get();
        return session.open({ config, preset, play: goesOn });
      }),
    dismissFault: () => set({ fault: null }),
    async reload() {
      await saving.saveNow();
      ports.page.reload();
    },
  };
  store.setState({ actions });

  ports.page.onNewVersion(() => notify({ code: "newVersion", values: {} }, "reload"));
  session.want(backends.first());
  const { config, preset } = initial;
  void session.open({ config, preset, id: session.run.id }).then(backends.onFirstReady);
  void keptRuns.look();
  return { store, live: live.samples, runBeside: runsBeside(ports) };
}

/** Without a link, the set-up that a visitor reads best: names of their own language. */
function openingHash({ storage, page }: Ports): string {
  const { language } = loadPreferences(storage, page, null);
  return `#preset=${presets.find(({ language: own }) => own === language)?.id ?? DEFAULT_PRESET}`;
}

function initialState(ports: Ports): State {
  const { config, preset, view, language, repairs, race, trained } = decode(ports.page.hash() || openingHash(ports));
  return {
    ...{ config, preset, view, repairs, pending: [], linkLanguage: language, bringing: null, race, trained },
    ...initialSession(),
    ...emptyStage,
    ...initialHistory,
    ...initialKeptRuns,
    ...initialLibrary,
    ...initialBackends,
    notices: [],
    ...loadPreferences(ports.storage, ports.page, language),
  };
}
