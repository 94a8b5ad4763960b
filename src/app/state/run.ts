import { withChanges } from "../../catalog/change.ts";
import { stepIndex } from "../../core/brands.ts";
import { atOrBefore } from "./checkpointRetention.ts";
import { type Context, guarded } from "./context.ts";
import type { Records } from "./records.ts";
import type { Runs } from "./runs.ts";
import type { Setup } from "./setup.ts";
import type { Actions } from "./state.ts";

type RunActions = Pick<
  Actions,
  "play" | "pause" | "step" | "tryAgain" | "applyRemedy" | "goBack" | "dismissFault" | "dismissNotice" | "cancelTask"
>;

export interface Parts {
  readonly runs: Runs;
  readonly records: Records;
  readonly setup: Setup;
  /** What is going on and is over once the run moves: slow motion, measuring. */
  readonly beforeMoving: () => void;
  /** Calls off a task of the page's own; `false` where it is the worker's. */
  readonly cancelOwn: (task: number) => boolean;
}

export function runActions(context: Context, { runs, records, setup, beforeMoving, cancelOwn }: Parts): RunActions {
  const { get, set, inTurn, ask, current } = context;

  async function playNow(): Promise<void> {
    current.wantsToPlay = true;
    if (!context.standing()) {
      await runs.reopen(true);
      return;
    }
    await guarded(context, async () => {
      await ask((api) => api.play());
      set({ fault: null });
    });
  }

  async function pauseNow(): Promise<void> {
    current.wantsToPlay = false;
    if (get().phase.kind !== "playing") return;
    const step = await guarded(context, () => ask((api) => api.pause()));
    if (step !== null && get().phase.kind === "playing") set({ phase: { kind: "paused" }, step });
  }

  /** Goes back to the newest checkpoint at or before a step; to the untrained model where there is none. */
  async function restore(step: number): Promise<void> {
    const checkpoint = atOrBefore(current.checkpoints, step);
    if (!checkpoint || !context.standing()) {
      const { applied, config, series, timeline, marks } = get();
      const earlier = current.checkpoints;
      const from = checkpoint ? { from: { checkpoint, earlier, series, timeline, marks } } : {};
      await runs.open({ config: applied ?? config, ...from });
      return;
    }
    await guarded(context, async () => {
      const at = await ask((api) => api.restore(checkpoint));
      const { series, timeline, marks, alarms, seriesVersion } = get();
      records.branch();
      current.checkpoints = current.checkpoints.filter((entry) => entry.step <= at);
      const past = timeline.filter((moment) => moment.step <= at);
      const last = past.at(-1);
      set({
        phase: { kind: "paused" },
        step: at,
        elapsedMs: checkpoint.elapsedMs,
        series: series.upTo(at),
        seriesVersion: seriesVersion + 1,
        timeline: past,
        moment: null,
        samples: last ? { ...last, finished: true } : null,
        marks: marks.filter((mark) => mark.step <= at),
        alarms: alarms.filter((alarm) => alarm.step <= at && alarm.severity !== "stopped"),
        checkpoints: current.checkpoints.map(({ step: from, bytes }) => ({ step: from, bytes })),
        fault: null,
      });
    });
  }

  return {
    async play() {
      beforeMoving();
      if (get().phase.kind === "opening") {
        current.wantsToPlay = true;
        set({ willPlay: true });
        return;
      }
      await inTurn(playNow);
    },
    async pause() {
      set({ willPlay: false });
      current.wantsToPlay = false;
      if (get().phase.kind === "opening") return;
      await inTurn(pauseNow);
      // What was learned until now outlives the page.
      await records.saveNow();
    },
    async step() {
      beforeMoving();
      set({ willPlay: false });
      current.wantsToPlay = false;
      await runs.settled();
      await inTurn(async () => {
        if (!context.standing() && !(await runs.reopen(false))) return;
        await pauseNow();
        set({ phase: { kind: "stepping" }, fault: null });
        const step = await guarded(context, () => ask((api) => api.step(1)));
        // The worker's own word comes through another port, and may be here already.
        if (get().phase.kind === "stepping") set({ phase: { kind: "paused" }, step: step ?? stepIndex(get().step) });
      });
    },
    async tryAgain() {
      beforeMoving();
      await runs.settled();
      set({ fault: null });
      await inTurn(async () => {
        const { step, config } = get();
        const play = current.wantsToPlay;
        if (context.standing()) {
          if (play && get().phase.kind !== "playing") await playNow();
        } else if (step === 0 && current.checkpoints.length === 0) await runs.open({ config, play });
        else await runs.reopen(play);
      });
    },
    async applyRemedy(alarm, { change = {}, restore: back, restart = false }) {
      beforeMoving();
      const { phase, config } = get();
      const goesOn = phase.kind === "playing" || (phase.kind === "finished" && phase.why === "alarm");
      const remedied = withChanges(config, change);
      set({ config: remedied, alarms: get().alarms.filter(({ id }) => id !== alarm.id) });
      if (restart) {
        await records.replaceRun(remedied, { fresh: true });
        if (goesOn) await inTurn(playNow);
        return;
      }
      // What came after is kept as a run of its own.
      if (back !== undefined) await records.keepRun();
      await inTurn(async () => {
        await pauseNow();
        await setup.tune();
        if (back !== undefined) await restore(back);
        if (goesOn) await playNow();
      });
    },
    async goBack(step) {
      beforeMoving();
      await runs.settled();
      // What came after is kept as a run of its own.
      await records.keepRun();
      await inTurn(() => restore(step));
    },
    dismissFault: () => set({ fault: null }),
    dismissNotice: (id) => set({ notices: get().notices.filter((notice) => notice.id !== id) }),
    cancelTask(id) {
      set({ tasks: get().tasks.filter((task) => task.id !== id) });
      if (cancelOwn(id)) return;
      // Until a run stands, all that the worker does is open it.
      if (get().phase.kind === "opening") runs.callOff();
      else void guarded(context, () => ask((api) => api.cancel(id)), "notice");
    },
  };
}
