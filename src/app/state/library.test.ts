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

/** A page that finds the run of an earlier one, and has its own. */
async function later() {
  const first = await trained(5);
  first.world.end();
  const world = new FakeWorld({ disk: first.world.disk, page: "later" });
  return trained(3, world);
}

const ids = (state: () => { library: { runs: readonly { id: string }[] } | null }) =>
  state().library?.runs.map(({ id }) => id) ?? [];

describe("the library", () => {
  it("lists the run on the page as it is now, and all others", async () => {
    const { state, actions } = await later();
    await actions.openLibrary();
    expect(
      state()
        .library?.runs.map(({ step }) => step)
        .toSorted(),
    ).toEqual([3, 5]);
    expect(ids(state)).toContain(state().library?.current);
    actions.closeLibrary();
    expect(state().library).toBeNull();
  });

  it("gives runs names, which last through saves and visits", async () => {
    const { world, state, actions } = await later();
    await actions.openLibrary();
    const [current = "", other = ""] = [
      state().library?.current,
      ids(state).find((id) => id !== state().library?.current),
    ];
    await actions.renameRun(other, "the first");
    await actions.renameRun(current, "mine");
    await actions.play();
    await world.settle();
    world.worker.train(2);
    await actions.pause();
    await world.settle();
    world.end();
    const next = new FakeWorld({ disk: world.disk, page: "next" });
    const app = await next.start();
    await app.actions.openLibrary();
    const named = Object.fromEntries(app.state().library?.runs.map(({ id, name, step }) => [id, [name, step]]) ?? []);
    expect(named).toEqual({ [other]: ["the first", 5], [current]: ["mine", 5] });
  });

  it("does not rename what another page trains", async () => {
    const first = await trained(5);
    const world = new FakeWorld({ disk: first.world.disk, page: "later" });
    const { state, actions } = await world.start();
    await actions.openLibrary();
    expect(state().library?.runs).toMatchObject([{ elsewhere: true }]);
    await actions.renameRun(ids(state)[0] ?? "", "mine");
    expect(state().notices.map(({ fault }) => fault.code)).toContain("keptElsewhere");
    expect(state().library?.runs).toMatchObject([{ name: "" }]);
  });

  it("puts a kept run beside the one on the page, and leaves it where it is", async () => {
    const { world, state, actions } = await later();
    await actions.openLibrary();
    const other = ids(state).find((id) => id !== state().library?.current) ?? "";
    await actions.besideRun(other);
    expect(state()).toMatchObject({ library: null, comparing: other, step: 3, history: [{ id: other, step: 5 }] });
    expect(world.disk.entries.has(other)).toBe(true);
  });

  it("opens a copy, which trains on while the run stays as it was", async () => {
    const { world, state, actions } = await later();
    await actions.openLibrary();
    const other = ids(state).find((id) => id !== state().library?.current) ?? "";
    await actions.copyRun(other);
    await actions.play();
    await world.settle();
    world.worker.train(2);
    await actions.pause();
    await world.settle();
    expect(state().step).toBe(7);
    await actions.openLibrary();
    expect(
      state()
        .library?.runs.map(({ step }) => step)
        .toSorted(),
    ).toEqual([3, 5, 7]);
  });

  it("deletes the runs that it is told to, for good", async () => {
    const { world, state, actions } = await later();
    await actions.openLibrary();
    const { current } = state().library ?? {};
    await actions.forgetRuns(ids(state).filter((id) => id !== current));
    expect(ids(state)).toEqual([current]);
    expect([...world.disk.entries.keys()]).toEqual([current]);
  });

  it("says when the browser gives nothing back", async () => {
    const { world, state, actions } = await later();
    world.disk.mood = "refused";
    await actions.openLibrary();
    expect(state().notices.map(({ fault }) => fault.code)).toContain("storageUnreadable");
  });
});

describe("a run as a file", () => {
  it("opens in another browser, with its curves and what it had learned", async () => {
    const { world, actions } = await trained(5);
    const file = await actions.runFile();
    world.end();
    const stranger = new FakeWorld({ page: "stranger" });
    const { state, actions: there } = await stranger.start();
    await there.openRunFile(new Blob([file as Uint8Array<ArrayBuffer>]));
    expect(stranger.worker.request?.checkpoint).toMatchObject({ step: 5, tensors: [{ data: Float32Array.of(5) }] });
    expect(state()).toMatchObject({ step: 5, timeline: [{ step: 5 }], phase: { kind: "paused" } });
    expect(state().series.valueAt("loss", 4)).toBe(0.25);
  });

  it("of a kept run is the same as of the run when it was on the page", async () => {
    const { state, actions } = await later();
    await actions.openLibrary();
    const other = ids(state).find((id) => id !== state().library?.current) ?? "";
    const file = await actions.runFile(other);
    const stranger = new FakeWorld({ page: "stranger" });
    const { state: there, actions: do_ } = await stranger.start();
    await do_.openRunFile(new Blob([file as Uint8Array<ArrayBuffer>]));
    expect(there().step).toBe(5);
  });

  it("that is none is said, and the run on the page goes on", async () => {
    const { state, actions } = await trained(5);
    await actions.openRunFile(new Blob(["Aino"]));
    expect(state().notices.map(({ fault }) => fault.code)).toContain("runFileStrange");
    expect(state()).toMatchObject({ step: 5, fault: null });
  });
});

describe("a trained model in a link", () => {
  async function linked() {
    const { actions, world } = await trained(20);
    const link = (await actions.linkWithModel(false)) as string;
    world.end();
    return link.slice(link.indexOf("#"));
  }

  it("opens with what was learned, and the address is the set-up's again", async () => {
    const hash = await linked();
    expect(hash).toContain("trained=");
    const world = new FakeWorld({ hash });
    const { state } = await world.start();
    await world.settle();
    expect(state()).toMatchObject({ step: 20, trained: null, fault: null, phase: { kind: "paused" } });
    expect(world.worker.step).toBe(20);
    await world.pass(1000);
    expect(world.hash).not.toContain("trained=");
  });

  it("that was cut says so, and the set-up is open", async () => {
    const hash = await linked();
    const world = new FakeWorld({ hash: hash.slice(0, -9) });
    const { state } = await world.start();
    await world.settle();
    expect(state()).toMatchObject({ step: 0, fault: null, phase: { kind: "ready" } });
    expect(state().notices.map(({ fault }) => fault.code)).toEqual(["linkModelDamaged"]);
  });

  it("follows when the address is changed under the page", async () => {
    const hash = await linked();
    const world = new FakeWorld({});
    const { state } = await world.start();
    world.visit(hash);
    await world.settle();
    expect(state()).toMatchObject({ step: 20, fault: null });
  });

  it("is not made of an untrained one", async () => {
    const { actions } = await new FakeWorld().start();
    expect(await actions.linkWithModel(false)).toBeNull();
  });
});
