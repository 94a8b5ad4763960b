import { describe, expect, it } from "vitest";
import { learningRateAt, type Schedule } from "./schedule.ts";

const at = (schedule: Schedule, step: number) =>
  learningRateAt(step, { learningRate: 0.4, schedule, scheduleSteps: 100 });

describe("learningRateAt", () => {
  it("stays where it is when constant", () => {
    expect([0, 50, 1000].map((step) => at("constant", step))).toEqual([0.4, 0.4, 0.4]);
  });

  it("falls along half a cosine to zero, and stays there", () => {
    const rates = [0, 25, 50, 100, 250].map((step) => at("cosine", step));
    const expected = [0.4, 0.2 + 0.2 * Math.SQRT1_2, 0.2, 0, 0];
    for (const [i, rate] of rates.entries()) expect(rate).toBeCloseTo(expected[i] as number, 12);
  });

  it("rises in a straight line, never from zero, and stays at the full rate", () => {
    expect([0, 49, 99, 250].map((step) => at("warmup", step))).toEqual([0.004, 0.2, 0.4, 0.4]);
  });
});
