import { describe, expect, it } from "vitest";
import type { BareEvent } from "./emit.ts";
import { createProgressReporter } from "./progress.ts";
import { createSampleSchedule } from "./schedule.ts";

/** The steps at which samples come in a run of so many milliseconds, with steps and samples of fixed cost. */
function moments(runMs: number, stepMs: number, sampleMs: number) {
  const schedule = createSampleSchedule();
  schedule.done(0, -10_000, sampleMs);
  schedule.start(0);
  const at: { step: number; ms: number }[] = [];
  let ms = 0;
  for (let step = 0; ms < runMs; step++) {
    if (schedule.isDue(step, ms)) {
      ms += sampleMs;
      schedule.done(step, ms, sampleMs);
      at.push({ step, ms });
    }
    ms += stepMs;
  }
  return at;
}

describe("a sample schedule", () => {
  it("shows the first samples within a second of Play", () => {
    expect(moments(5000, 30, 200)[0]?.ms).toBeLessThan(1000);
    expect(moments(5000, 200, 200)[0]?.ms).toBeLessThan(1000);
  });

  it.each([50, 200, 1000, 4000])("spends at most a fifth of the time on samples of %d ms", (sampleMs) => {
    const seen = moments(120_000, 10, sampleMs);
    expect(seen.length).toBeGreaterThan(2);
    // The first comes early on purpose.
    expect(((seen.length - 1) * sampleMs) / 120_000).toBeLessThanOrEqual(0.2);
  });

  it("is dense at first and sparse later, with a look at least every ten seconds", () => {
    const seen = moments(3_600_000, 30, 100);
    const inFirstMinute = seen.filter(({ ms }) => ms < 60_000).length;
    expect(inFirstMinute).toBeGreaterThan(40);
    expect(seen.length).toBeLessThan(500);
    const gaps = seen.slice(1).map(({ ms }, i) => ms - (seen[i]?.ms ?? 0));
    expect(Math.max(...gaps)).toBeLessThan(10_300);
  });

  it("does not sample the same step twice", () => {
    const schedule = createSampleSchedule();
    schedule.done(5, 0, 10);
    expect(schedule.isDue(5, 60_000)).toBe(false);
    expect(schedule.isDue(6, 60_000)).toBe(true);
  });
});

describe("a progress reporter", () => {
  function reporter() {
    let nowMs = 0;
    const events: Extract<BareEvent, { type: "progress" }>[] = [];
    const progress = createProgressReporter(
      () => nowMs,
      (event) => event.type === "progress" && events.push(event),
    );
    return { progress, events, wait: (ms: number) => (nowMs += ms) };
  }

  it("sends the first step at once, then about five messages a second", () => {
    const { progress, events, wait } = reporter();
    for (let step = 1; step <= 100; step++) {
      progress.add({ series: ["loss"], steps: Uint32Array.of(step), values: new Float32Array([step]) }, step * 10);
      wait(10);
    }
    progress.flush(1000);
    expect(events[0]?.steps).toEqual(new Uint32Array([1]));
    expect(events.length).toBe(6);
    expect(events.flatMap(({ steps }) => [...steps])).toEqual(Array.from({ length: 100 }, (_, i) => i + 1));
    expect(events.at(-1)?.stepsPerSecond).toBeCloseTo(100, 0);
  });

  it("lays rows of different series into one table, with NaN in the gaps", () => {
    const { progress, events } = reporter();
    progress.add({ series: ["loss"], steps: Uint32Array.of(1), values: new Float32Array([5]) }, 1);
    progress.add({ series: ["loss", "rate"], steps: Uint32Array.of(2, 3), values: new Float32Array([4, 1, 3, 1]) }, 2);
    progress.add({ series: ["validation.loss"], steps: Uint32Array.of(3), values: new Float32Array([6]) }, 3);
    progress.flush(3);
    const [, second] = events;
    expect(second?.series).toEqual(["loss", "rate", "validation.loss"]);
    expect([...(second?.steps ?? [])]).toEqual([2, 3, 3]);
    const none = Number.NaN;
    expect([...(second?.values ?? [])]).toEqual([4, 1, none, 3, 1, none, none, none, 6]);
  });
});
