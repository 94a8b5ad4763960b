import { describe, expect, it } from "vitest";
import { randomBelow, randomStream, randomWords } from "../../../core/random.ts";
import { atOrBefore, type Kept, keep } from "./checkpointRetention.ts";

const entry = (step: number, bytes = 1): Kept => ({ step, bytes });

/** Adds a checkpoint every `every` steps. */
function fill(count: number, budget: number, every = 10): readonly Kept[] {
  let ring: readonly Kept[] = [];
  for (let i = 1; i <= count; i++) ring = keep(ring, entry(i * every), budget);
  return ring;
}

describe("the ring of checkpoints", () => {
  it("keeps all of them while they fit", () => {
    expect(fill(5, 5).map(({ step }) => step)).toEqual([10, 20, 30, 40, 50]);
  });

  it("drops the one that is missed least: the smallest gap for its age", () => {
    // Gap over age: 1: 2/3 · 2: 2/2 · 3: 2/1. The first goes.
    expect(keep([entry(1), entry(2), entry(3)], entry(4), 3)).toEqual([entry(2), entry(3), entry(4)]);
    // 10: 11/92 · 11: 2/91 · 12: 89/90 · 100: 90/2. The second goes.
    const ring = [entry(10), entry(11), entry(12), entry(100)];
    expect(keep(ring, entry(102), 4).map(({ step }) => step)).toEqual([10, 12, 100, 102]);
  });

  it("holds the newest and stays within its budget, whatever the sizes and steps", () => {
    const words = randomWords(randomStream(5, "ring"), 4000);
    let ring: readonly Kept[] = [];
    let step = 0;
    for (let i = 0; i < 2000; i++) {
      step += 1 + randomBelow(words[2 * i] as number, 50);
      const added = entry(step, 1 + randomBelow(words[2 * i + 1] as number, 20));
      ring = keep(ring, added, 100);
      expect(ring.at(-1)).toBe(added);
      expect(ring.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(100);
      expect(ring.every(({ step: at }, j) => j === 0 || at > (ring[j - 1]?.step ?? 0))).toBe(true);
    }
  });

  it.each([50, 333, 1000, 5000])(
    "after %i checkpoints in twelve places reaches far back, with gaps that grow with age",
    (count) => {
      const steps = fill(count, 12).map(({ step }) => step);
      expect(steps).toHaveLength(12);
      const newest = count * 10;
      expect(steps.at(-1)).toBe(newest);
      expect(steps.at(-2)).toBeGreaterThanOrEqual(newest - 30);
      expect(steps[0]).toBeLessThan(newest * 0.75);
      // Going back to any step lands within twice its own age.
      for (const [i, step] of steps.slice(0, -1).entries()) {
        const gap = (steps[i + 1] as number) - step;
        expect(gap, `${steps}`).toBeLessThanOrEqual(newest - step);
      }
      const gaps = steps.slice(1).map((step, i) => step - (steps[i] as number));
      const half = Math.floor(gaps.length / 2);
      const sum = (numbers: number[]) => numbers.reduce((total, x) => total + x, 0);
      expect(sum(gaps.slice(0, half))).toBeGreaterThan(3 * sum(gaps.slice(half)));
    },
  );

  it("forgets the future that was gone back from", () => {
    expect(keep([entry(10), entry(20), entry(30)], entry(15), 10).map(({ step }) => step)).toEqual([10, 15]);
  });

  it("keeps the newest even if it alone is over the budget", () => {
    expect(keep([entry(1), entry(2)], entry(3, 99), 10)).toEqual([entry(3, 99)]);
  });

  it("finds the newest at or before a step", () => {
    const ring = [entry(10), entry(20), entry(30)];
    expect(atOrBefore(ring, 20)?.step).toBe(20);
    expect(atOrBefore(ring, 29)?.step).toBe(20);
    expect(atOrBefore(ring, 9)).toBeUndefined();
  });
});
