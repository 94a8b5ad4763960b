import { describe, expect, it } from "vitest";
import type { BareEvent } from "./emit.ts";
import { createWorkAnnouncer } from "./work.ts";

function announcer() {
  const events: BareEvent[] = [];
  const clock = { now: 0 };
  const work = createWorkAnnouncer(
    () => clock.now,
    (event) => events.push(event),
  );
  const takes = (ms: number) => () => {
    clock.now += ms;
  };
  const said = () => events.splice(0).map((event) => (event.type === "work" ? event.work : event));
  return { work, takes, said, clock };
}

describe("work on the worker's only thread", () => {
  it("is announced before it begins, by what it should take, and then by what it took", () => {
    const { work, takes, said } = announcer();
    work.during("step", takes(40_000), 9_000);
    expect(said()).toEqual([{ kind: "step", expectedMs: 9_000, measured: false }]);
    work.during("step", takes(20_000), 9_000);
    expect(said()).toEqual([{ kind: "step", expectedMs: 40_000, measured: true }]);
    work.during("step", takes(20_000), 9_000);
    expect(said()).toEqual([{ kind: "step", expectedMs: 30_000, measured: true }]);
    work.rest();
    work.rest();
    expect(said()).toEqual([null]);
  });

  it("that is known to be short goes without saying, and ends what was said before", () => {
    const { work, takes, said } = announcer();
    work.during("step", takes(3));
    expect(said()).toEqual([{ kind: "step", expectedMs: null, measured: false }]);
    for (let step = 0; step < 1_000; step++) work.during("step", takes(3));
    expect(said()).toEqual([null]);
  });

  it("is timed to its end where it breathes, and also where it fails", async () => {
    const { work, said, clock } = announcer();
    await expect(
      work.during("validation", async () => {
        await Promise.resolve();
        clock.now += 5_000;
        throw new Error("no");
      }),
    ).rejects.toThrow("no");
    said();
    await work.during("validation", async () => {});
    expect(said()).toEqual([{ kind: "validation", expectedMs: 5_000, measured: true }]);
  });
});
