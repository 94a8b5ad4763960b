import { describe, expect, it } from "vitest";
import { stepIndex } from "../../core/brands.ts";
import type { ViewData } from "../../schema/view.ts";
import { merged } from "./live.ts";
import { FakeWorld, textView } from "./testing/fakes.ts";

const words = (...texts: string[]): ViewData => ({
  kind: "text",
  samples: texts.map((text) => ({ text, promptLength: 0, confidence: [], finished: true })),
});
const textsOf = (view: ViewData | null | undefined) =>
  view?.kind === "text" ? view.samples.map(({ text }) => text) : null;

const pictures = (...bytes: number[]): ViewData => ({
  kind: "images",
  width: 1,
  height: 1,
  channels: 1,
  count: bytes.length,
  pixels: Uint8Array.from(bytes),
});

async function started() {
  const world = new FakeWorld();
  const app = await world.start();
  const preview = (view: ViewData, first = 0, request = world.worker.previewed?.id ?? 0) =>
    world.worker.emit({ type: "preview", request, step: stepIndex(7), view, first, share: 0 });
  return { world, preview, ...app };
}

describe("live samples", () => {
  it("are asked for while the stage shows them and the page is seen", async () => {
    const { world, actions } = await started();
    actions.follow({ source: "sampling" });
    expect(world.worker.previewed).toEqual({ id: 1, subject: { source: "sampling" } });
    world.hide(true);
    expect(world.worker.previewed).toBeNull();
    world.hide(false);
    expect(world.worker.previewed).toEqual({ id: 3, subject: { source: "sampling" } });
    actions.follow(null);
    expect(world.worker.previewed).toBeNull();
  });

  it("are asked for anew where another run is opened", async () => {
    const { world, actions } = await started();
    actions.follow({ source: "sampling" });
    await actions.choosePreset("names-lstm");
    await actions.reset();
    await world.settle();
    expect(world.worker.previewed?.subject).toEqual({ source: "sampling" });
    expect(world.worker.calls.filter((call) => call === "preview").length).toBeGreaterThan(1);
  });

  it("put a part in its place among the newest, and leave the page's state alone", async () => {
    const { world, live, store, actions, preview } = await started();
    actions.follow({ source: "sampling" });
    world.worker.emit({ type: "samples", task: 0, step: stepIndex(5), view: words("a", "b", "c"), finished: true });
    let changes = 0;
    let heard = 0;
    store.subscribe(() => changes++);
    live.subscribe(() => heard++);
    preview(words("B"), 1);
    expect(textsOf(live.current()?.view)).toEqual(["a", "B", "c"]);
    expect(live.current()?.step).toBe(7);
    expect([changes, heard]).toEqual([0, 1]);
    // The next moment is newer than all of them.
    world.worker.emit({ type: "samples", task: 0, step: stepIndex(9), view: words("x"), finished: true });
    expect(textsOf(live.current()?.view)).toEqual(["x"]);
  });

  it("ignore what answers an older question", async () => {
    const { world, live, actions, preview } = await started();
    actions.follow({ source: "sampling" });
    world.worker.sampled("a");
    preview(words("late"), 0, 99);
    expect(textsOf(live.current()?.view)).toEqual(["a"]);
  });

  it("of another view become its answer", async () => {
    const { state, actions, preview } = await started();
    actions.follow({ view: "latentMap", source: "latent", place: [1, 2] });
    preview(textView("here"));
    expect(state().placeViews.latentMap).toEqual({ step: 7, place: [1, 2], view: textView("here") });
    actions.follow({ view: "hidden", source: "text", text: "Ann" });
    preview(textView("read"));
    expect(state().textViews.hidden).toEqual({ step: 7, text: "Ann", view: textView("read") });
  });
});

describe("merging", () => {
  it("lays pictures over those in their places, in a copy", () => {
    const shown = pictures(1, 2, 3, 4);
    expect(merged(shown, pictures(8, 9), 2)).toMatchObject({ count: 4, pixels: Uint8Array.of(1, 2, 8, 9) });
    expect(shown).toMatchObject({ pixels: Uint8Array.of(1, 2, 3, 4) });
  });

  it("takes a whole grid as it is, and a part of other samples not at all", () => {
    expect(merged(pictures(1, 2), pictures(3, 4, 5), 0)).toMatchObject({ count: 3 });
    expect(merged(undefined, pictures(3), 2)).toBeNull();
    expect(merged(pictures(1, 2), pictures(3, 4), 1)).toBeNull();
    expect(merged(words("a"), words("b"), 3)).toBeNull();
  });

  it("puts sounds in their places as it does pictures, with their labels", () => {
    const sounds = (labels: string[], ...levels: number[]): ViewData => ({
      ...{ kind: "waves", rate: 8000, length: 2, count: levels.length / 2, labels },
      values: Uint8Array.from(levels),
    });
    const shown = sounds(["a", "b", "c"], 1, 1, 2, 2, 3, 3);
    expect(merged(shown, sounds(["d"], 9, 8), 1)).toEqual(sounds(["a", "d", "c"], 1, 1, 9, 8, 3, 3));
    expect(merged(shown, sounds(["d", "e"], 9, 8, 7, 6), 2)).toBeNull();
    expect(merged(shown, { ...sounds(["d"], 9), length: 1, count: 1 } as ViewData, 1)).toBeNull();
  });
});
