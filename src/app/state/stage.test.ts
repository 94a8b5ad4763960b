import { describe, expect, it } from "vitest";
import { asBytes, type ViewData, type WavesView, waveOf } from "../../schema/view.ts";
import type { Moment } from "../storage/entry.ts";
import { withMoment } from "./session/events.ts";
import { FakeWorld, textView } from "./testing/fakes.ts";

async function started(world = new FakeWorld()) {
  return { world, ...(await world.start()) };
}

describe("slow motion", () => {
  it("goes through the four phases, time to read each, and stays at the last", async () => {
    const { world, state, actions } = await started();
    await actions.slowMotion(true);
    expect(state()).toMatchObject({ step: 1, phase: { kind: "paused" } });
    const phases: string[] = [];
    for (let phase = 0; phase < 6; phase++) {
      const { slowMotion } = state();
      phases.push(slowMotion.kind === "showing" ? slowMotion.phase : slowMotion.kind);
      await world.pass(6_000, () => world.worker.emit({ type: "heartbeat" }));
    }
    expect(phases).toEqual(["forward", "loss", "backward", "update", "update", "update"]);
    actions.endSlowMotion();
    expect(state().slowMotion).toEqual({ kind: "off" });
  });

  it("pauses a run that plays, and is over when it plays again", async () => {
    const { world, state, actions } = await started();
    await actions.play();
    await actions.slowMotion(true);
    expect(world.worker.calls).toEqual(["open", "play", "pause", "trace"]);
    await actions.play();
    expect(state()).toMatchObject({ phase: { kind: "playing" }, slowMotion: { kind: "off" } });
  });

  it("moves by hand where less motion is wanted, or once a phase was chosen", async () => {
    const { world, state, actions } = await started();
    await actions.slowMotion(true);
    actions.showPhase("backward");
    await world.pass(9_000);
    expect(state().slowMotion).toMatchObject({ phase: "backward", auto: false });
    world.reducedMotion = true;
    await actions.slowMotion(true);
    await world.pass(9_000);
    expect(state().slowMotion).toMatchObject({ phase: "forward", auto: false, trace: { step: 2 } });
  });

  it("goes from one network's turn to the next", async () => {
    const { world, state, actions } = await started();
    world.worker.turns = ["critic", "generator"];
    await actions.slowMotion(true);
    const seen: string[] = [];
    for (let i = 0; i < 9; i++) {
      const { slowMotion } = state();
      if (slowMotion.kind === "showing") seen.push(`${slowMotion.trace.update} ${slowMotion.phase}`);
      await world.pass(6_000, () => world.worker.emit({ type: "heartbeat" }));
    }
    expect(seen.slice(2, 6)).toEqual(["critic backward", "critic update", "generator forward", "generator loss"]);
    expect(seen.at(-1)).toBe("generator update");
    actions.showPhase("loss", 0);
    expect(state().slowMotion).toMatchObject({ phase: "loss", auto: false, trace: { update: "critic" } });
  });

  it("is off again when the step fails", async () => {
    const { world, state, actions } = await started();
    world.worker.fails.set("trace", { code: "unexpected", values: { message: "?" } });
    await actions.slowMotion(false);
    expect(state()).toMatchObject({ slowMotion: { kind: "off" }, fault: { code: "unexpected" } });
  });
});

describe("the timeline", () => {
  it("logs what comes by itself; what was asked for only takes the place of its own step", async () => {
    const { world, state, actions } = await started();
    world.worker.sampled("untrained");
    await actions.play();
    world.worker.train(3);
    await actions.sampleAgain();
    expect(state().timeline).toEqual([{ step: 0, view: textView("untrained") }]);
    expect(state().samples).toMatchObject({ step: 3, view: textView("asked") });
    world.worker.sampled("by itself");
    expect(state().timeline.map(({ step }) => step)).toEqual([0, 3]);
    await actions.sampleAgain();
    expect(state().timeline[1]).toEqual({ step: 3, view: textView("asked") });
  });

  it("shows samples while they grow, at most once a frame", async () => {
    const { world, state } = await started();
    world.worker.sampled("A", false);
    world.worker.sampled("Ai", false);
    expect(state().samples).toBeNull();
    await world.frame();
    expect(state().samples).toMatchObject({ view: textView("Ai"), finished: false });
    expect(state().timeline).toEqual([]);
    world.worker.sampled("Aino");
    expect(state()).toMatchObject({ samples: { finished: true }, timeline: [{ view: textView("Aino") }] });
  });

  it("is looked at within its ends", async () => {
    const { world, state, actions } = await started();
    actions.lookAt(0);
    expect(state().moment).toBeNull();
    world.worker.sampled("a");
    world.worker.step = 1;
    world.worker.sampled("b");
    actions.lookAt(7);
    expect(state().moment).toBe(1);
    actions.lookAt(-1);
    expect(state().moment).toBe(0);
    actions.lookAt(null);
    expect(state().moment).toBeNull();
  });

  it("of a long run is thinned, and the moment that is looked at stays", () => {
    let timeline: readonly Moment[] = [];
    let moment: number | null = null;
    for (let step = 0; step < 5_000; step++) {
      if (step === 100) moment = 33;
      ({ timeline, moment } = withMoment(timeline, moment, { step, view: textView("") }));
      expect(timeline.length).toBeLessThanOrEqual(400);
    }
    expect(timeline[0]?.step).toBe(0);
    expect(timeline.at(-1)?.step).toBe(4_999);
    expect(timeline[moment ?? -1]?.step).toBe(33);
  });

  it("keeps sounds as µ-law levels, silence being 128 and so what is no number", () => {
    const values = Float32Array.of(-1, 0, 1, Number.NaN);
    const view: ViewData = { kind: "waves", rate: 8000, length: 2, count: 2, values };
    const kept = asBytes(view);
    expect(kept).toMatchObject({ count: 2, values: Uint8Array.of(0, 128, 255, 128) });
    const [first, last] = [0, 1].map((index) => waveOf(kept as WavesView, index)) as [Float32Array, Float32Array];
    expect([first[0], last[0]]).toEqual([-1, 1]);
    expect(Math.abs(last[1] as number)).toBeLessThan(1e-3);
  });

  it("keeps pictures as bytes, and thins them long before they fill the memory", () => {
    const pixels = Float32Array.of(0, 0.5, 1, -3, 7);
    const view: ViewData = { kind: "images", height: 1, width: 1, channels: 1, count: 5, pixels };
    expect(asBytes(view)).toMatchObject({ count: 5, pixels: Uint8Array.of(0, 128, 255, 0, 255) });
    // A megabyte each: 24 fit.
    const large: ViewData = { ...view, pixels: new Uint8Array(1e6) };
    let timeline: readonly Moment[] = [];
    for (let step = 0; step < 100; step++) {
      ({ timeline } = withMoment(timeline, null, { step, view: large }));
      expect(timeline.length).toBeLessThanOrEqual(24);
    }
    expect([timeline[0]?.step, timeline.at(-1)?.step]).toEqual([0, 99]);
    expect(timeline.length).toBeGreaterThan(12);
  });
});

describe("a view of a place", () => {
  it("is kept by view, with the place it was asked for; an older answer does not take the place of a newer one", async () => {
    const { state, actions } = await started();
    await Promise.all([actions.viewPlace("map", [0, 1]), actions.viewPlace("map", [2, 3])]);
    expect(state().placeViews).toEqual({ map: { step: 0, place: [2, 3], view: textView("2,3") } });
  });
});

describe("a view of a text", () => {
  it("is kept by view, with the step it was computed at", async () => {
    const { world, state, actions } = await started();
    world.worker.step = 4;
    await actions.viewText("hidden", "Anna");
    expect(state().textViews).toEqual({ hidden: { step: 0, text: "Anna", view: textView("Anna") } });
  });

  it("that was overtaken by another text is dropped", async () => {
    const { state, actions } = await started();
    await Promise.all([actions.viewText("hidden", "A"), actions.viewText("hidden", "An")]);
    expect(state().textViews.hidden?.text).toBe("An");
  });

  it("that fails is a notice and stops nothing", async () => {
    const { world, state, actions } = await started();
    world.worker.fails.set("view", { code: "unexpected", values: { message: "?" } });
    await actions.viewText("hidden", "A");
    expect(state()).toMatchObject({ fault: null, notices: [{ fault: { code: "unexpected" } }] });
  });
});

describe("probes", () => {
  it("come while somebody watches", async () => {
    const { world, state, actions } = await started();
    actions.watch(["embedding"]);
    actions.unwatch();
    expect(world.worker.calls).toEqual(["open", "watch embedding", "unwatch"]);
    world.worker.emit({ type: "probe", step: world.worker.checkpoint().step, probes: [] });
    await world.frame();
    expect(state().probes).toEqual({ step: 0, probes: [] });
  });
});

describe("the browser of the data", () => {
  it("answers with what the worker has, and with nothing when that fails", async () => {
    const { world, actions } = await started();
    const request = { part: "train", offset: 0, count: 10 } as const;
    expect(await actions.browse(request)).toEqual({ total: 1, samples: [{ kind: "tokens", text: "Aino" }] });
    world.worker.fails.set("browse", { code: "unexpected", values: {} });
    expect(await actions.browse(request)).toEqual({ total: 0, samples: [] });
  });
});
