/** Runs side by side that differ in one setting, each in a worker of its own, kept even in steps or in time. */
import { createStore, type StoreApi } from "zustand/vanilla";
import { modelValues, type RunConfig } from "../../../catalog/config.ts";
import { batchShapeOf, chosen } from "../../../catalog/parameters.ts";
import { type Even, lanesOf, type Race as RaceSetup } from "../../../catalog/race.ts";
import type { FigureSpec } from "../../../schema/series.ts";
import type { RunBeside } from "../beside.ts";
import type { State } from "../state.ts";
import { createLane, type Lane } from "./lane.ts";

/** How far a lane may be ahead of the last before it waits: in steps, or in milliseconds. */
const LEAST_STEPS = 10;
const SLACK_MS = 500;
/** What a worker with its backend takes before it has a model. */
const WORKER_BYTES = 200e6;

export interface Machine {
  readonly cores: number;
  readonly memoryBytes: number;
}

/** How many lanes a machine has memory for: they may take half of it. */
export function room(bytes: readonly number[], { memoryBytes }: Machine) {
  const sums = bytes.map((_, i) => bytes.slice(0, i + 1).reduce((sum, each) => sum + each, 0));
  const limit = memoryBytes / 2;
  return { needs: sums.at(-1) ?? 0, limit, fits: sums.filter((sum) => sum <= limit).length };
}

/** Bytes that a lane takes at its peak; what follows from data that is not loaded yet is left out. */
export function bytesOf(config: RunConfig, { facts, applied }: State): number {
  if (!facts || applied?.["data.set"] !== config["data.set"]) return WORKER_BYTES;
  const { family, domain: traits } = chosen(config);
  return WORKER_BYTES + family.estimate(modelValues(config), { facts, traits }, batchShapeOf(config)).bytes;
}

export interface RaceState {
  readonly playing: boolean;
  readonly even: Even;
  /** Counts up whenever a lane has something new to show. */
  readonly version: number;
}

export interface Standing {
  readonly lane: Lane;
  readonly step: number;
  readonly value: number | null;
}

export interface Result {
  /** Where the lanes are compared: the last step, or time, that all of those that go on have reached. */
  readonly at: number;
  readonly even: Even;
  /** The best first; those without a value last. */
  readonly standings: readonly Standing[];
}

export interface RaceOptions {
  readonly app: Pick<StoreApi<State>, "getState" | "subscribe">;
  readonly runBeside: RunBeside;
  /** What all lanes have in common. */
  readonly config: RunConfig;
  readonly race: RaceSetup;
  readonly machine: Machine;
}

export type Race = ReturnType<typeof createRace>;

export function createRace({ app, runBeside, config, race, machine }: RaceOptions) {
  const page = app.getState();
  const configs = lanesOf(config, race);
  const memory = room(
    configs.map((each) => bytesOf(each, page)),
    machine,
  );
  const refused = memory.fits < configs.length;
  const threads = Math.max(1, Math.floor(machine.cores / configs.length));
  const backend = page.backend?.kind ?? "wasm";
  const lanes = refused
    ? []
    : configs.map((each, i) =>
        createLane({ page, runBeside, config: each, value: race.values[i] ?? "", backend, threads }),
      );
  const store = createStore<RaceState>(() => ({ playing: false, even: race.even, version: 0 }));
  const { getState: get, setState: set } = store;
  /** Lanes that wait, and where they stood when they were told to. */
  const held = new Map<Lane, number>();
  let closed = false;

  const progressOf = ({ store: lane }: Lane): number =>
    get().even === "steps" ? lane.getState().step : lane.getState().elapsedMs;
  const running = () => lanes.filter((lane) => !lane.isOut());

  /** Holds lanes that are ahead, and lets those go on that the last one has come near to. */
  function balance(): void {
    if (!get().playing) return;
    const going = running();
    if (lanes.some(({ store: lane }) => lane.getState().phase.kind === "opening")) return;
    if (going.length === 0) {
      set({ playing: false });
      return;
    }
    const last = going.reduce((a, b) => (progressOf(b) < progressOf(a) ? b : a));
    const least = progressOf(last);
    const pace = last.store.getState().stepsPerSecond * (SLACK_MS / 1000);
    const slack = get().even === "steps" ? Math.max(LEAST_STEPS, pace) : SLACK_MS;
    for (const lane of going) {
      const progress = progressOf(lane);
      const ahead = progress - least;
      // One that was told just before it began to play may not have heard, and goes on: it is told again.
      if (ahead > slack && progress > (held.get(lane) ?? Number.NEGATIVE_INFINITY) + slack) {
        held.set(lane, progress);
        void lane.session.pause();
      } else if (ahead <= slack / 4 && held.delete(lane)) void lane.session.play();
    }
  }

  const stops = [
    ...lanes.map((lane) =>
      lane.store.subscribe(() => {
        if (closed) return;
        set({ version: get().version + 1 });
        balance();
      }),
    ),
    app.subscribe(({ language, theme, projector, volume }, before) => {
      if (language === before.language && theme === before.theme && projector === before.projector) return;
      for (const lane of lanes) lane.store.setState({ language, theme, projector, volume });
    }),
  ];

  /** Those behind make the steps that they lack. */
  async function level(): Promise<void> {
    if (get().even !== "steps" || get().playing) return;
    const going = running();
    const most = Math.max(...going.map(({ store: lane }) => lane.getState().step));
    await Promise.all(
      going.map(async ({ session, store: lane }) => {
        const lacks = most - lane.getState().step;
        if (lacks > 0 && !get().playing) await session.step(lacks);
      }),
    );
  }

  return {
    ...{ lanes, store, configs, setup: race, machine, memory, refused, threads },
    /** Opens every lane at step 0. */
    async open(): Promise<void> {
      held.clear();
      const { playing } = get();
      await Promise.all(lanes.map((lane) => lane.open(playing)));
    },
    async play(): Promise<void> {
      held.clear();
      set({ playing: true });
      await Promise.all(running().map(({ session }) => session.play()));
    },
    /** Stands still, and even where the lanes are even in steps. */
    async pause(): Promise<void> {
      set({ playing: false });
      held.clear();
      await Promise.all(lanes.map(({ session }) => session.pause()));
      await level();
    },
    async step(): Promise<void> {
      set({ playing: false });
      held.clear();
      await Promise.all(running().map(({ session }) => session.step()));
      await level();
    },
    async reset(): Promise<void> {
      held.clear();
      set({ playing: false });
      await Promise.all(lanes.map((lane) => lane.open(false)));
    },
    setEven(even: Even): void {
      set({ even });
      balance();
    },
    tryAgain: (lane: Lane): Promise<void> => {
      held.delete(lane);
      return lane.tryAgain(get().playing);
    },
    /** Who is ahead by a figure, at the last point that all lanes have passed that still go on. */
    result({ of, better }: FigureSpec): Result {
      const { even } = get();
      const sound = lanes.filter((lane) => !lane.isStopped());
      const counted = sound.length > 0 ? sound : lanes;
      const at = counted.length === 0 ? 0 : Math.min(...counted.map(progressOf));
      const standings = lanes.map((lane) => {
        const { series, step: last } = lane.store.getState();
        const step = Math.min(last, even === "steps" ? at : lane.stepAt(at));
        return { lane, step, value: step === 0 && series.lastStep === null ? null : of(series.values(step)) };
      });
      const sign = better === "more" ? -1 : 1;
      const order = (value: number | null) => (value === null ? Number.POSITIVE_INFINITY : sign * value);
      const last = ({ lane }: Standing) => Number(lane.isStopped());
      return {
        at,
        even,
        standings: standings.sort((a, b) => last(a) - last(b) || order(a.value) - order(b.value) || 0),
      };
    },
    /** Ends every lane and its worker. */
    close(): void {
      closed = true;
      for (const stop of stops) stop();
      for (const lane of lanes) lane.close();
    },
  };
}
