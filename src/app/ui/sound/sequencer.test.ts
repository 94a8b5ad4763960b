import { expect, it } from "vitest";
import { createSequencer } from "./sequencer.ts";

/** A sequencer of eight steps with a clock and looks of the test's own. */
function played(stepS: () => number = () => 0.25) {
  const state = { now: 10, look: null as (() => void) | null };
  const steps: [number, number][] = [];
  const sequencer = createSequencer({
    steps: 8,
    clock: () => state.now,
    stepS,
    aheadS: () => 0.15,
    onStep: (step, at) => steps.push([step, at]),
    every: (_, look) => {
      state.look = look;
      return () => {
        state.look = null;
      };
    },
  });
  const until = (time: number, pauseS = 0.025) => {
    while (state.now < time) {
      state.now += pauseS;
      state.look?.();
    }
  };
  return { sequencer, steps, until, state };
}

it("places each step exactly a step after the one before, whenever it looks at the clock", () => {
  const even = played();
  const uneven = played();
  for (const { sequencer } of [even, uneven]) sequencer.start();
  even.until(14);
  for (let time = 10; time < 14; time += 0.09) uneven.until(time, 0.031);
  expect(even.steps.slice(0, 10).map(([step]) => step)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 0, 1]);
  even.steps.forEach(([, at], i) => {
    expect(at).toBeCloseTo(10.1 + 0.25 * i, 9);
  });
  expect(uneven.steps).toEqual(even.steps.slice(0, uneven.steps.length));
});

it("hands a step over before its time, and once", () => {
  const { sequencer, steps, state, until } = played();
  sequencer.start();
  const seen = new Set<number>();
  for (let time = 10; time < 13; time += 0.025) {
    const before = steps.length;
    until(time);
    for (const [, at] of steps.slice(before)) {
      expect(at).toBeGreaterThan(state.now);
      expect(seen.has(at)).toBe(false);
      seen.add(at);
    }
  }
  expect(seen.size).toBeGreaterThan(10);
});

it("follows another tempo from the next step on", () => {
  let stepS = 0.5;
  const { sequencer, steps, until } = played(() => stepS);
  sequencer.start();
  until(11);
  const before = steps.length;
  stepS = 0.125;
  until(12);
  const gaps = steps.slice(before).map(([, at], i) => at - (steps[before + i - 1]?.[1] as number));
  expect(gaps.slice(1).every((gap) => Math.abs(gap - 0.125) < 1e-9)).toBe(true);
});

it("leaves out what a sleeping page missed, and stays in time", () => {
  const { sequencer, steps, state, until } = played();
  sequencer.start();
  until(11);
  const before = steps.length;
  state.now = 20;
  state.look?.();
  const after = steps.slice(before);
  expect(after.length).toBeLessThanOrEqual(1);
  until(20.5);
  const [step, at] = steps.at(-1) as [number, number];
  // 10.1 + 0.25 n, where step = n mod 8.
  expect(Math.round((at - 10.1) / 0.25) % 8).toBe(step);
});

it("is silent once it is stopped, and begins with the first step again", () => {
  const { sequencer, steps, until } = played();
  sequencer.start();
  until(11);
  sequencer.stop();
  const { length } = steps;
  until(12);
  expect(steps).toHaveLength(length);
  sequencer.start();
  expect(steps.at(-1)?.[0]).toBe(0);
});
