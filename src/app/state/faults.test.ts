import { describe, expect, it } from "vitest";
import type { Fault } from "../../core/errors.ts";
import type { Actions } from "./actions.ts";
import type { State } from "./state.ts";
import { FakeWorld } from "./testing/fakes.ts";

const gone: Fault = { code: "workerNotLoaded", values: {} };
const offline: Fault = { code: "dataUnreadable", values: { path: "x" } };
const lost: Fault = { code: "deviceLost", values: { backend: "wasm", reason: "destroyed", message: "" } };

/** What goes wrong, and how it is mended by itself or by the visitor some time later. */
interface Trouble {
  readonly strike: (world: FakeWorld) => void;
  readonly mend?: (world: FakeWorld) => void;
}

const everyWorker = (how: (world: FakeWorld) => void): Trouble => ({
  strike: how,
  mend: (world) => {
    world.onStart = () => {};
  },
});

const FAULTS: Readonly<Record<string, Trouble>> = {
  "the worker is dead, or hangs": { strike: ({ worker }) => worker.die() },
  "the worker threw": { strike: ({ worker }) => worker.crash("planted") },
  "every worker throws": everyWorker((world) => {
    world.onStart = (worker) => worker.fails.set("open", { code: "workerFailed", values: { message: "planted" } });
    world.worker.crash("planted");
  }),
  "the GPU is lost": { strike: ({ worker }) => worker.emit({ type: "fault", fault: lost, recoverable: true }) },
  "the run broke": {
    strike: ({ worker }) =>
      worker.emit({ type: "fault", fault: { code: "unexpected", values: { message: "?" } }, recoverable: false }),
  },
  "the network is off and the worker dies": everyWorker((world) => {
    world.onStart = (worker) => worker.fails.set("open", offline);
    world.worker.crash("planted");
  }),
  "the storage is full": {
    strike: ({ disk }) => {
      disk.mood = "full";
    },
  },
  "the storage is refused": {
    strike: ({ disk }) => {
      disk.mood = "refused";
    },
  },
  "the worker's code is gone": everyWorker((world) => {
    world.onStart = (worker) => worker.fails.set("open", gone);
    world.worker.crash("planted");
  }),
};

type App = { readonly state: () => State; readonly actions: Actions; readonly world: FakeWorld };

const BUTTONS: Readonly<Record<string, (app: App) => unknown>> = {
  Play: ({ actions }) => actions.play(),
  Pause: ({ actions }) => actions.pause(),
  Step: ({ actions }) => actions.step(),
  "Try again": ({ actions }) => actions.tryAgain(),
  Reset: ({ actions }) => actions.reset(),
  "Reset, twice": ({ actions }) => Promise.all([actions.reset(), actions.reset()]),
  Reopen: ({ actions, state }) => actions.reopen(state().history[0]?.id ?? ""),
  "a preset": ({ actions }) => actions.choosePreset("names-lstm"),
  "another dataset, and Apply": ({ actions }) => {
    actions.change("data.set", "place-names");
    return actions.reset();
  },
  Resume: ({ actions }) => actions.resume(),
  "the browser's Back": ({ world }) => world.back(),
  "a link": ({ world }) => world.visit("#v=1&preset=names-chinese"),
  "back on the timeline": ({ actions }) => actions.goBack(30),
  "back before the first checkpoint": ({ actions }) => actions.goBack(1),
  Undo: ({ actions }) => actions.undoReset(),
  "another backend": ({ actions }) => actions.chooseBackend("cpu"),
  "the offer's cross": ({ actions }) => actions.hideOffer(),
  "the fault's cross": ({ actions }) => actions.dismissFault(),
  "every notice's cross": ({ actions, state }) => {
    for (const { id } of state().notices) actions.dismissNotice(id);
  },
};

/** Steps of the three runs that there are; weights at step n are n, so that it shows whose they are. */
const EARLIER = 1_000;
const RECORD = 100;
const NOW = 30;

/** A run of an earlier visit is offered, another was reset in this one, and a third plays and was kept ten seconds ago. */
async function threeRuns(): Promise<App> {
  const former = new FakeWorld({ page: "former" });
  const first = await former.start();
  await train(former, first.actions, EARLIER);
  former.end();

  const world = new FakeWorld({ disk: former.disk, page: "now" });
  const { state, actions } = await world.start();
  await train(world, actions, RECORD);
  actions.change("model.units", 64);
  await actions.reset();
  await train(world, actions, NOW);
  await actions.play();
  await world.settle();
  world.worker.train(9);
  await world.frame();
  expect(await stepsKept({ state, actions, world })).toEqual([NOW, RECORD, EARLIER]);
  return { state, actions, world };
}

async function train(world: FakeWorld, { play, pause }: Actions, steps: number): Promise<void> {
  await play();
  await world.settle();
  world.worker.train(steps);
  await world.frame();
  await pause();
  await world.settle();
}

/** The most steps of each of the three runs that can be gone on from: in the page, among its records, or on the disk. */
async function stepsKept({ state, world }: App): Promise<number[]> {
  const onDisk = await Promise.all([...world.disk.entries.keys()].map((id) => world.kept(id)));
  const steps = [
    ...state().checkpoints.map(({ step }) => step),
    ...state().history.map(({ checkpoint }) => checkpoint?.step ?? 0),
    ...onDisk.map((run) => run?.checkpoint.step ?? 0),
  ];
  return [NOW, RECORD, EARLIER].map((_, i, all) =>
    Math.max(...steps.filter((step) => step < (all[i + 1] ?? Infinity))),
  );
}

/** Lets the watchdog, retries and saves do what they do; a live worker gives its signs of life. */
async function later(world: FakeWorld, ms: number): Promise<void> {
  await world.pass(ms, () => {
    if (!world.worker.terminated) world.worker.emit({ type: "heartbeat" });
  });
  await world.frame();
}

describe.each(Object.entries(FAULTS))("when %s", (_, { strike, mend }) => {
  it.each(Object.entries(BUTTONS))("%s costs nothing that was kept ten seconds before", async (__, press) => {
    // Pressed at once, and again after the page has noticed.
    for (const wait of [0, 20_000]) {
      const app = await threeRuns();
      const { world } = app;
      strike(world);
      await later(world, wait);
      void press(app);
      await later(world, 20_000);
      mend?.(world);
      void app.actions.tryAgain();
      await later(world, 3_000);
      const kept = await stepsKept(app);
      expect(kept[0]).toBeGreaterThanOrEqual(NOW);
      expect(kept[1]).toBeGreaterThanOrEqual(RECORD);
      expect(kept[2]).toBeGreaterThanOrEqual(EARLIER);
      for (const id of world.disk.entries.keys()) {
        const run = await world.kept(id);
        expect(run?.checkpoint.tensors[0]?.data[0]).toBe(run?.checkpoint.step);
        expect(run?.series.valueAt("loss", run.checkpoint.step)).toBe(Math.fround(1 / (run?.checkpoint.step ?? 0)));
      }
    }
  });
});
