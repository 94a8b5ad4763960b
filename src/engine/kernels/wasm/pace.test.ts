import { describe, expect, it } from "vitest";
import { Pace } from "./pace.ts";

/** A pace of eight threads on a clock that the test turns. */
function paced() {
  const clock = { ms: 0 };
  const pace = new Pace(8, () => clock.ms);
  const windows = (count: number, workedMs: number, waitedMs: number) => {
    for (let i = 0; i < count; i++) {
      clock.ms += workedMs + waitedMs;
      pace.note(workedMs, waitedMs);
    }
  };
  return { clock, pace, windows };
}

describe("the number of threads that pay", () => {
  it("stays while little of the time is waited", () => {
    const { pace, windows } = paced();
    windows(100, 18, 3);
    expect(pace.threads()).toBe(8);
  });

  it("halves with each window that passes in waiting, down to one", () => {
    const { pace, windows } = paced();
    expect(
      [1, 2, 3, 4].map(() => {
        windows(1, 5, 20);
        return pace.threads();
      }),
    ).toEqual([4, 2, 1, 1]);
  });

  it("judges many short waits together", () => {
    const { pace, windows } = paced();
    windows(15, 0.5, 0.8);
    expect(pace.threads()).toBe(8);
    windows(1, 0.5, 0.8);
    expect(pace.threads()).toBe(4);
  });

  it("is tried again after a rest, twice as long each time that it was for nothing", () => {
    const { clock, pace, windows } = paced();
    windows(1, 5, 20);
    clock.ms += 249;
    expect(pace.threads()).toBe(4);
    clock.ms += 1;
    expect(pace.threads()).toBe(8);
    windows(1, 5, 20);
    clock.ms += 499;
    expect(pace.threads()).toBe(4);
    clock.ms += 1;
    expect(pace.threads()).toBe(8);
  });
});
