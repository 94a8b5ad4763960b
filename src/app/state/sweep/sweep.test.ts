import { describe, expect, it } from "vitest";
import { defaultConfig } from "../../../catalog/presets.ts";
import { stepIndex } from "../../../core/brands.ts";
import { type FakeWorker, FakeWorld } from "../testing/fakes.ts";
import { bestCell, createSweep } from "./sweep.ts";

const axes = [{ key: "training.learningRate", values: [0.001, 0.003, 0.01, 0.03] }];
const figure = {
  better: "less" as const,
  of: (latest: Readonly<Record<string, number>>) => latest.loss ?? null,
};

async function sweeping(machine = { cores: 2, memoryBytes: 8e9 }) {
  const world = new FakeWorld();
  const { store: app, actions, runBeside } = await world.start();
  const workers: FakeWorker[] = [];
  world.onStart = (worker) => workers.push(worker);
  const config = defaultConfig("names-gru");
  const sweep = createSweep({ page: app.getState(), runBeside, config, sweep: { steps: 50, axes }, machine });
  const cells = () => sweep.store.getState().cells;
  const outcomes = () => cells().map(({ outcome }) => outcome);
  /** A worker trains what it has open to its end. */
  async function finish(at: number, why: "stopAt" | "alarm" = "stopAt"): Promise<void> {
    const worker = workers[at] as FakeWorker;
    worker.train(50);
    worker.playing = false;
    worker.emit({ type: "state", step: stepIndex(worker.step), state: { kind: "finished", why } });
    await world.settle();
    await world.frame();
  }
  return { world, app, actions, sweep, workers, cells, outcomes, finish };
}

describe("a sweep", () => {
  it("trains as many runs at a time as there are cores, each to its end, and the others wait their turn", async () => {
    const { world, sweep, workers, outcomes, finish, cells } = await sweeping();
    expect(outcomes()).toEqual(["waits", "waits", "waits", "waits"]);
    expect(workers).toHaveLength(0);
    sweep.play();
    await world.settle();
    expect(outcomes()).toEqual(["trains", "trains", "waits", "waits"]);
    expect(workers.map(({ request }) => request?.config["training.learningRate"])).toEqual([0.001, 0.003]);
    expect(workers.map(({ request }) => request?.config["training.stopAt"])).toEqual([50, 50]);
    expect(workers.every(({ playing, request }) => playing && request?.threads === 1)).toBe(true);
    await finish(1);
    expect(outcomes()).toEqual(["trains", "done", "trains", "waits"]);
    expect(workers).toHaveLength(2);
    for (const at of [0, 1, 0]) await finish(at);
    expect(outcomes()).toEqual(["done", "done", "done", "done"]);
    expect(sweep.store.getState().playing).toBe(false);
    expect(cells().map(({ latest }) => latest.loss)).toEqual(Array(4).fill(Math.fround(1 / 50)));
  });

  it("has what each run learned go on on the page, without the end that it was given", async () => {
    const { world, actions, app, sweep, cells, finish } = await sweeping();
    sweep.play();
    await world.settle();
    await finish(0);
    const past = cells()[0]?.past;
    expect(past?.step).toBe(50);
    expect(past?.config["training.stopAt"]).toBe(0);
    sweep.close();
    if (past) await actions.adopt(past);
    await world.settle();
    expect(app.getState().step).toBe(50);
    expect(app.getState().config["training.learningRate"]).toBe(0.001);
  });

  it("waits while it is paused, and goes on where it stood", async () => {
    const { world, sweep, workers, outcomes, finish } = await sweeping();
    sweep.play();
    await world.settle();
    await sweep.pause();
    await world.settle();
    expect(workers.some(({ playing }) => playing)).toBe(false);
    expect(outcomes()).toEqual(["trains", "trains", "waits", "waits"]);
    sweep.play();
    await world.settle();
    expect(workers.every(({ playing }) => playing)).toBe(true);
    await finish(0);
    expect(outcomes()).toEqual(["done", "trains", "trains", "waits"]);
  });

  it("marks a run that an alarm stopped, and goes on with the next", async () => {
    const { world, sweep, outcomes, finish, cells } = await sweeping();
    sweep.play();
    await world.settle();
    await finish(0, "alarm");
    expect(outcomes()).toEqual(["stopped", "trains", "trains", "waits"]);
    expect(bestCell(cells(), figure)).toBeNull();
  });

  it("takes no more workers than there is memory for, but one", async () => {
    expect((await sweeping({ cores: 8, memoryBytes: 1.4e9 })).sweep.workers).toBe(3);
    expect((await sweeping({ cores: 8, memoryBytes: 1e8 })).sweep.workers).toBe(1);
    expect((await sweeping({ cores: 8, memoryBytes: 64e9 })).sweep.workers).toBe(4);
  });

  it("ends its workers when it is closed", async () => {
    const { world, sweep, workers } = await sweeping();
    sweep.play();
    await world.settle();
    sweep.close();
    expect(workers.every(({ terminated }) => terminated)).toBe(true);
  });
});

describe("the best cell", () => {
  it("is the one with the best figure among those that are through", () => {
    const cell = (loss: number, outcome: "done" | "trains" | "stopped" = "done") =>
      ({ outcome, latest: { loss }, values: [], config: {}, step: 1, past: null }) as const;
    const cells = [cell(3), cell(1, "trains"), cell(2), cell(0, "stopped"), cell(Number.NaN)];
    expect(bestCell(cells, figure)).toBe(2);
    expect(bestCell(cells, { ...figure, better: "more" })).toBe(0);
  });
});
