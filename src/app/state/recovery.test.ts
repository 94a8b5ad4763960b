import { describe, expect, it } from "vitest";
import { runId } from "../../core/brands.ts";
import { FakeWorld } from "./testing/fakes.ts";

const lost = { code: "deviceLost", values: { backend: "wasm", reason: "destroyed", message: "" } };

/** A run that plays at step 15 and has a checkpoint of step 10. */
async function running(world = new FakeWorld()) {
  const app = await world.start();
  await app.actions.play();
  await world.settle();
  world.worker.train(4);
  world.worker.emit({ type: "checkpoint", checkpoint: world.worker.checkpoint() });
  world.worker.train(6);
  world.worker.emit({ type: "checkpoint", checkpoint: world.worker.checkpoint() });
  world.worker.train(5);
  await world.frame();
  return { world, ...app };
}

describe("a worker that dies", () => {
  it("is followed by a fresh one, which goes on from the last checkpoint and says so", async () => {
    const { world, state } = await running();
    const [first] = world.workers;
    world.worker.emit({ type: "fault", fault: lost, recoverable: true });
    await world.settle();
    expect(first?.terminated).toBe(true);
    expect(world.workers).toHaveLength(2);
    expect(world.worker.request?.checkpoint?.step).toBe(10);
    expect(state()).toMatchObject({
      phase: { kind: "playing" },
      step: 10,
      fault: null,
      notices: [{ fault: { code: "recovered", values: { step: 10, reason: "deviceLost" } } }],
    });
    expect(state().series.window("loss").steps.at(-1)).toBe(10);
    world.worker.train(1);
    await world.frame();
    expect(state().series.window("loss").steps.slice(-2)).toEqual([10, 11]);
    expect(state().checkpoints.map(({ step }) => step)).toEqual([4, 10]);
  });

  it("stays paused where it was paused, with its live changes", async () => {
    const { world, state, actions } = await running();
    actions.change("training.learningRate", 0.01);
    await world.frame();
    await actions.pause();
    world.worker.crash("out of memory");
    await world.settle();
    expect(state()).toMatchObject({ phase: { kind: "paused" }, step: 15 });
    expect(world.worker.request?.config["training.learningRate"]).toBe(0.01);
    expect(world.worker.calls).not.toContain("play");
  });

  it("begins again from nothing where there is no checkpoint yet", async () => {
    const world = new FakeWorld();
    const { state, actions } = await world.start();
    await actions.play();
    world.worker.train(3);
    world.worker.crash("?");
    await world.settle();
    expect(world.worker.request?.checkpoint).toBeUndefined();
    expect(state()).toMatchObject({ phase: { kind: "playing" }, step: 0 });
  });

  it("leaves no call hanging", async () => {
    const { world, state, actions } = await running();
    world.worker.fails.set("pause", "hang");
    const pause = actions.pause();
    await world.settle();
    world.worker.crash("?");
    await pause;
    await world.settle();
    expect(world.workers).toHaveLength(2);
    expect(state().fault).toBeNull();
  });

  it("takes the watched nodes along", async () => {
    const world = new FakeWorld();
    const { actions } = await world.start();
    actions.watch(["recurrent1"]);
    world.worker.crash("?");
    await world.settle();
    expect(world.worker.calls).toEqual(["open", "watch recurrent1"]);
  });

  it("a third time on one backend gives way to the next, and at the end of all says so", async () => {
    const { world, state, actions } = await running();
    for (let death = 0; death < 3; death++) {
      world.worker.crash("?");
      await world.settle();
    }
    expect(world.worker.request?.backend).toBe("cpu");
    expect(state().notices.map(({ fault }) => fault.code)).toContain("backendFallback");
    for (let death = 0; death < 3; death++) {
      world.worker.crash("?");
      await world.settle();
    }
    expect(state()).toMatchObject({ fault: { code: "workerKeepsFailing" }, phase: { kind: "paused" }, step: 10 });
    expect(world.workers).toHaveLength(6);
    await actions.play();
    await world.settle();
    expect(state()).toMatchObject({ fault: null, phase: { kind: "playing" }, step: 10 });
  });

  it("is forgiven after a while", async () => {
    const { world } = await running();
    for (let death = 0; death < 5; death++) {
      world.worker.crash("?");
      await world.settle();
      await world.pass(121_000, () => world.worker.emit({ type: "heartbeat" }));
    }
    expect(world.worker.request?.backend).toBe("wasm");
  });
});

describe("a silent worker", () => {
  const heartbeat = (world: FakeWorld) => () => world.worker.emit({ type: "heartbeat" });

  it("is noticed after fifteen seconds", async () => {
    const { world, state } = await running();
    await world.pass(30_000, heartbeat(world));
    expect(world.workers).toHaveLength(1);
    await world.pass(14_000);
    expect(world.workers).toHaveLength(1);
    await world.pass(2_500);
    expect(world.workers).toHaveLength(2);
    expect(state().notices[0]?.fault).toEqual({ code: "recovered", values: { step: 10, reason: "workerSilent" } });
  });

  it("has a minute and a half where the processor imitates its GPU", async () => {
    const world = new FakeWorld();
    world.onStart = (worker) => {
      worker.software = true;
    };
    await running(world);
    await world.pass(89_000);
    expect(world.workers).toHaveLength(1);
    await world.pass(3_000);
    expect(world.workers).toHaveLength(2);
  });

  it("is not blamed while the page is hidden or was asleep", async () => {
    const { world } = await running();
    world.hidden = true;
    await world.pass(60_000);
    world.hidden = false;
    world.now += 3_600_000;
    await world.pass(1_000);
    expect(world.workers).toHaveLength(1);
  });

  it("has a minute and a half to build and compile", async () => {
    const world = new FakeWorld();
    world.onStart = (worker) => {
      if (world.workers.length === 0) worker.fails.set("open", "hang");
    };
    const { state } = await world.start();
    await world.pass(89_000);
    expect(world.workers).toHaveLength(1);
    await world.pass(3_000);
    expect(world.worker.request?.backend).toBe("wasm");
    expect(state().phase.kind).toBe("ready");
  });
});

describe("an opening that hangs in a worker that is well", () => {
  const hanging = () => {
    const world = new FakeWorld();
    world.onStart = (worker) => {
      if (world.workers.length === 0) worker.fails.set("open", "hang");
    };
    return world;
  };
  const heartbeat = (world: FakeWorld) => () => world.worker.emit({ type: "heartbeat" }, runId(1));

  it("is begun again after a minute and a half, for signs of life are no news", async () => {
    const world = hanging();
    const { state } = await world.start();
    await world.pass(89_000, heartbeat(world));
    expect(world.workers).toHaveLength(1);
    await world.pass(3_000, heartbeat(world));
    expect(world.workers).toHaveLength(2);
    expect(state().phase.kind).toBe("ready");
  });

  it("is waited for while it tells how far it is", async () => {
    const world = hanging();
    await world.start();
    const progress = () =>
      world.worker.emit({ type: "task", task: { id: -1, kind: "data", done: 0.1, finished: false } }, runId(1));
    await world.pass(300_000, progress);
    expect(world.workers).toHaveLength(1);
  });
});

describe("a slow worker", () => {
  const seconds = 1000;

  it("is not taken for dead in a step that was announced, and the page knows what it waits for", async () => {
    const { world, state } = await running();
    world.worker.emit({ type: "work", work: { kind: "step", expectedMs: 40 * seconds, measured: true } });
    expect(state().work).toMatchObject({ kind: "step", expectedMs: 40 * seconds, since: world.now });
    await world.pass(200 * seconds);
    expect(world.workers).toHaveLength(1);
    await world.pass(45 * seconds);
    expect(world.workers).toHaveLength(2);
  });

  it("has its first step before it, whatever was measured on held-out data", async () => {
    const world = new FakeWorld();
    const { actions } = await world.start();
    world.worker.emit({
      type: "progress",
      series: ["validation.loss"],
      steps: Uint32Array.of(0),
      values: Float32Array.of(1),
      elapsedMs: 0,
      stepsPerSecond: 0,
    });
    await actions.play();
    await world.pass(60 * seconds);
    expect(world.workers).toHaveLength(1);
    world.worker.train(1);
    await world.pass(17 * seconds);
    expect(world.workers).toHaveLength(2);
  });

  it("whose work is over is expected to say something again", async () => {
    const { world, state } = await running();
    world.worker.emit({ type: "work", work: { kind: "view", expectedMs: null, measured: false } });
    world.worker.emit({ type: "work", work: null });
    expect(state().work).toBeNull();
    await world.pass(17 * seconds);
    expect(world.workers).toHaveLength(2);
  });

  it("that never said a word did not come: the page says so, and tries again when asked", async () => {
    const world = new FakeWorld();
    world.onStart = (worker) => {
      worker.absent = true;
      worker.fails.set("open", "hang");
    };
    const { state, actions } = await world.start();
    await world.pass(29 * seconds);
    expect(state().phase.kind).toBe("opening");
    await world.pass(3 * seconds);
    expect(state()).toMatchObject({ fault: { code: "workerNotLoaded" }, phase: { kind: "ready" } });
    expect(world.workers).toHaveLength(1);
    world.onStart = () => {};
    await actions.tryAgain();
    expect(state()).toMatchObject({ fault: null, phase: { kind: "ready" } });
  });
});

describe("an opening that fails", () => {
  it("leaves the worker, and what it holds, to the next one", async () => {
    for (const code of ["dataUnreadable", "tooLarge", "cancelled", "checkpointMismatch"]) {
      const { world, state, actions } = await running();
      world.worker.fails.set("open", { code, values: {} });
      await actions.reset();
      await world.settle();
      if (code !== "cancelled") expect(state().fault?.code).toBe(code);
      await actions.tryAgain();
      await world.settle();
      expect(state()).toMatchObject({ fault: null });
      expect([code, world.workers.length]).toEqual([code, 1]);
    }
  });

  it("by a fault of the worker's own ends it", async () => {
    const { world, actions } = await running();
    world.worker.fails.set("open", { code: "unexpected", values: { message: "?" } });
    await actions.reset();
    await world.settle();
    expect(world.workers[0]?.terminated).toBe(true);
  });
});

describe("Cancel while a set-up opens", () => {
  const cancelled = { code: "cancelled", values: {} };

  /** A run at step 15 whose place another preset is to take, which does not come. */
  async function stuck() {
    const app = await running();
    app.world.worker.fails.set("open", "hang");
    void app.actions.choosePreset("names-lstm");
    await app.world.settle();
    expect(app.state()).toMatchObject({ phase: { kind: "opening" }, step: 0 });
    return app;
  }

  it("comes back to the run before it, at the step where it stood", async () => {
    for (const listens of [true, false]) {
      const { world, state, actions } = await stuck();
      const [first] = world.workers;
      world.worker.calledOff = () => listens && world.worker.endHanging(cancelled);
      actions.cancelTask(-1);
      await world.pass(2_000);
      expect(state()).toMatchObject({ phase: { kind: "paused" }, step: 15, preset: "names-gru", fault: null });
      expect(state()).toMatchObject({ history: [], notices: [] });
      expect(state().config["model.cell"]).toBe("gru");
      expect(world.hash).not.toContain("lstm");
      expect(world.worker.request?.checkpoint?.step).toBe(15);
      // One that computes cannot listen, and is ended.
      expect(first?.terminated).toBe(!listens);
    }
  });

  it("of the first one of all leaves a clear state with a way out", async () => {
    const world = new FakeWorld();
    world.onStart = (worker) => worker.fails.set("open", "hang");
    const { state, actions } = await world.start();
    expect(state().phase.kind).toBe("opening");
    world.onStart = () => {};
    actions.cancelTask(-1);
    await world.pass(2_000);
    expect(state()).toMatchObject({ fault: cancelled, phase: { kind: "ready" }, step: 0 });
    await actions.tryAgain();
    expect(state()).toMatchObject({ fault: null, phase: { kind: "ready" } });
  });
});

describe("a backend that does not open", () => {
  it("gives way to the next one, with a notice", async () => {
    const world = new FakeWorld({ query: { backend: "webgpu" } });
    world.onStart = (worker) => {
      if (world.workers.length > 0) return;
      worker.fails.set("open", { code: "backendUnavailable", values: { backend: "webgpu", reason: "noAdapter" } });
    };
    const { state } = await world.start();
    expect(world.workers).toHaveLength(1);
    expect(world.worker.request?.backend).toBe("wasm");
    expect(state()).toMatchObject({ phase: { kind: "ready" }, backend: { kind: "wasm" }, fault: null });
    expect(state().notices[0]?.fault).toEqual({ code: "backendFallback", values: { from: "webgpu", to: "wasm" } });
  });

  it("and none that does leaves the first reason standing", async () => {
    const world = new FakeWorld();
    world.onStart = (worker) =>
      worker.broken.set("open", { code: "backendUnavailable", values: { n: world.workers.length } });
    const { state } = await world.start();
    expect(state()).toMatchObject({
      fault: { code: "backendUnavailable", values: { n: 0 } },
      phase: { kind: "ready" },
    });
    expect(world.workers).toHaveLength(1);
    expect(world.worker.calls).toEqual(["open", "open"]);
  });
});

describe("Try again", () => {
  const offline = { code: "dataUnreadable", values: { path: "x" } };

  /** A run at step 15, with a checkpoint of step 10, whose worker died; the fresh one cannot open. */
  async function stranded(before: (app: Awaited<ReturnType<typeof running>>) => Promise<void> = async () => {}) {
    const app = await running();
    await before(app);
    app.world.onStart = (worker) => worker.fails.set("open", offline);
    app.world.worker.crash("?");
    await app.world.settle();
    expect(app.state()).toMatchObject({ fault: offline, step: 10, phase: { kind: "paused" } });
    app.world.onStart = () => {};
    return app;
  }

  it("goes on from the newest checkpoint, playing where it played", async () => {
    const { world, state, actions } = await stranded();
    await actions.tryAgain();
    await world.settle();
    expect(world.worker.request?.checkpoint?.step).toBe(10);
    expect(state()).toMatchObject({ fault: null, phase: { kind: "playing" }, step: 10, history: [] });
    expect(state().series.window("loss").steps.at(-1)).toBe(10);
  });

  it("stays paused where it was paused", async () => {
    const { world, state, actions } = await stranded(async ({ actions: { pause }, world: { worker } }) => {
      worker.fails.set("checkpoint", { code: "notFinite", values: {} });
      await pause();
    });
    await actions.tryAgain();
    await world.settle();
    expect(world.worker.calls).not.toContain("play");
    expect(state()).toMatchObject({ fault: null, phase: { kind: "paused" }, step: 10 });
  });

  it("opens the set-up that the controls show where nothing was learned", async () => {
    const world = new FakeWorld();
    world.onStart = (worker) => worker.fails.set("open", offline);
    const { state, actions } = await world.start();
    world.onStart = () => {};
    actions.change("model.units", 64);
    await actions.tryAgain();
    expect(world.worker.request?.config["model.units"]).toBe(64);
    expect(state()).toMatchObject({ fault: null, phase: { kind: "ready" }, pending: [] });
  });

  it("is not the only way out: Reset, a preset and the address keep what was learned first", async () => {
    for (const leave of ["reset", "preset", "address"] as const) {
      const { world, state, actions } = await stranded();
      if (leave === "reset") await actions.reset();
      else if (leave === "preset") await actions.choosePreset("names-lstm");
      else world.visit("#v=1&preset=names-chinese");
      await world.settle();
      expect(state()).toMatchObject({ step: 0, fault: null, history: [{ step: 10, checkpoint: { step: 10 } }] });
    }
  });
});
