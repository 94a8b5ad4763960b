import { describe, expect, it } from "vitest";
import { stepIndex } from "../../core/brands.ts";
import type { Alarm } from "../../schema/alarm.ts";
import { FakeWorld, textView } from "./testing/fakes.ts";

/** A page whose run plays. */
async function playing(world = new FakeWorld()) {
  const app = await world.start();
  await app.actions.play();
  await world.settle();
  return { world, ...app };
}

describe("opening", () => {
  it("begins by itself and ends ready, with what the worker found", async () => {
    const world = new FakeWorld();
    const { state } = await world.start();
    expect(world.worker.request).toMatchObject({ backend: "wasm", baseUrl: "https://example.org/" });
    expect(world.worker.request?.config).toEqual(state().config);
    expect(state()).toMatchObject({ phase: { kind: "ready" }, step: 0, weights: 7, backend: { kind: "wasm" } });
    expect(state().applied).toEqual(state().config);
  });

  it("remembers that Play was pressed, and plays as soon as it can", async () => {
    const world = new FakeWorld();
    let release = () => {};
    world.onStart = (worker) => {
      const open = worker.handle.api.open;
      Object.assign(worker.handle.api, {
        open: async (request: Parameters<typeof open>[0]) => {
          await new Promise<void>((resolve) => {
            release = resolve;
          });
          return open(request);
        },
      });
    };
    const { state, actions } = await world.start();
    await actions.play();
    expect(state()).toMatchObject({ phase: { kind: "opening" }, willPlay: true });
    await actions.pause();
    expect(state().willPlay).toBe(false);
    await actions.play();
    release();
    await world.settle();
    expect(state()).toMatchObject({ phase: { kind: "playing" }, willPlay: false });
    expect(world.worker.calls.filter((call) => call === "play")).toHaveLength(1);
  });

  it("says what is wrong when the data cannot be had, and tries again on Play", async () => {
    const world = new FakeWorld();
    world.onStart = (worker) => {
      if (world.workers.length === 0) worker.fails.set("open", { code: "dataUnreadable", values: { path: "x" } });
    };
    const { state, actions } = await world.start();
    expect(state()).toMatchObject({ fault: { code: "dataUnreadable" }, phase: { kind: "ready" } });
    expect(state().applied).toEqual(state().config);
    expect(world.workers).toHaveLength(1);
    await actions.play();
    await world.settle();
    expect(state()).toMatchObject({ fault: null, phase: { kind: "playing" } });
  });
});

describe("playing", () => {
  it("gathers what the worker reports, and draws at most once a frame", async () => {
    const { world, state } = await playing();
    const before = state().seriesVersion;
    world.worker.train(2);
    world.worker.train(1);
    expect(state().series.window("loss").steps).toEqual([1, 2, 3]);
    expect(state()).toMatchObject({ step: 0, seriesVersion: before });
    expect(world.frames).toHaveLength(1);
    await world.frame();
    expect(state()).toMatchObject({ step: 3, elapsedMs: 30, stepsPerSecond: 100, seriesVersion: before + 1 });
    expect(state().series.window("loss").means).toEqual([1, 0.5, Math.fround(1 / 3)]);
  });

  it("leaves out what has no value at a step, in each series", async () => {
    const { world, state } = await playing();
    const report = {
      series: ["loss", "validation.loss"],
      steps: Uint32Array.of(4, 5),
      elapsedMs: 1,
      stepsPerSecond: 1,
    };
    world.worker.emit({ type: "progress", ...report, values: Float32Array.of(3, Number.NaN, 2.5, 2) });
    world.worker.emit({
      type: "progress",
      ...report,
      steps: Uint32Array.of(6, 7),
      values: Float32Array.of(1, 1, 0.5, Number.POSITIVE_INFINITY),
    });
    const { series } = state();
    expect(series.window("loss")).toMatchObject({ steps: [4, 5, 6, 7], means: [3, 2.5, 1, 0.5] });
    expect(series.window("validation.loss")).toMatchObject({ steps: [5, 6], means: [2, 1] });
  });

  it("drops what belongs to an older run", async () => {
    const { world, state, actions } = await playing();
    const old = world.worker.request?.run;
    world.worker.train(3);
    await actions.reset();
    world.worker.emit({ type: "state", state: { kind: "playing" }, step: stepIndex(9) }, old);
    await world.frame();
    expect(state()).toMatchObject({ phase: { kind: "ready" }, step: 0 });
  });

  it("pauses where the worker stood still, and saves what was learned", async () => {
    const { world, state, actions } = await playing();
    world.worker.train(7);
    await actions.pause();
    await world.settle();
    expect(state()).toMatchObject({ phase: { kind: "paused" }, step: 7, checkpoints: [{ step: 7, bytes: 4 }] });
    const [id = ""] = world.disk.entries.keys();
    const kept = await world.kept(id);
    expect([kept?.checkpoint.step, kept?.series.ids, kept?.series.rows]).toEqual([7, ["loss"], 7]);
  });

  it("keeps the order of Pause and Play, however fast they are pressed", async () => {
    const { world, state, actions } = await playing();
    await Promise.all([actions.pause(), actions.play(), actions.pause(), actions.play()]);
    await world.settle();
    expect(state().phase.kind).toBe("playing");
    expect(world.worker.playing).toBe(true);
  });

  it("is not contradicted by a Pause that nothing plays for", async () => {
    const world = new FakeWorld();
    const { state, actions } = await world.start();
    await actions.pause();
    expect(state().phase.kind).toBe("ready");
    expect(world.worker.calls).not.toContain("pause");
  });

  it("steps exactly once, pausing first", async () => {
    const { world, state, actions } = await playing();
    world.worker.train(4);
    await actions.step();
    expect(state()).toMatchObject({ phase: { kind: "paused" }, step: 5 });
    expect(world.worker.calls.slice(-2)).toEqual(["pause", "step"]);
  });

  it("shows a fault that no fresh worker can mend, and starts from the last checkpoint on Play", async () => {
    const { world, state, actions } = await playing();
    world.worker.train(6);
    world.worker.emit({ type: "checkpoint", checkpoint: world.worker.checkpoint() });
    world.worker.emit({ type: "fault", fault: { code: "unexpected", values: { message: "?" } }, recoverable: false });
    expect(state()).toMatchObject({ fault: { code: "unexpected" }, phase: { kind: "paused" } });
    expect(world.worker.terminated).toBe(true);
    await actions.play();
    await world.settle();
    expect(world.workers).toHaveLength(2);
    expect(state()).toMatchObject({ fault: null, phase: { kind: "playing" }, step: 6 });
  });
});

describe("going back", () => {
  async function trained() {
    const app = await playing();
    for (let i = 0; i < 3; i++) {
      app.world.worker.train(10);
      app.world.worker.sampled(`at ${app.world.worker.step}`);
      app.world.worker.emit({ type: "checkpoint", checkpoint: app.world.worker.checkpoint() });
    }
    await app.world.frame();
    return app;
  }

  it("restores the newest checkpoint at or before the step, with what was shown until then", async () => {
    const { world, state, actions } = await trained();
    await actions.goBack(25);
    expect(world.worker.step).toBe(20);
    expect(state()).toMatchObject({ phase: { kind: "paused" }, step: 20, elapsedMs: 200 });
    expect(state().series.window("loss").steps.at(-1)).toBe(20);
    expect(state().timeline.map(({ step }) => step)).toEqual([10, 20]);
    expect(state().checkpoints.map(({ step }) => step)).toEqual([10, 20]);
    expect(state().samples?.view).toEqual(textView("at 20"));
  });

  it("keeps what came after as a record", async () => {
    const { state, actions } = await trained();
    await actions.goBack(10);
    expect(state().history).toMatchObject([{ step: 30, checkpoint: { step: 30 } }]);
    expect(state().history[0]?.series.window("loss").steps).toHaveLength(30);
  });

  it("begins anew where no checkpoint is that old", async () => {
    const { world, state, actions } = await trained();
    await actions.goBack(3);
    await world.settle();
    expect(world.worker.request?.checkpoint).toBeUndefined();
    expect(state()).toMatchObject({ phase: { kind: "ready" }, step: 0 });
  });
});

describe("a remedy", () => {
  const alarm: Alarm = { id: "divergence", severity: "warning", step: 25, values: {}, remedies: [] };

  async function alarmed() {
    const app = await playing();
    app.world.worker.train(20);
    app.world.worker.emit({ type: "checkpoint", checkpoint: app.world.worker.checkpoint() });
    app.world.worker.train(10);
    app.world.worker.emit({ type: "alarm", alarm });
    app.world.worker.emit({ type: "alarm", alarm: { ...alarm, step: 26 } });
    await app.world.frame();
    return app;
  }

  it("stands beside its alarm, one of an id at a time", async () => {
    const { world, state } = await alarmed();
    expect(state().alarms).toMatchObject([{ id: "divergence", step: 26 }]);
    world.worker.emit({ type: "cleared", alarm: "divergence" });
    expect(state().alarms).toEqual([]);
  });

  it("changes live values, goes back, and plays on", async () => {
    const { world, state, actions } = await alarmed();
    await actions.applyRemedy(alarm, { id: "goBack", change: { "training.learningRate": 0.0005 }, restore: 25 });
    await world.settle();
    expect(world.worker.tuned).toEqual([{ "training.learningRate": 0.0005 }]);
    expect(world.worker.calls.slice(-4)).toEqual(["checkpoint", "tune", "restore", "play"]);
    expect(state().history).toMatchObject([{ step: 30, checkpoint: { step: 30 } }]);
    expect(state()).toMatchObject({ phase: { kind: "playing" }, alarms: [], pending: [] });
    expect(world.worker.step).toBe(20);
  });

  it("starts again with a structural change, and keeps the old run", async () => {
    const { world, state, actions } = await alarmed();
    await actions.applyRemedy(alarm, { id: "smallerModel", change: { "model.units": 64 }, restart: true });
    await world.settle();
    expect(world.worker.request?.config["model.units"]).toBe(64);
    expect(state()).toMatchObject({ phase: { kind: "playing" }, step: 0, pending: [], history: [{ step: 30 }] });
  });
});
