import { describe, expect, it } from "vitest";
import type { BackendKind, BackendMeasure } from "../../worker/api.ts";
import { FakeWorld } from "./testing/fakes.ts";

const measure = (kind: BackendKind, stepsPerSecond: number): BackendMeasure => ({
  kind,
  stepsPerSecond,
  description: kind,
  software: false,
  available: true,
});

/** A first visit to a machine on which WebGPU is the best. */
function firstVisit(query: Record<string, string> = {}) {
  const world = new FakeWorld({ query });
  world.onStart = (worker) => {
    worker.measures = [measure("webgpu", 200), measure("wasm", 100)];
  };
  return world;
}

describe("a first visit", () => {
  it("opens on wasm, measures in a worker of its own, and takes the best before anything has run", async () => {
    const world = firstVisit();
    const { state } = await world.startFresh();
    expect(state()).toMatchObject({ phase: { kind: "ready" }, backend: { kind: "wasm" }, measures: null });
    await world.pass(700);
    const [, measuring, chosen] = world.workers;
    expect(measuring?.calls).toEqual(["measure"]);
    expect(measuring?.terminated).toBe(true);
    expect(chosen?.request?.backend).toBe("webgpu");
    expect(state()).toMatchObject({
      backend: { kind: "webgpu" },
      backendReason: { code: "hardwareWebgpu" },
      measures: [{ kind: "webgpu" }, { kind: "wasm" }],
      tasks: [],
    });
  });

  it("is remembered by the next one", async () => {
    const world = firstVisit();
    await world.startFresh();
    await world.pass(700);
    const next = firstVisit();
    for (const [key, value] of world.stored) next.stored.set(key, value);
    const { state } = await next.startFresh();
    await next.pass(5_000, () => next.worker.emit({ type: "heartbeat" }));
    expect(next.workers.map(({ request }) => request?.backend)).toEqual(["webgpu"]);
    expect(state().backendReason).toEqual({ code: "hardwareWebgpu", values: {} });
  });

  it("gives up measuring when Play is pressed, and never switches the run", async () => {
    const world = firstVisit();
    const { state, actions } = await world.startFresh();
    world.onStart = (worker) => worker.fails.set("measure", "hang");
    await world.pass(700);
    expect(state().tasks).toMatchObject([{ kind: "backend", finished: false }]);
    await actions.play();
    await world.settle();
    expect(world.workers[1]?.terminated).toBe(true);
    expect(state()).toMatchObject({ phase: { kind: "playing" }, backend: { kind: "wasm" }, tasks: [] });
    await world.pass(5_000, () => world.workers[0]?.emit({ type: "heartbeat" }));
    expect(world.workers).toHaveLength(2);
  });

  it("measures nothing where the address names a backend", async () => {
    const world = firstVisit({ backend: "cpu" });
    const { state } = await world.startFresh();
    await world.pass(5_000, () => world.worker.emit({ type: "heartbeat" }));
    expect(world.workers).toHaveLength(1);
    expect(state()).toMatchObject({ backend: { kind: "cpu" }, backendReason: { code: "chosen" } });
  });
});

describe("measuring by hand", () => {
  it("shows what it found and leaves a run alone that has started", async () => {
    const world = firstVisit();
    const { state, actions } = await world.start();
    await actions.step();
    await actions.measureBackends(true);
    expect(state().measures).toHaveLength(2);
    expect(state()).toMatchObject({ backend: { kind: "wasm" }, step: 1 });
    expect(world.workers).toHaveLength(2);
  });

  it("is called off like any task", async () => {
    const world = firstVisit();
    const { state, actions } = await world.start();
    world.onStart = (worker) => worker.fails.set("measure", "hang");
    const measuring = actions.measureBackends(false);
    actions.cancelTask(state().tasks[0]?.id ?? Number.NaN);
    await measuring;
    expect(state()).toMatchObject({ tasks: [], measures: null });
    expect(world.worker.terminated).toBe(true);
  });

  it("that fails is a notice", async () => {
    const world = firstVisit();
    const { state, actions } = await world.start();
    world.onStart = (worker) => worker.fails.set("measure", { code: "unexpected", values: {} });
    await actions.measureBackends(false);
    expect(state()).toMatchObject({ tasks: [], fault: null, notices: [{ fault: { code: "unexpected" } }] });
  });
});

describe("choosing a backend", () => {
  it("carries the run over to it, playing", async () => {
    const world = firstVisit();
    const { state, actions } = await world.start();
    await actions.play();
    world.worker.train(5);
    await world.frame();
    await actions.chooseBackend("webgl");
    await world.settle();
    expect(world.workers[0]?.terminated).toBe(true);
    expect(world.worker.request).toMatchObject({ backend: "webgl", checkpoint: { step: 5 } });
    expect(state()).toMatchObject({
      phase: { kind: "playing" },
      step: 5,
      backend: { kind: "webgl" },
      backendReason: { code: "chosen", values: { kind: "webgl" } },
    });
    expect(JSON.parse(world.stored.get("inkling.backend") ?? "")).toMatchObject({ kind: "webgl" });
  });

  it("that is in use changes nothing", async () => {
    const world = firstVisit();
    const { actions } = await world.start();
    await actions.chooseBackend("wasm");
    expect(world.workers).toHaveLength(1);
    expect(world.worker.calls).toEqual(["open"]);
  });
});

describe("the arithmetic of wasm's products", () => {
  it("is exact until it is chosen; then the run goes on in a new worker, and the choice is remembered", async () => {
    const world = firstVisit({ backend: "wasm" });
    const { state, actions } = await world.start();
    await actions.step();
    expect(world.worker.request).toMatchObject({ backend: "wasm", arithmetic: "exact" });
    await actions.setArithmetic("fused");
    expect(world.workers).toHaveLength(2);
    expect(world.worker.request).toMatchObject({ backend: "wasm", arithmetic: "fused" });
    expect(state()).toMatchObject({ arithmetic: "fused", step: 1, phase: { kind: "paused" } });
    expect(JSON.parse(world.stored.get("inkling.preferences") ?? "{}")).toEqual({ arithmetic: "fused" });
  });

  it("leaves a run on another backend alone", async () => {
    const world = firstVisit({ backend: "cpu" });
    const { state, actions } = await world.start();
    await actions.setArithmetic("fused");
    expect(world.workers).toHaveLength(1);
    expect(state().arithmetic).toBe("fused");
  });
});
