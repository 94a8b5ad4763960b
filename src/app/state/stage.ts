import { viewsOf } from "../../catalog/parameters.ts";
import type { CodesQuery } from "../../schema/codes.ts";
import type { Sample } from "../../schema/domain.ts";
import { TRACE_PHASES, type TracePhase } from "../../schema/modelGraph.ts";
import { type ViewData, type ViewSubject, viewAt } from "../../schema/view.ts";
import type { BrowseRequest } from "../../worker/api.ts";
import { MEASURING } from "./backendSelection.ts";
import type { Context } from "./context.ts";
import { samplingOf } from "./derived.ts";
import { guarded } from "./session/faults.ts";
import type { StageState } from "./state.ts";

/** How long slow motion stays at each phase: time to read its caption and to watch what travels. */
const PHASE_MS = 6_000;

/** Nothing that was asked of a run yet. */
export const emptyStage: Omit<StageState, "view"> = { textViews: {}, placeViews: {}, slowMotion: { kind: "off" } };

export function createStage(context: Context) {
  const { get, set, ports, session } = context;
  const { ask } = session;
  let task: number = MEASURING;
  let watched: readonly string[] | null = null;
  let stopAdvancing = () => {};
  const asked = new Map<string, number>();

  async function sampleAgain(): Promise<void> {
    if (!session.standing()) return;
    const before = task;
    task += 1;
    const mine = task;
    await guarded(
      context,
      async () => {
        // Those that are still being written are of no interest any more.
        if (before > MEASURING && get().samples?.finished === false) await ask((api) => api.cancel(before));
        if (mine === task) await ask((api) => api.sample({ task: mine, sampling: samplingOf(get()) }));
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

  /** Of the turn that is shown, or of another one by its place. */
  function showPhase(phase: TracePhase, turn?: number): void {
    stopAdvancing();
    const { slowMotion } = get();
    if (slowMotion.kind !== "showing") return;
    const trace = (turn === undefined ? undefined : slowMotion.turns[turn]) ?? slowMotion.trace;
    set({ slowMotion: { ...slowMotion, trace, phase, auto: false } });
  }

  function tellWatched(): void {
    const nodes = watched;
    if (session.standing()) {
      void guarded(context, () => ask((api) => (nodes ? api.watch(nodes) : api.unwatch())), "notice");
    }
  }

  /** Asks for a view; `keep` is given the answer, unless another question about the view was asked since. */
  async function askView(query: ViewSubject, keep: (view: ViewData, step: number) => void): Promise<void> {
    const mine = (asked.get(query.view) ?? 0) + 1;
    asked.set(query.view, mine);
    await session.settled();
    await guarded(
      context,
      async () => {
        const view = await ask((api) => api.view({ ...query, sampling: samplingOf(get()) }));
        if (asked.get(query.view) === mine) keep(view, get().step);
      },
      "notice",
    );
  }

  session.on("moving", endSlowMotion);
  session.on("opening", () => {
    stopAdvancing();
    set(emptyStage);
  });
  session.on("opened", () => watched && tellWatched());

  return {
    show(view: string): void {
      if (!viewsOf(get().config).some(({ id }) => id === view)) return;
      set({ view });
    },
    /** Looks at a logged moment; `null` follows the run again. */
    lookAt(moment: number | null): void {
      const last = get().timeline.length - 1;
      set({ moment: moment === null || last < 0 ? null : Math.min(last, Math.max(0, Math.round(moment))) });
    },
    sampleAgain,
    viewText: (view: string, text: string): Promise<void> =>
      askView({ view, source: "text", text }, (data, step) =>
        set({ textViews: { ...get().textViews, [view]: { step, text, view: data } } }),
      ),
    /** A view of the model as it is, at a place where it has one; an empty place before one is chosen. */
    viewPlace: (view: string, place: readonly number[]): Promise<void> =>
      askView(viewAt(view, place), (data, step) =>
        set({ placeViews: { ...get().placeViews, [view]: { step, place, view: data } } }),
      ),
    /** Samples of codes; `null` where there is no answer. */
    async viewCodes(view: string, codes: CodesQuery): Promise<ViewData | null> {
      await session.settled();
      const query = { view, source: "codes", codes } as const;
      const asking = () => ask((api) => api.view({ ...query, sampling: samplingOf(get()) }));
      return (await guarded(context, asking, "notice")) ?? null;
    },
    watch(nodes: readonly string[]): void {
      watched = nodes;
      tellWatched();
    },
    unwatch(): void {
      watched = null;
      tellWatched();
    },
    async slowMotion(auto: boolean): Promise<void> {
      session.moving();
      void session.pause();
      set({ slowMotion: { kind: "working" } });
      await session.settled();
      await session.inTurn(async () => {
        await session.standStill();
        set({ slowMotion: { kind: "working" } });
        const turns = await session.trace();
        const [trace] = turns ?? [];
        if (!turns || !trace) {
          endSlowMotion();
          return;
        }
        const moves = auto && !ports.page.reducedMotion();
        set({ slowMotion: { kind: "showing", turns, trace, phase: TRACE_PHASES[0], auto: moves } });
        if (moves) advance();
      });
    },
    showPhase,
    endSlowMotion,
    async browse(request: BrowseRequest): Promise<{ readonly total: number; readonly samples: readonly Sample[] }> {
      await session.settled();
      const page = await guarded(context, () => ask((api) => api.browse(request)), "notice");
      return page ?? { total: 0, samples: [] };
    },
  };
}
