import { describe, expect, it } from "vitest";
import { CONTENT_KEY, namedContent } from "../../schema/content.ts";
import { FakeWorld } from "./testing/fakes.ts";

const DATA = Uint8Array.from([1, 2, 3]);
const ID = "a".repeat(64);
const VALUE = namedContent(ID, 34_000, "class.txt");
const KEPT = { id: ID, set: "own-text", name: "class.txt", data: DATA };
const LINK = `#v=1&preset=names-gru&data.set=own-text&data.content=${encodeURIComponent(VALUE)}`;

describe("data that is brought", () => {
  it("is kept, stands in the link, and begins a run that gets its bytes", async () => {
    const world = new FakeWorld();
    const { actions, state } = await world.start();
    await actions.play();
    world.worker.train(5);
    await world.frame();
    actions.bring("own-text");
    expect(state().bringing).toEqual({ set: "own-text", files: [] });
    await actions.learnFrom({ kept: KEPT, changes: { [CONTENT_KEY]: VALUE, "data.steps": "lower" } });
    expect(state()).toMatchObject({ bringing: null, step: 0, history: [{ step: 5 }], fault: null });
    expect(world.worker.request).toMatchObject({
      content: DATA,
      config: { "data.set": "own-text", "data.steps": "lower" },
    });
    expect(world.hash).toBe(`${LINK}&data.steps=lower`);
    expect(await actions.contents.list()).toMatchObject([{ id: ID, name: "class.txt", bytes: 3 }]);
    world.back();
    await world.settle();
    expect(state().config["data.set"]).toBe("given-names");
  });

  it("survives a reload, and is asked for on another machine, where the run waits for it", async () => {
    const world = new FakeWorld();
    const { actions } = await world.start();
    await actions.learnFrom({ kept: KEPT, changes: { [CONTENT_KEY]: VALUE } });
    const again = world.reloaded("second");
    await again.start();
    expect(again.worker.request?.content).toEqual(DATA);

    const elsewhere = new FakeWorld({ hash: LINK });
    const there = await elsewhere.start();
    expect(there.state()).toMatchObject({
      fault: { code: "contentMissing", values: { name: "class.txt", kilobytes: 34 } },
      config: { [CONTENT_KEY]: VALUE },
    });
    await there.actions.learnFrom({ kept: KEPT, changes: { [CONTENT_KEY]: VALUE } });
    await elsewhere.settle();
    expect(there.state()).toMatchObject({ fault: null, phase: { kind: "ready" } });
    expect(elsewhere.worker.request?.content).toEqual(DATA);
  });

  it("is held until the tab closes where the browser keeps nothing, and that is said", async () => {
    const world = new FakeWorld();
    world.disk.mood = "refused";
    const { actions, state } = await world.start();
    await actions.learnFrom({ kept: KEPT, changes: { [CONTENT_KEY]: VALUE } });
    expect(state().notices.map(({ fault }) => fault.code)).toContain("contentNotKept");
    expect(world.worker.request?.content).toEqual(DATA);
  });

  it("is passed over where it cannot be read, and can be deleted", async () => {
    const world = new FakeWorld({ hash: LINK });
    world.disk.brought.set(ID, { version: 9, data: "what" });
    const { actions, state } = await world.start();
    expect(state().fault?.code).toBe("contentMissing");
    expect(await actions.contents.list()).toEqual([]);
    await actions.learnFrom({ kept: KEPT, changes: { [CONTENT_KEY]: VALUE } });
    expect(await actions.contents.list()).toHaveLength(1);
    await actions.contents.forget(ID);
    expect(await actions.contents.read(ID)).toBeNull();
  });
});

describe("points that are painted", () => {
  const POINTS = "#v=1&preset=names-gru&data.set=own-points";

  it("begin a run anew before its first step, and after it the run goes on from what it knows", async () => {
    const world = new FakeWorld({ hash: POINTS });
    const { actions, state } = await world.start();
    await actions.paint("~AAAA");
    await world.pass(500);
    expect(world.worker.request).toMatchObject({ config: { [CONTENT_KEY]: "~AAAA" } });
    expect(world.worker.request?.checkpoint).toBeUndefined();
    await actions.play();
    world.worker.train(7);
    await world.frame();
    await actions.paint("~BBBB");
    await world.settle();
    expect(world.worker.request).toMatchObject({ config: { [CONTENT_KEY]: "~BBBB" }, checkpoint: { step: 7 } });
    expect(state()).toMatchObject({ step: 7, pending: [], history: [], phase: { kind: "playing" } });
    await world.pass(500);
    expect(world.hash).toContain("data.content=~BBBB");
  });

  it("wait for Reset beside other changes that do", async () => {
    const world = new FakeWorld({ hash: POINTS });
    const { actions, state } = await world.start();
    await actions.play();
    world.worker.train(7);
    await world.frame();
    actions.change("model.width", 32);
    await actions.paint("~BBBB");
    await world.settle();
    expect(world.worker.request?.config[CONTENT_KEY]).toBe("");
    expect(state().pending).toEqual(["data.content", "model.width"]);
  });
});
