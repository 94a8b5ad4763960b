import { describe, expect, it } from "vitest";
import { defaultConfig } from "../../../catalog/presets.ts";
import type { Even } from "../../../catalog/race.ts";
import { stepIndex } from "../../../core/brands.ts";
import { type FakeWorker, FakeWorld } from "../testing/fakes.ts";
import { createRace, type Machine, room } from "./race.ts";

const MACHINE: Machine = { cores: 2, memoryBytes: 8e9 };
const values = ["gru", "lstm", "simple"];
const figure = {
  id: "loss",
  digits: 2,
  better: "less",
  of: (latest: Record<string, number>) => latest.loss ?? null,
} as const;

async function racing({ even = "steps", machine = MACHINE }: { even?: Even; machine?: Machine } = {}) {
  const world = new FakeWorld();
  const { store: app, actions, runBeside } = await world.start();
  const workers: FakeWorker[] = [];
  world.onStart = (worker) => workers.push(worker);
  const config = defaultConfig("names-gru");
  const race = createRace({ app, runBeside, config, race: { key: "model.cell", values, even }, machine });
  await race.open();
  await world.settle();
  const steps = () => race.lanes.map(({ store }) => store.getState().step);
  const train = async (...counts: number[]) => {
    for (const [i, count] of counts.entries()) if (workers[i]?.playing) workers[i].train(count);
    await world.frame();
  };
  return { world, app, actions, race, workers, steps, train };
}

describe("a race", () => {
  it("opens each lane in a worker of its own, which shares the cores with the others", async () => {
    const { workers, race } = await racing();
    expect(workers.map(({ request }) => request?.config["model.cell"])).toEqual(values);
    expect(workers.map(({ request }) => request?.threads)).toEqual([1, 1, 1]);
    expect(new Set(workers.map(({ request }) => request?.config.seed)).size).toBe(1);
    expect(race.lanes.every(({ store }) => store.getState().phase.kind === "ready")).toBe(true);
  });

  it("tells a lane again to wait that has not heard", async () => {
    const { race, workers, train, world } = await racing();
    await race.play();
    await train(5, 5, 5);
    await train(100, 1, 1);
    const [first] = workers;
    await first?.handle.api.play();
    await world.settle();
    expect(first?.playing).toBe(true);
    await train(1000, 1, 1);
    await world.settle();
    expect(first?.playing).toBe(false);
  });

  it("has the lane that is ahead wait for the last one, and go on when that is near", async () => {
    const { race, workers, train, steps } = await racing();
    await race.play();
    await train(5, 5, 5);
    expect(workers.map(({ playing }) => playing)).toEqual([true, true, true]);
    await train(100, 1, 1);
    expect(steps()).toEqual([105, 6, 6]);
    expect(workers.map(({ playing }) => playing)).toEqual([false, true, true]);
    await train(0, 98, 98);
    expect(workers.map(({ playing }) => playing)).toEqual([true, true, true]);
  });

  it("stands at the same step in every lane when it is paused, and steps all of them", async () => {
    const { race, workers, train, steps } = await racing();
    await race.play();
    await train(9, 4, 2);
    await race.pause();
    await train();
    expect(steps()).toEqual([9, 9, 9]);
    await race.step();
    await train();
    expect(steps()).toEqual([10, 10, 10]);
    expect(workers.map(({ playing }) => playing)).toEqual([false, false, false]);
    await race.reset();
    expect(steps()).toEqual([0, 0, 0]);
  });

  it("says who is ahead at the last step that all of them have made", async () => {
    const { race, train } = await racing();
    await race.play();
    await train(8, 4, 6);
    const { at, standings } = race.result({ ...figure, better: "more" });
    expect(at).toBe(4);
    expect(standings.map(({ step, value }) => [step, value])).toEqual([
      [4, 0.25],
      [4, 0.25],
      [4, 0.25],
    ]);
    race.setEven("time");
    // A step takes ten milliseconds in each.
    expect(race.result(figure)).toMatchObject({ at: 40, even: "time" });
  });

  it("is stopped by an alarm in that lane alone, which can begin again", async () => {
    const { race, workers, train, steps } = await racing();
    await race.play();
    await train(5, 5, 5);
    workers[1]?.emit({ type: "state", state: { kind: "finished", why: "alarm" }, step: stepIndex(5) });
    if (workers[1]) workers[1].playing = false;
    await train(300, 0, 300);
    expect(steps()).toEqual([305, 5, 305]);
    expect([workers[0]?.playing, workers[2]?.playing]).toEqual([true, true]);
    const [, second] = race.lanes;
    if (!second) throw new Error("no second lane");
    expect(race.result(figure)).toMatchObject({ at: 305 });
    await race.tryAgain(second);
    expect(second.store.getState()).toMatchObject({ phase: { kind: "playing" }, step: 0 });
  });

  it("shows a failure in its lane, and the others go on", async () => {
    const { race, workers, train } = await racing();
    workers[0]?.fails.set("play", { code: "unexpected", values: { message: "planted" } });
    await race.play();
    const [first, second] = race.lanes;
    expect(first?.store.getState().fault).toMatchObject({ code: "unexpected" });
    await train(0, 200, 200);
    expect(second?.store.getState()).toMatchObject({ fault: null, step: 200, phase: { kind: "playing" } });
    if (first) await race.tryAgain(first);
    expect(first?.store.getState()).toMatchObject({ fault: null, phase: { kind: "playing" } });
  });

  it("recovers a lane whose worker dies, from its checkpoint", async () => {
    const { race, workers, world, train, steps } = await racing();
    await race.play();
    await train(5, 5, 5);
    workers[2]?.emit({ type: "checkpoint", checkpoint: workers[2].checkpoint() });
    workers[2]?.crash("planted");
    await world.settle();
    expect(workers).toHaveLength(4);
    expect(steps()).toEqual([5, 5, 5]);
    expect(race.lanes[2]?.store.getState().phase.kind).toBe("playing");
  });

  it("ends every worker when it ends, and starts none after", async () => {
    const { race, workers, world } = await racing();
    await race.play();
    race.close();
    expect(workers.map(({ terminated }) => terminated)).toEqual([true, true, true]);
    await race.lanes[0]?.open(true);
    await world.pass(10_000);
    expect(workers).toHaveLength(3);
  });

  it("is refused where memory does not do, with how many lanes it would do for", async () => {
    const { race, workers } = await racing({ machine: { cores: 2, memoryBytes: 1e9 } });
    expect(race.refused).toBe(true);
    expect(race.memory.fits).toBe(2);
    expect(workers).toEqual([]);
    expect(room([10, 10, 10], { cores: 1, memoryBytes: 60 })).toEqual({ needs: 30, limit: 30, fits: 3 });
  });

  it("hands a lane over to the page, with what it learned", async () => {
    const { race, train, actions, app, world } = await racing();
    await race.play();
    await train(9, 9, 9);
    const lane = race.lanes[1];
    if (!lane) throw new Error("no lane");
    const past = await lane.take();
    race.close();
    await actions.adopt(past);
    await world.settle();
    const { step, applied, series } = app.getState();
    expect([step, applied?.["model.cell"], series.latest("loss")]).toEqual([9, "lstm", Math.fround(1 / 9)]);
  });
});
