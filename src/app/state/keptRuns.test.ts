import { describe, expect, it } from "vitest";
import { FakeWorld } from "./testing/fakes.ts";

async function trained(steps: number, world = new FakeWorld()) {
  const app = await world.start();
  await app.actions.play();
  await world.settle();
  world.worker.train(steps);
  world.worker.sampled("Aino");
  await world.frame();
  await app.actions.pause();
  await world.settle();
  return { world, ...app };
}

/** The page of another visit to the same browser. */
async function visit(former: FakeWorld, page: string, { tab = new Map<string, string>() } = {}) {
  const world = new FakeWorld({ disk: former.disk, page, tab });
  const app = await world.start();
  await world.settle();
  return { world, ...app };
}

describe("a run of an earlier visit", () => {
  async function later() {
    const first = await trained(5);
    first.actions.change("training.learningRate", 0.01);
    await first.world.frame();
    await first.actions.pause();
    await first.world.settle();
    first.world.end();
    return visit(first.world, "later");
  }

  it("is offered by its recipe, and resumed with its curves, samples and live changes", async () => {
    const { world, state, actions } = await later();
    expect(state().resumable).toMatchObject({ step: 5, preset: "names-gru", savedAt: 1_800_000_000_000 });
    expect(state().step).toBe(0);
    await actions.resume();
    expect(world.worker.request?.checkpoint?.step).toBe(5);
    expect(state()).toMatchObject({
      resumable: null,
      kept: [],
      phase: { kind: "paused" },
      step: 5,
      config: { "training.learningRate": 0.01 },
      timeline: [{ step: 5 }],
      marks: [{ step: 5, to: 0.01 }],
    });
    expect(state().series.valueAt("loss", 4)).toBe(0.25);
    expect(world.hash).toContain("training.learningRate=0.01");
    expect(world.disk.persisted).toBe(1);
  });

  it("that is put away stays kept, and is not offered again in this visit", async () => {
    const { world, state, actions } = await later();
    actions.hideOffer();
    expect(state()).toMatchObject({ resumable: null, kept: [{ step: 5 }] });
    const again = await visit(world, "again", { tab: world.tab });
    expect(again.state()).toMatchObject({ resumable: null, kept: [{ step: 5 }] });
    await again.actions.resume(again.state().kept[0]?.id);
    expect(again.state().step).toBe(5);
    const elsewhere = new FakeWorld({ disk: world.disk.copy(), page: "elsewhere" });
    expect((await elsewhere.start()).state().resumable).toMatchObject({ step: 5 });
  });

  it("is deleted when a person says so, and not before", async () => {
    const { world, state, actions } = await later();
    await actions.forget(state().resumable?.id ?? "");
    expect(state()).toMatchObject({ resumable: null, kept: [] });
    expect(world.disk.entries.size + world.disk.parts.size).toBe(0);
    await actions.resume();
    expect(state().step).toBe(0);
  });

  it("that was overlooked stays beside the run that came after it", async () => {
    const { world, state, actions } = await later();
    await actions.play();
    await world.settle();
    world.worker.train(2);
    await actions.pause();
    await world.settle();
    world.end();
    const third = await visit(world, "third");
    expect(
      third
        .state()
        .kept.map(({ step }) => step)
        .sort(),
    ).toEqual([2, 5]);
    expect(state().resumable).toMatchObject({ step: 5 });
  });

  it("goes on under its own name, and writes on where it had stopped", async () => {
    const { world, state, actions } = await later();
    const id = state().resumable?.id ?? "";
    await actions.resume();
    await actions.play();
    await world.settle();
    world.worker.train(4);
    await actions.pause();
    await world.settle();
    expect(await world.kept(id)).toMatchObject({ checkpoint: { step: 9 }, earlier: [{ step: 5 }] });
    expect((await world.kept(id))?.series.rows).toBe(9);
    expect(world.disk.entries.size).toBe(1);
  });

  it("that cannot be read says why, and can be deleted", async () => {
    const first = await trained(5);
    first.world.end();
    const [[id, entry] = ["", {}]] = first.world.disk.entries;
    first.world.disk.entries.set(id, { ...(entry as object), checkpoints: "one" });
    const { state, actions } = await visit(first.world, "later");
    const problem = { code: "keptUnreadable", values: { field: "checkpoints" } };
    expect(state().resumable).toMatchObject({ problem });
    await actions.resume();
    expect(state().notices).toMatchObject([{ fault: problem }]);
    await actions.forget(id);
    expect(state().kept).toEqual([]);
  });

  it("whose weights fit no model of today is not lost by trying", async () => {
    const { world, state, actions } = await later();
    world.worker.fails.set("open", { code: "checkpointMismatch", values: { name: "w" } });
    await actions.resume();
    expect(state()).toMatchObject({ fault: { code: "checkpointMismatch" }, step: 5 });
    await actions.reset();
    expect(state()).toMatchObject({ step: 0, history: [{ step: 5, checkpoint: { step: 5 } }] });
  });
});

describe("two tabs", () => {
  it("that train two runs get their own back after a reload, and are not offered each other's", async () => {
    const one = await trained(5);
    const two = await visit(one.world, "two");
    expect(two.state()).toMatchObject({ resumable: null, kept: [] });
    await two.actions.play();
    await two.world.settle();
    two.world.worker.train(9);
    await two.actions.pause();
    await two.world.settle();

    const oneAgain = one.world.reloaded("one again");
    const first = await oneAgain.start();
    await oneAgain.settle();
    expect(first.state()).toMatchObject({ resumable: { step: 5 }, kept: [{ step: 5 }] });
    const twoAgain = two.world.reloaded("two again");
    const second = await twoAgain.start();
    await twoAgain.settle();
    expect(second.state()).toMatchObject({ resumable: { step: 9 }, kept: [{ step: 9 }] });
    await first.actions.resume();
    await second.actions.resume();
    expect([first.state().step, second.state().step]).toEqual([5, 9]);
  });

  it("cannot both take up one run: the second is told where it trains", async () => {
    const former = await trained(5);
    former.world.end();
    const one = await visit(former.world, "one");
    const two = await visit(former.world, "two");
    await one.actions.resume();
    await two.actions.resume();
    expect(two.state()).toMatchObject({ step: 0, kept: [], resumable: null });
    expect(two.state().notices).toMatchObject([{ fault: { code: "keptElsewhere" } }]);
    await two.actions.forget(one.world.disk.entries.keys().next().value ?? "");
    expect(one.world.disk.entries.size).toBe(1);
  });

  it("see what the other let go of once they are looked at", async () => {
    const one = await trained(5);
    const two = await visit(one.world, "two");
    one.world.end();
    two.world.hide();
    two.world.hide(false);
    await two.world.settle();
    expect(two.state().kept).toMatchObject([{ step: 5 }]);
  });

  it("that came by one run without locks go on apart", async () => {
    const former = await trained(5);
    former.world.end();
    former.world.disk.locksKnown = false;
    const one = await visit(former.world, "one");
    const two = await visit(former.world, "two");
    for (const { actions, world } of [one, two]) {
      await actions.resume();
      await actions.play();
      await world.settle();
      world.worker.train(world === one.world ? 1 : 2);
      await actions.pause();
      await world.settle();
    }
    const steps = [...one.world.disk.entries.values()].map((entry) => (entry as { step: number }).step);
    expect(steps.sort()).toEqual([5, 6, 7]);
  });
});

describe("what is saved", () => {
  it("never mixes one run's weights with another's curve, however saves and resets overlap", async () => {
    const { world, actions } = await trained(5);
    await actions.play();
    await world.settle();
    world.worker.train(1);
    world.worker.emit({ type: "checkpoint", checkpoint: world.worker.checkpoint() });
    // The save is under way while another run takes the place of the first.
    const reset = actions.reset();
    await reset;
    await actions.play();
    await world.settle();
    world.worker.train(2);
    await actions.pause();
    await world.settle();
    for (const id of world.disk.entries.keys()) {
      const run = await world.kept(id);
      expect(run?.series.rows).toBe(run?.checkpoint.step);
    }
    expect(world.disk.entries.size).toBe(2);
  });

  it("is the newest of every run that was left, which any tab may take up", async () => {
    const { world, actions } = await trained(5);
    await actions.play();
    await world.settle();
    world.worker.train(3);
    await actions.choosePreset("names-lstm");
    await world.settle();
    const other = await visit(world, "other");
    expect(other.state().kept).toMatchObject([{ step: 8, preset: "names-gru" }]);
  });

  it("includes this moment when the page is hidden", async () => {
    const { world, state, actions } = await trained(5);
    await actions.play();
    await world.settle();
    world.worker.train(7);
    await world.frame();
    world.hide();
    await world.settle();
    expect(state().phase.kind).toBe("playing");
    const [id = ""] = world.disk.entries.keys();
    expect((await world.kept(id))?.checkpoint.step).toBe(12);
  });

  it("of a run that went back is two runs: what came after stays as it was", async () => {
    const { world, actions } = await trained(5);
    await actions.play();
    await world.settle();
    world.worker.train(5);
    await actions.pause();
    await actions.goBack(5);
    await world.settle();
    await actions.play();
    await world.settle();
    world.worker.train(1);
    await actions.pause();
    await world.settle();
    const runs = await Promise.all([...world.disk.entries.keys()].map((id) => world.kept(id)));
    expect(runs.map((run) => [run?.checkpoint.step, run?.series.rows])).toEqual([
      [10, 10],
      [6, 6],
    ]);
  });
});

describe("a storage that takes nothing", () => {
  it("is told of once, with what it means, and the run trains on", async () => {
    for (const [mood, code] of [
      ["full", "storageFull"],
      ["refused", "storageRefused"],
    ] as const) {
      const world = new FakeWorld();
      world.disk.mood = mood;
      const { state, actions } = await trained(3, world);
      expect(state().notices).toMatchObject([{ fault: { code } }]);
      actions.dismissNotice(state().notices[0]?.id ?? 0);
      await actions.play();
      await world.settle();
      world.worker.train(3);
      await actions.pause();
      await world.settle();
      expect(state()).toMatchObject({ step: 6, fault: null, notices: [], checkpoints: [{ step: 3 }, { step: 6 }] });
    }
  });

  it("is tried again at the next save", async () => {
    const world = new FakeWorld();
    world.disk.mood = "refused";
    const { actions } = await trained(3, world);
    expect(world.disk.entries.size).toBe(0);
    world.disk.mood = "works";
    await actions.play();
    await world.settle();
    world.worker.train(3);
    await actions.pause();
    await world.settle();
    const [id = ""] = world.disk.entries.keys();
    expect((await world.kept(id))?.series.rows).toBe(6);
  });
});
