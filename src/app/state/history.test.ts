import { describe, expect, it } from "vitest";
import { FakeWorld, textView } from "./testing/fakes.ts";

async function playingAt(step: number, world = new FakeWorld()) {
  const app = await world.start();
  await app.actions.play();
  await world.settle();
  world.worker.train(step);
  world.worker.sampled("Aino");
  await world.frame();
  return { world, ...app };
}

describe("Reset", () => {
  it("keeps the run as a record, with all it had shown, and stands at the beginning", async () => {
    const { world, state, actions } = await playingAt(5);
    await actions.reset();
    expect(state()).toMatchObject({ phase: { kind: "ready" }, step: 0, timeline: [], elapsedMs: 0 });
    expect(state().history).toMatchObject([
      { step: 5, elapsedMs: 50, backend: "wasm", checkpoint: { step: 5 }, timeline: [{ step: 5 }] },
    ]);
    expect(state().history[0]?.series.window("loss").steps).toEqual([1, 2, 3, 4, 5]);
    expect(world.worker.request?.checkpoint).toBeUndefined();
  });

  it("of an untrained model keeps nothing", async () => {
    const world = new FakeWorld();
    const { state, actions } = await world.start();
    await actions.reset();
    expect(state()).toMatchObject({ history: [], notices: [], phase: { kind: "ready" } });
  });

  it("pressed twice keeps the run once", async () => {
    const { world, state, actions } = await playingAt(5);
    await Promise.all([actions.reset(), actions.reset()]);
    await world.settle();
    expect(state().history).toHaveLength(1);
    expect(state().phase.kind).toBe("ready");
  });

  it("is undone by one press: run, weights, curves and samples are back", async () => {
    const { world, state, actions } = await playingAt(5);
    actions.change("model.units", 64);
    await actions.reset();
    await actions.pause();
    world.worker.emit({ type: "checkpoint", checkpoint: world.worker.checkpoint() });
    await actions.undoReset();
    // None of the run in between, whose weights are others'.
    expect(state().checkpoints.map(({ step }) => step)).toEqual([5]);
    expect(world.worker.request).toMatchObject({ checkpoint: { step: 5 }, config: { "model.units": 128 } });
    expect(state()).toMatchObject({
      phase: { kind: "paused" },
      step: 5,
      config: { "model.units": 128 },
      pending: [],
      history: [],
      notices: [],
      samples: { view: textView("Aino"), finished: true },
    });
    world.worker.train(1);
    expect(state().series.window("loss").steps).toEqual([1, 2, 3, 4, 5, 6]);
    await actions.undoReset();
    expect(state().step).toBe(5);
  });

  it("takes the newest checkpoint at hand where the worker gives none", async () => {
    const { world, state, actions } = await playingAt(5);
    world.worker.emit({ type: "checkpoint", checkpoint: world.worker.checkpoint() });
    world.worker.train(4);
    await world.frame();
    world.worker.fails.set("checkpoint", { code: "notFinite", values: {} });
    await actions.reset();
    expect(state().history).toMatchObject([{ step: 9, checkpoint: { step: 5 } }]);
    expect(state().fault).toBeNull();
  });

  it("does not wait for ever for a checkpoint", async () => {
    const { world, state, actions } = await playingAt(5);
    world.worker.fails.set("checkpoint", "hang");
    const reset = actions.reset();
    await world.pass(3_100);
    await reset;
    expect(state()).toMatchObject({ step: 0, history: [{ step: 5, checkpoint: null }] });
  });
});

describe("a record", () => {
  it("is compared with the run until something else is", async () => {
    const { state, actions } = await playingAt(5);
    await actions.reset();
    const id = state().history[0]?.id ?? "";
    actions.compare(id);
    expect(state().comparing).toBe(id);
    actions.compare("run-99");
    expect(state().comparing).toBeNull();
  });

  it("is opened again where it was, and stays; what ran meanwhile is kept too", async () => {
    const { world, state, actions } = await playingAt(5);
    await actions.reset();
    await actions.play();
    await world.settle();
    world.worker.train(2);
    await world.frame();
    await actions.reopen("run-1");
    expect(state()).toMatchObject({ step: 5, phase: { kind: "paused" }, history: [{ step: 5 }, { step: 2 }] });
    world.worker.train(1);
    expect(state().series.window("loss").steps).toHaveLength(6);
    expect(state().history[0]?.series.window("loss").steps).toHaveLength(5);
  });

  it("that does not exist opens nothing", async () => {
    const { world, actions } = await playingAt(5);
    await actions.reopen("run-7");
    expect(world.worker.calls.filter((call) => call === "open")).toHaveLength(1);
  });
});
