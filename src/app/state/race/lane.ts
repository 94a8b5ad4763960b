/** One lane of a race: a run in a worker of its own, with a state like the page's, so that whatever shows a run shows it too. */
import type { StoreApi } from "zustand/vanilla";
import type { RunConfig } from "../../../catalog/config.ts";
import type { ParameterValue } from "../../../schema/parameter.ts";
import type { BackendKind } from "../../../worker/api.ts";
import type { RunBeside } from "../beside.ts";
import type { LiveSamples } from "../live.ts";
import type { RunSession } from "../session/session.ts";
import type { PastRun, State } from "../state.ts";

/** Moments whose training time is remembered; beyond, every second one goes. */
const MOMENTS = 2000;

export interface LaneOptions {
  /** The page's state as the race begins. */
  readonly page: State;
  readonly runBeside: RunBeside;
  readonly config: RunConfig;
  readonly value: ParameterValue;
  readonly backend: BackendKind;
  readonly threads: number;
}

export interface Lane {
  readonly value: ParameterValue;
  readonly config: RunConfig;
  readonly store: Pick<StoreApi<State>, "getState" | "getInitialState" | "subscribe" | "setState">;
  readonly session: RunSession;
  readonly live: LiveSamples;
  /** Whether a failure, an alarm or its own end keeps it from going on. */
  readonly isOut: () => boolean;
  /** Whether a failure or an alarm does: what it has to show is no result. */
  readonly isStopped: () => boolean;
  /** The step at which it stood after so many milliseconds of training. */
  readonly stepAt: (elapsedMs: number) => number;
  readonly elapsedAt: (step: number) => number;
  /** From step 0. */
  readonly open: (play: boolean) => Promise<boolean>;
  /** After a failure from its newest checkpoint; after an alarm from the beginning. */
  readonly tryAgain: (play: boolean) => Promise<void>;
  /** What it has learned until now, as a run of its own. */
  readonly take: () => Promise<PastRun>;
  readonly close: () => void;
}

export function createLane({ page, runBeside, config, value, backend, threads }: LaneOptions): Lane {
  const { store, session, live } = runBeside(page, config, threads);
  const { getState: get } = store;
  session.want(backend);
  live.actions.follow({ source: "sampling" });

  let moments: (readonly [step: number, elapsedMs: number])[] = [];
  store.subscribe(({ step, elapsedMs }, before) => {
    if (step === before.step && elapsedMs === before.elapsedMs) return;
    if (step < before.step) moments = moments.filter(([at]) => at <= step);
    moments.push([step, elapsedMs]);
    if (moments.length > MOMENTS) moments = moments.filter((_, i) => i % 2 === 1);
  });

  const open = (play: boolean): Promise<boolean> => session.open({ config, preset: page.preset, play });
  return {
    ...{ value, config, store, session, live: live.samples, open },
    isStopped: () => {
      const { fault, phase } = get();
      return fault !== null || (phase.kind === "finished" && phase.why === "alarm");
    },
    isOut: () => get().fault !== null || get().phase.kind === "finished",
    stepAt: (elapsedMs) => moments.findLast(([, at]) => at <= elapsedMs)?.[0] ?? 0,
    elapsedAt: (step) => {
      const after = moments.findIndex(([at]) => at >= step);
      const [upper = [0, 0] as const, lower = [0, 0] as const] = [moments[after] ?? moments.at(-1), moments[after - 1]];
      const share = upper[0] === lower[0] ? 1 : (step - lower[0]) / (upper[0] - lower[0]);
      return lower[1] + Math.max(0, Math.min(1, share)) * (upper[1] - lower[1]);
    },
    async tryAgain(play) {
      if (get().fault === null) {
        await open(play);
        return;
      }
      await session.tryAgain(open);
      if (play) await session.play();
    },
    async take() {
      await session.pause();
      const checkpoint = await session.checkpoint();
      const { step, elapsedMs, series, timeline, marks, backend: used } = get();
      const { id, preset, backend: wanted } = session.run;
      return {
        ...{ id, preset, config, step, elapsedMs, timeline, marks, backend: used?.kind ?? wanted },
        series: series.snapshot(),
        checkpoint: checkpoint ?? session.run.checkpoints.at(-1) ?? null,
      };
    },
    close: session.close,
  };
}
