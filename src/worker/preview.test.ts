import { describe, expect, it } from "vitest";
import { runId } from "../core/brands.ts";
import type { ViewData } from "../schema/view.ts";
import type { PreviewRequest, RunEvent } from "./api.ts";
import type { BareEvent } from "./emit.ts";
import { createPreview, type Preview } from "./preview.ts";
import { createSampleSchedule, createTimeShare } from "./schedule.ts";

const SAMPLES: PreviewRequest = { id: 1, subject: { source: "sampling" } };

const texts = (count: number): ViewData => ({
  kind: "text",
  samples: Array.from({ length: count }, () => ({ text: "a", promptLength: 0, confidence: [1], finished: true })),
});
const points = (count: number): ViewData => ({
  kind: "scatter",
  bounds: [-1, -1, 1, 1],
  layers: [{ role: "generator", points: new Float32Array(2 * count) }],
});

interface Costs {
  readonly stepMs: number;
  /** Of drawing so many samples. */
  readonly drawMs: (count: number) => number;
  readonly total: number;
  readonly view: (count: number) => ViewData;
}

/** A run with a clock of its own: steps, moments of the timeline and previews, each of a fixed cost. */
function simulate({ stepMs, drawMs, total, view }: Costs) {
  let [ms, step, spentMs] = [0, 0, 0];
  const previews: (Extract<BareEvent, { type: "preview" }> & { readonly ms: number; readonly count: number })[] = [];
  const moments = createSampleSchedule();
  const time = createTimeShare();
  const spend = (cost: number) => {
    ms += cost;
    spentMs += cost;
  };
  const preview: Preview = createPreview({
    time,
    now: () => ms,
    step: () => step,
    total: () => total,
    drained: async () => {},
    emit: (event) => {
      if (event.type !== "preview") return;
      const { first, view: drawn } = event;
      previews.push({ ...event, first, ms, count: drawn.kind === "text" ? drawn.samples.length : total });
    },
    draw: async (_subject, range, signal) => {
      const [from, to] = range ?? [0, total];
      const count = view(0).kind === "scatter" ? total : to - from;
      spend(drawMs(count));
      return signal.aborted ? null : view(count);
    },
  });
  return {
    preview,
    previews,
    get spentMs() {
      return spentMs;
    },
    async run(forMs: number, from = step) {
      step = from;
      const end = ms + forMs;
      while (ms < end) {
        if (moments.isDue(step, ms)) {
          const cost = drawMs(total);
          spend(cost);
          moments.done(step, ms, cost);
          preview.covered(cost);
        } else if (preview.isDue()) {
          await preview.show();
        }
        ms += stepMs;
        step++;
      }
    },
  };
}

const GAN: Costs = { stepMs: 5, drawMs: () => 4, total: 512, view: points };
const NAMES: Costs = { stepMs: 30, drawMs: (count) => 20 + 2 * count, total: 24, view: texts };

describe("previews", () => {
  it.each([0, 100_000])("of points come at least four times a second, from step %d on", async (from) => {
    const run = simulate(GAN);
    run.preview.ask(SAMPLES);
    await run.run(60_000, from);
    const gaps = run.previews.slice(1).map(({ ms }, i) => ms - (run.previews[i]?.ms ?? 0));
    // A moment of the timeline shows something fresh in between.
    expect(Math.max(...gaps)).toBeLessThan(2 * 250);
    expect(run.previews.length).toBeGreaterThan(4 * 60);
  });

  it.each([GAN, NAMES, { ...NAMES, drawMs: (count: number) => 300 * count }, { ...GAN, drawMs: () => 900 }])(
    "take at most a fifth of the time together with the moments (%#)",
    async (costs) => {
      const run = simulate(costs);
      run.preview.ask(SAMPLES);
      await run.run(20_000);
      const early = run.spentMs;
      await run.run(600_000);
      expect(run.previews.length).toBeGreaterThan(5);
      expect((run.spentMs - early) / 600_000).toBeLessThanOrEqual(0.2);
      expect(Math.max(...run.previews.slice(-20).map(({ share }) => share))).toBeLessThan(0.35);
    },
  );

  it("draw no more texts than there is time for, each in its turn", async () => {
    const run = simulate(NAMES);
    run.preview.ask(SAMPLES);
    await run.run(10_000, 100_000);
    const late = run.previews.slice(-16);
    expect(late.every(({ count }) => count >= 3 && count < 12)).toBe(true);
    expect(new Set(late.map(({ first }) => first)).size).toBeGreaterThan(3);
    expect(late.length).toBe(16);
    const perSecond = run.previews.length / 10;
    expect(perSecond).toBeGreaterThan(1.5);
  });

  it("cost nothing while nobody looks", async () => {
    const run = simulate(GAN);
    await run.run(10_000);
    const without = run.spentMs;
    expect(run.previews).toEqual([]);
    run.preview.ask(SAMPLES);
    await run.run(1000);
    expect(run.previews.length).toBeGreaterThan(3);
    run.preview.ask(null);
    const { length } = run.previews;
    await run.run(5000);
    expect(run.previews.length).toBe(length);
    expect(without).toBeGreaterThan(0);
  });

  it("show the samples of the step that the run stands at once, and all of them", async () => {
    const run = simulate(NAMES);
    run.preview.ask(SAMPLES);
    await run.run(2000, 5000);
    await run.preview.showStanding();
    const { length } = run.previews;
    expect(run.previews.at(-1)).toMatchObject({ first: 0, count: 24 });
    await run.preview.showStanding();
    expect(run.previews.length).toBe(length);
  });

  it("are left when something else is asked for meanwhile", async () => {
    const run = simulate(NAMES);
    run.preview.ask(SAMPLES);
    const showing = run.preview.show();
    run.preview.cancel();
    await showing;
    expect(run.previews).toEqual([]);
  });
});

it("names the request that a preview answers", async () => {
  const run = simulate(GAN);
  run.preview.ask({ id: 7, subject: { source: "sampling" } });
  await run.preview.show();
  const [preview] = run.previews;
  const event = preview && ({ run: runId(1), ...preview } satisfies RunEvent);
  expect(event).toMatchObject({ request: 7, first: 0 });
});
