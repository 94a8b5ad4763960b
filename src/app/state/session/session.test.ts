import { describe, expect, it } from "vitest";
import { createStore } from "zustand/vanilla";
import { defaultConfig } from "../../../catalog/presets.ts";
import type { Fault } from "../../../core/errors.ts";
import type { FakeWorker } from "../testing/fakes.ts";
import { FakeWorld } from "../testing/fakes.ts";
import { createRunSession } from "./session.ts";
import { initialSession, type SessionState } from "./state.ts";

/** A session without a page, open in a worker of its own. */
async function opened(world: FakeWorld, preset: string) {
  const store = createStore<SessionState>(initialSession);
  const told: Fault[] = [];
  const session = createRunSession({
    ports: world.ports,
    get: store.getState,
    set: store.setState,
    notify: (fault) => told.push(fault),
    measures: () => null,
    arithmetic: () => "exact",
  });
  const workers: FakeWorker[] = [];
  world.onStart = (worker) => workers.push(worker);
  await session.open({ config: defaultConfig(preset), preset });
  return { session, state: store.getState, told, workers };
}

describe("two sessions", () => {
  it("train side by side, and the recovery of one leaves the other alone", async () => {
    const world = new FakeWorld();
    const one = await opened(world, "names-gru");
    const two = await opened(world, "names-lstm");
    const [first] = one.workers;
    const [second] = two.workers;
    if (!first || !second) throw new Error("a session has no worker");
    expect([first.request?.config["model.cell"], second.request?.config["model.cell"]]).toEqual(["gru", "lstm"]);
    expect(one.session.run.id).not.toBe(two.session.run.id);

    await Promise.all([one.session.play(), two.session.play()]);
    first.train(10);
    first.emit({ type: "checkpoint", checkpoint: first.checkpoint() });
    second.train(3);
    first.train(2);
    await world.frame();
    expect([one.state().step, two.state().step]).toEqual([12, 3]);
    expect(one.state().series.window("loss").steps).toHaveLength(12);
    expect(two.state().series.window("loss").steps).toHaveLength(3);

    const untouched = two.state();
    world.onStart = (worker) => one.workers.push(worker);
    first.crash("planted");
    await world.settle();
    expect(one.told).toEqual([{ code: "recovered", values: { step: 10, reason: "workerFailed" } }]);
    expect(one.state()).toMatchObject({ phase: { kind: "playing" }, step: 10, fault: null });
    expect(two.state()).toBe(untouched);
    expect([second.terminated, second.playing, two.told]).toEqual([false, true, []]);

    one.workers.at(-1)?.train(1);
    second.train(4);
    await world.frame();
    expect([one.state().step, two.state().step]).toEqual([11, 7]);
    await two.session.pause();
    expect([one.state().phase.kind, two.state().phase.kind]).toEqual(["playing", "paused"]);
  });

  it("do not wait for each other's commands", async () => {
    const world = new FakeWorld();
    const one = await opened(world, "names-gru");
    const two = await opened(world, "names-lstm");
    await one.session.play();
    one.workers[0]?.fails.set("pause", "hang");
    void one.session.pause();
    await two.session.step();
    expect(two.state()).toMatchObject({ phase: { kind: "paused" }, step: 1 });
    expect(one.state().phase.kind).toBe("playing");
  });
});
