import { describe, expect, it, vi } from "vitest";
import { createStore } from "zustand/vanilla";
import { withChanges } from "../../../catalog/change.ts";
import { defaultConfig } from "../../../catalog/presets.ts";
import { lanesOf, type Race as RaceSetup } from "../../../catalog/race.ts";
import { SMALL } from "../../../worker/testing/small.ts";
import { runsBeside } from "../beside.ts";
import type { SessionPorts } from "../ports.ts";
import { createRunSession } from "../session/session.ts";
import { initialSession, type SessionState } from "../session/state.ts";
import { FakeWorld } from "../testing/fakes.ts";
import { startWorker } from "../worker.ts";
import { createRace } from "./race.ts";

const STEPS = 30;
const config = withChanges(defaultConfig(), SMALL);
const race: RaceSetup = { key: "model.cell", values: ["gru", "lstm", "simple"], even: "steps" };
const patience = { timeout: 60_000, interval: 20 };

/** The fake world's, but for workers and clocks, which are real. */
const realPorts = (world: FakeWorld): SessionPorts => ({
  ...world.ports,
  startWorker,
  now: () => performance.now(),
  page: { ...world.ports.page, baseUrl: `${location.origin}/` },
  schedule: {
    frame: (task) => void requestAnimationFrame(task),
    after: (ms, task) => {
      const timer = setTimeout(task, ms);
      return () => clearTimeout(timer);
    },
    every: (ms, task) => {
      const timer = setInterval(task, ms);
      return () => clearInterval(timer);
    },
  },
});

const lossesOf = ({ series }: SessionState) => {
  const { steps, means } = series.window("loss", { to: STEPS });
  return steps.map((step, i) => [step, means[i]]);
};

describe("a race of three real runs", () => {
  it("has every lane learn bit for bit what it learns alone, however often it waits for the others", async () => {
    const world = new FakeWorld();
    const { store: app } = await world.start();
    const running = createRace({
      app,
      runBeside: runsBeside(realPorts(world)),
      config,
      race,
      machine: { cores: 2, memoryBytes: 8e9 },
    });
    await running.open();
    const least = () => Math.min(...running.lanes.map(({ store }) => store.getState().step));
    while (least() < STEPS) {
      await running.play();
      const before = least();
      await vi.waitFor(() => expect(least()).toBeGreaterThan(before), patience);
      await running.pause();
    }
    const together = running.lanes.map(({ store }) => lossesOf(store.getState()));
    const standing = running.lanes.map(({ store }) => store.getState().step);
    expect(new Set(standing).size).toBe(1);
    running.close();

    const store = createStore<SessionState>(initialSession);
    const { getState: get, setState: set } = store;
    const ports = realPorts(world);
    const none = { notify: () => {}, measures: () => null, arithmetic: () => "exact" as const };
    const session = createRunSession({ ports, get, set, ...none });
    for (const [i, each] of lanesOf(config, race).entries()) {
      await session.open({ config: each, preset: "names-gru" });
      await session.step(STEPS);
      await vi.waitFor(() => expect(lossesOf(get())).toHaveLength(STEPS), patience);
      expect(together[i]).toEqual(lossesOf(get()));
    }
    session.close();
  });
});
