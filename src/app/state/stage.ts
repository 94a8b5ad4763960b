import { viewsOf } from "../../catalog/parameters.ts";
import { TRACE_PHASES, type TracePhase } from "../../schema/modelGraph.ts";
import { MEASURING } from "./backendSelection.ts";
import { type Context, guarded } from "./context.ts";
import type { Runs } from "./runs.ts";
import { samplingOf } from "./setup.ts";
import type { Actions } from "./state.ts";

/** How long slow motion stays at each phase: time to read its caption and to watch what travels. */
const PHASE_MS = 6_000;

type StageActions = Pick<
  Actions,
  | "show"
  | "lookAt"
  | "sampleAgain"
  | "viewText"
  | "viewPlace"
  | "watch"
  | "unwatch"
  | "slowMotion"
  | "showPhase"
  | "endSlowMotion"
  | "browse"
>;

export interface Stage extends StageActions {
  /** A run was opened: whoever watches it is to see it too. */
  readonly onOpened: () => void;
  /** The run before is no more, and what was asked of it neither. */
  readonly onOpening: () => void;
}

export function createStage(context: Context, runs: Runs, writeLink: () => void, beforeMoving: () => void): Stage {
  const { get, set, ports, ask, inTurn } = context;
  let task: number = MEASURING;
  let watched: readonly string[] | null = null;
  let stopAdvancing = () => {};
  const asked = new Map<string, number>();

  async function sampleAgain(): Promise<void> {
    if (!context.standing()) return;
    const before = task;
    task += 1;
    const mine = task;
    await guarded(
      context,
      async () => {
        // Those that are still being written are of no interest any more.
        if (before > MEASURING && get().samples?.finished === false) await ask((api) => api.cancel(before));
        if (mine === task) await ask((api) => api.sample({ task: mine, sampling: samplingOf(context) }));
      },
      "notice",
    );
  }

  function endSlowMotion(): void {
    stopAdvancing();
    if (get().slowMotion.kind !== "off") set({ slowMotion: { kind: "off" } });
  }

  function advance(): void {
    stopAdvancing = ports.schedule.after(PHASE_MS, () => {
      const { slowMotion } = get();
      if (slowMotion.kind !== "showing" || !slowMotion.auto) return;
      const { turns } = slowMotion;
      const within = TRACE_PHASES[TRACE_PHASES.indexOf(slowMotion.phase) + 1];
      const trace = within ? slowMotion.trace : turns[turns.indexOf(slowMotion.trace) + 1];
      if (!trace) return;
      const phase = within ?? TRACE_PHASES[0];
      const auto = trace !== turns.at(-1) || phase !== TRACE_PHASES.at(-1);
      set({ slowMotion: { ...slowMotion, trace, phase, auto } });
      if (auto) advance();
    });
  }

  function showPhase(phase: TracePhase, turn?: number): void {
    stopAdvancing();
    const { slowMotion } = get();
    if (slowMotion.kind !== "showing") return;
    const trace = (turn === undefined ? undefined : slowMotion.turns[turn]) ?? slowMotion.trace;
    set({ slowMotion: { ...slowMotion, trace, phase, auto: false } });
  }

  return {
    onOpening: () => stopAdvancing(),
    onOpened() {
      const nodes = watched;
      if (nodes) void guarded(context, () => ask((api) => api.watch(nodes)), "notice");
    },
    show(view) {
      if (!viewsOf(get().config).some(({ id }) => id === view)) return;
      set({ view });
      writeLink();
    },
    lookAt(moment) {
      const last = get().timeline.length - 1;
      set({ moment: moment === null || last < 0 ? null : Math.min(last, Math.max(0, Math.round(moment))) });
    },
    sampleAgain,
    async viewText(view, text) {
      const mine = (asked.get(view) ?? 0) + 1;
      asked.set(view, mine);
      await runs.settled();
      await guarded(
        context,
        async () => {
          const data = await ask((api) => api.view({ view, text, place: [], sampling: samplingOf(context) }));
          if (asked.get(view) !== mine) return;
          set({ textViews: { ...get().textViews, [view]: { step: get().step, text, view: data } } });
        },
        "notice",
      );
    },
    async viewPlace(view, place) {
      const mine = (asked.get(view) ?? 0) + 1;
      asked.set(view, mine);
      await runs.settled();
      await guarded(
        context,
        async () => {
          const data = await ask((api) => api.view({ view, text: "", place, sampling: samplingOf(context) }));
          if (asked.get(view) !== mine) return;
          set({ placeViews: { ...get().placeViews, [view]: { step: get().step, place, view: data } } });
        },
        "notice",
      );
    },
    watch(nodes) {
      watched = nodes;
      if (context.standing()) void guarded(context, () => ask((api) => api.watch(nodes)), "notice");
    },
    unwatch() {
      watched = null;
      if (context.standing()) void guarded(context, () => ask((api) => api.unwatch()), "notice");
    },
    async slowMotion(auto) {
      beforeMoving();
      set({ willPlay: false, slowMotion: { kind: "working" } });
      await runs.settled();
      await inTurn(async () => {
        if (get().phase.kind === "playing") await guarded(context, () => ask((api) => api.pause()));
        set({ slowMotion: { kind: "working" } });
        const turns = await guarded(context, () => ask((api) => api.trace()));
        const [trace] = turns ?? [];
        if (!turns || !trace) {
          endSlowMotion();
          return;
        }
        const moves = auto && !ports.page.reducedMotion();
        set({
          step: trace.step,
          phase: { kind: "paused" },
          slowMotion: { kind: "showing", turns, trace, phase: TRACE_PHASES[0], auto: moves },
        });
        if (moves) advance();
      });
    },
    showPhase,
    endSlowMotion,
    async browse(request) {
      await runs.settled();
      const page = await guarded(context, () => ask((api) => api.browse(request)), "notice");
      return page ?? { total: 0, samples: [] };
    },
  };
}
