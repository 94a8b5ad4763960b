import { describe, expect, it } from "vitest";
import { decode } from "../../catalog/link.ts";
import { defaultConfig } from "../../catalog/presets.ts";
import { FakeWorld } from "./testing/fakes.ts";

async function started(world = new FakeWorld()) {
  return { world, ...(await world.start()) };
}

async function playingAt(step: number, world = new FakeWorld()) {
  const app = await started(world);
  await app.actions.play();
  await world.settle();
  world.worker.train(step);
  await world.frame();
  return app;
}

describe("the address", () => {
  it("gives the whole set-up, the view and the language", async () => {
    const { state } = await started(
      new FakeWorld({ hash: "#v=1&preset=names-lstm&model.units=64&view=hidden&lang=zh&model.wings=2" }),
    );
    expect(state()).toMatchObject({
      preset: "names-lstm",
      config: { "model.cell": "lstm", "model.units": 64 },
      view: "hidden",
      language: "zh",
      repairs: [{ code: "unknownKey", key: "model.wings" }],
    });
  });

  it("always holds the whole set-up, mended, and is not written at every change", async () => {
    const { world, actions } = await started(new FakeWorld({ hash: "#model.units=9999" }));
    actions.change("seed", 1);
    actions.change("seed", 2);
    actions.show("hidden");
    expect(world.hash).toBe("#model.units=9999");
    await world.pass(500);
    expect(world.hash).toBe("#v=1&preset=names-gru&model.units=1024&seed=2&view=hidden");
    expect(world.history).toHaveLength(1);
    expect(actions.link()).toBe(`https://example.org/${world.hash}`);
  });

  it("written by hand opens what it says, and keeps the run before", async () => {
    const { world, state } = await playingAt(5);
    world.visit("#v=1&preset=names-chinese&lang=zh");
    await world.settle();
    expect(world.worker.request?.config["data.language"]).toBe("chinese");
    expect(state()).toMatchObject({ preset: "names-chinese", language: "zh", step: 0, history: [{ step: 5 }] });
  });

  it("is not written over while the browser is yet to tell of it", async () => {
    const { world, state, actions } = await playingAt(5);
    actions.show("hidden");
    world.history.push("#v=1&preset=names-chinese");
    await world.pass(500);
    expect(world.hash).toBe("#v=1&preset=names-chinese");
    world.tellOfHash();
    await world.settle();
    expect(state()).toMatchObject({ preset: "names-chinese", step: 0 });
  });

  it("that changes live values alone tunes the run that there is", async () => {
    const { world, state } = await playingAt(5);
    world.visit("#v=1&preset=names-gru&training.learningRate=0.01&lang=en");
    await world.settle();
    expect(world.worker.tuned).toEqual([{ "training.learningRate": 0.01 }]);
    expect(state()).toMatchObject({ phase: { kind: "playing" }, step: 5, pending: [] });
  });
});

describe("a structural change", () => {
  it("is followed by itself while nothing was trained, once the hand rests", async () => {
    const { world, state, actions } = await started();
    actions.change("model.units", 64);
    expect(state().pending).toEqual(["model.units"]);
    await world.pass(500);
    await world.settle();
    expect(world.worker.request?.config["model.units"]).toBe(64);
    expect(state()).toMatchObject({ pending: [], history: [], step: 0 });
  });

  it("waits for Apply once there is something to lose", async () => {
    const { world, state, actions } = await playingAt(5);
    actions.change("model.units", 64);
    await world.pass(500);
    await world.settle();
    expect(world.worker.request?.config["model.units"]).not.toBe(64);
    expect(state()).toMatchObject({ pending: ["model.units"], step: 5, phase: { kind: "playing" } });
  });
});

describe("a preset", () => {
  it("opens its set-up, and Back undoes it, run and all", async () => {
    const { world, state, actions } = await playingAt(5);
    actions.change("training.learningRate", 0.01);
    await world.frame();
    await actions.choosePreset("places-overfit");
    expect(world.history.map((hash) => decode(hash).config["data.set"])).toEqual(["given-names", "place-names"]);
    expect(state()).toMatchObject({ preset: "places-overfit", config: defaultConfig("places-overfit"), step: 0 });
    expect(state().notices[0]).toMatchObject({ fault: { code: "runKept", values: { step: 5 } }, action: "undoReset" });
    world.back();
    await world.settle();
    expect(state()).toMatchObject({
      preset: "names-gru",
      config: { "data.set": "given-names", "training.learningRate": 0.01 },
      phase: { kind: "paused" },
      step: 5,
      history: [],
      notices: [],
    });
    expect(world.worker.request?.checkpoint?.step).toBe(5);
  });

  it("that does not exist changes nothing", async () => {
    const { world, state, actions } = await started();
    await actions.choosePreset("telepathy");
    expect(state().preset).toBe("names-gru");
    expect(world.history).toHaveLength(1);
  });
});

describe("a live change", () => {
  it("acts on the run once a frame, with a mark in the chart", async () => {
    const { world, state, actions } = await playingAt(5);
    actions.change("training.learningRate", 0.01);
    actions.change("training.learningRate", 0.02);
    expect(world.worker.tuned).toEqual([]);
    await world.frame();
    expect(world.worker.tuned).toEqual([{ "training.learningRate": 0.02 }]);
    expect(state()).toMatchObject({
      pending: [],
      applied: { "training.learningRate": 0.02 },
      marks: [{ step: 5, key: "training.learningRate", from: 0.003, to: 0.02 }],
    });
  });

  it("that goes on, as a slider does, is one mark", async () => {
    const { world, state, actions } = await playingAt(5);
    for (const rate of [0.01, 0.02, 0.04]) {
      actions.change("training.learningRate", rate);
      await world.frame();
      world.worker.train(1);
    }
    expect(state().marks).toEqual([{ step: 7, key: "training.learningRate", from: 0.003, to: 0.04 }]);
    await world.pass(2000, () => world.worker.emit({ type: "heartbeat" }));
    actions.change("training.learningRate", 0.1);
    await world.frame();
    expect(state().marks).toHaveLength(2);
  });

  it("before the first step leaves no mark", async () => {
    const { world, state, actions } = await started();
    actions.change("training.learningRate", 0.01);
    await world.frame();
    expect(world.worker.tuned).toHaveLength(1);
    expect(state().marks).toEqual([]);
  });

  it("of the sampling draws new samples when the slider rests, and no mark", async () => {
    const { world, state, actions } = await playingAt(5);
    actions.change("sampling.temperature", 1);
    await world.frame();
    actions.change("sampling.temperature", 1.5);
    await world.frame();
    await world.pass(300);
    expect(world.worker.calls.filter((call) => call === "sample")).toHaveLength(1);
    expect(state().marks).toEqual([]);
    expect(state().samples?.view).toMatchObject({ samples: [{ text: "asked" }] });
  });
});

describe("a structural change", () => {
  it("waits for Reset, and is over when it is taken back", async () => {
    const { world, state, actions } = await playingAt(5);
    actions.change("model.units", 64);
    await world.frame();
    expect(state()).toMatchObject({ pending: ["model.units"], applied: { "model.units": 128 } });
    expect(world.worker.tuned).toEqual([]);
    actions.change("model.units", 128);
    expect(state().pending).toEqual([]);
  });

  it("is applied by Reset, which goes on playing then", async () => {
    const { world, state, actions } = await playingAt(5);
    actions.change("model.units", 64);
    await actions.reset();
    await world.settle();
    expect(world.worker.request?.config["model.units"]).toBe(64);
    expect(state()).toMatchObject({ pending: [], phase: { kind: "playing" }, step: 0 });
  });

  it("of the optimizer does not reach the run that has another one", async () => {
    const { world, state, actions } = await playingAt(5);
    actions.change("training.optimizer", "sgd");
    actions.change("training.momentum", 0.5);
    await world.frame();
    expect(world.worker.tuned).toEqual([]);
    expect(state().pending).toContain("training.optimizer");
    expect(state().pending).toContain("training.learningRate");
    actions.change("training.clipNorm", 5);
    await world.frame();
    expect(world.worker.tuned).toEqual([{ "training.clipNorm": 5 }]);
  });

  it("goes back to the preset's value, not to the declared one", async () => {
    const { state, actions } = await started(new FakeWorld({ hash: "#preset=code-lstm&model.units=64" }));
    actions.resetParameter("model.units");
    expect(state().config["model.units"]).toBe(256);
  });
});

describe("what the visitor prefers", () => {
  it("is remembered, and stays out of the address", async () => {
    const world = new FakeWorld({ languages: ["de-CH", "zh-TW", "en"] });
    const { state, actions } = await world.start();
    expect(state()).toMatchObject({ language: "zh", theme: "system", projector: false, singleKeys: true });
    actions.setTheme("dark");
    actions.setSingleKeys(false);
    actions.setLanguage("en");
    await world.pass(500);
    expect(world.hash).not.toContain("lang");
    const later = new FakeWorld({ languages: ["zh"] });
    for (const [key, value] of world.stored) later.stored.set(key, value);
    expect((await later.start()).state()).toMatchObject({ language: "en", theme: "dark", singleKeys: false });
  });

  it("is not what a link asks for: that holds until the visitor chooses, through a reload, and is not remembered", async () => {
    const world = new FakeWorld({ hash: "#v=1&preset=names-lstm&lang=zh" });
    const { state, actions } = await world.start();
    await world.pass(500);
    expect(state().language).toBe("zh");
    expect(world.hash).toContain("lang=zh");
    actions.setTheme("dark");
    expect(JSON.parse(world.stored.get("inkling.preferences") ?? "{}")).not.toHaveProperty("language");
    actions.setLanguage("en");
    await world.pass(500);
    expect(world.hash).not.toContain("lang");
    expect(JSON.parse(world.stored.get("inkling.preferences") ?? "{}")).toMatchObject({ language: "en" });
  });

  it("goes into a shared link only where the sharer asks for it", async () => {
    const { actions } = await started(new FakeWorld({ hash: "#v=1&preset=names-lstm&lang=zh" }));
    expect(actions.link()).not.toContain("lang");
    expect(actions.link(true)).toContain("lang=zh");
  });

  it("survives nonsense in the storage", async () => {
    for (const nonsense of ["{", "null", "7", '{"theme":"pink","language":["zh"]}']) {
      const world = new FakeWorld();
      world.stored.set("inkling.preferences", nonsense);
      world.stored.set("inkling.backend", nonsense);
      expect((await world.startFresh()).state()).toMatchObject({
        theme: "system",
        language: "en",
        backend: { kind: "wasm" },
      });
    }
  });
});
