import { createStore, type StoreApi } from "zustand/vanilla";
import { decode } from "../../catalog/link.ts";
import { DEFAULT_PRESET, presets } from "../../catalog/presets.ts";
import { createMutex } from "../../core/mutex.ts";
import { SeriesStore } from "../../core/series/store.ts";
import { createMachine, MEASURING } from "./backendSelection.ts";
import { withConsequences } from "./consequences.ts";
import { type Context, type CurrentRun, notify } from "./context.ts";
import { createEventSink } from "./events.ts";
import { createKept } from "./kept.ts";
import { createLive, type LiveSamples } from "./live.ts";
import type { Ports } from "./ports.ts";
import { loadPreferences, preferenceActions } from "./preferences.ts";
import { createRecords } from "./records.ts";
import { runActions } from "./run.ts";
import { createRuns } from "./runs.ts";
import { createSaving } from "./saving.ts";
import { createSetup } from "./setup.ts";
import { createStage } from "./stage.ts";
import type { Actions, State } from "./state.ts";
import { createSupervisor } from "./supervisor.ts";

export type AppState = State & { readonly actions: Actions };
export type AppStore = StoreApi<AppState>;

export interface App {
  readonly store: AppStore;
  readonly live: LiveSamples;
}

/** The page's store. Reads the link, opens its set-up in a worker at once, and looks for a run that can be resumed. */
export function createApp(ports: Ports): App {
  const linked = decode(ports.page.hash() || openingHash(ports));
  const initial = initialState(ports, linked);
  const store = createStore<AppState>()(() => ({ ...initial, actions: {} as Actions }));
  const current: CurrentRun = {
    id: ports.newId(),
    checkpoints: [],
    preset: linked.preset,
    wantsToPlay: false,
    leaving: false,
  };

  const supervisor = createSupervisor(ports, {
    onEvent: (event) => events.receive(event),
    onLost: (fault) => {
      events.flush();
      runs.recover(fault);
    },
  });
  const context: Context = {
    ports,
    get: store.getState,
    set(change) {
      const before = store.getState();
      store.setState(withConsequences(before, change));
      if (store.getState().config !== before.config) setup.onChanged(before.config);
    },
    ask: supervisor.ask,
    standing: supervisor.standing,
    inTurn: createMutex().run,
    current,
  };
  const events = createEventSink(context, {
    onPreview: (preview) => live.receive(preview),
    onCheckpoint: (checkpoint) => records.addCheckpoint(checkpoint),
    onFault: (fault) => {
      events.flush();
      supervisor.end();
      const kind = store.getState().step > 0 ? "paused" : "ready";
      store.setState({ fault, phase: { kind }, willPlay: false });
    },
  });
  const runs = createRuns(context, supervisor, {
    onLeaving: () => {
      events.flush();
      records.keepAtHand();
      saving.leave();
    },
    onCalledOff: (former) => void records.comeBack(former),
    onOpening: () => {
      events.discard();
      stage.onOpening();
    },
    onOpened: () => {
      void setup.tune();
      stage.onOpened();
      live.onOpened();
    },
  });
  const live = createLive(context, store);
  const saving = createSaving(context, runs.wanted);
  const records = createRecords(context, runs, saving);
  const kept = createKept(context, runs, records);
  const machine = createMachine(context, runs, records);
  const beforeMoving = () => {
    machine.stopMeasuring();
    stage.endSlowMotion();
  };
  const stage = createStage(context, runs, () => setup.writeLink(), beforeMoving);
  const setup = createSetup(context, records, stage.sampleAgain);
  const cancelOwn = (task: number) => {
    if (task === MEASURING) machine.stopMeasuring();
    return task === MEASURING;
  };

  const { reset, undoReset, compare, reopen } = records;
  const { resume, hideOffer, forget } = kept;
  const { change, resetParameter, choosePreset, dismissRepairs, link } = setup;
  const { chooseBackend, measureBackends } = machine;
  const { onOpened, onOpening, ...stageActions } = stage;
  store.setState({
    actions: {
      ...runActions(context, { runs, records, setup, beforeMoving, cancelOwn }),
      ...{ reset, undoReset, compare, reopen, resume, hideOffer, forget },
      ...{ change, resetParameter, choosePreset, dismissRepairs, link },
      ...{ chooseBackend, measureBackends },
      ...stageActions,
      follow: live.follow,
      ...preferenceActions(context, setup.writeLink),
      async reload() {
        await records.saveNow();
        await saving.written();
        ports.page.reload();
      },
    },
  });

  ports.page.onNewVersion(() => void notify(context, { code: "newVersion", values: {} }, "reload"));
  runs.want(machine.first());
  void runs.open({ config: linked.config, id: current.id }).then(machine.onFirstReady);
  void kept.look();
  setup.writeLink();
  return { store, live };
}

/** Without a link, the set-up that a visitor reads best: names of their own language. */
function openingHash({ storage, page }: Ports): string {
  const { language } = loadPreferences(storage, page, null);
  return `#preset=${presets.find(({ language: own }) => own === language)?.id ?? DEFAULT_PRESET}`;
}

function initialState(ports: Ports, { config, preset, view, language, repairs }: ReturnType<typeof decode>): State {
  return {
    config,
    applied: null,
    pending: [],
    preset,
    repairs,
    linkLanguage: language,
    phase: { kind: "opening" },
    willPlay: false,
    step: 0,
    elapsedMs: 0,
    stepsPerSecond: 0,
    facts: null,
    weights: null,
    flopsPerSecond: null,
    tasks: [],
    work: null,
    series: new SeriesStore(),
    seriesVersion: 0,
    marks: [],
    alarms: [],
    fault: null,
    notices: [],
    view,
    timeline: [],
    moment: null,
    samples: null,
    textViews: {},
    placeViews: {},
    probes: null,
    slowMotion: { kind: "off" },
    checkpoints: [],
    records: [],
    comparing: null,
    kept: [],
    resumable: null,
    backend: null,
    measures: null,
    backendReason: null,
    ...loadPreferences(ports.storage, ports.page, language),
  };
}
