import { describe, expect, it } from "vitest";
import { turnOf } from "./announcer.tsx";
import { fastestOf } from "./backend.tsx";
import { moved } from "./use-keys.ts";

describe("the announcer", () => {
  it("has a word for start, pause and both ends, and none for what is on its way", () => {
    expect(turnOf({ kind: "playing" })).toBe("playing");
    expect(turnOf({ kind: "paused" })).toBe("paused");
    expect(turnOf({ kind: "finished", why: "stopAt" })).toBe("finishedStopAt");
    expect(turnOf({ kind: "finished", why: "alarm" })).toBe("finishedAlarm");
    expect(turnOf({ kind: "opening" })).toBeNull();
    expect(turnOf({ kind: "stepping" })).toBeNull();
  });
});

describe("the keys of the timeline", () => {
  const timeline = [{ step: 0 }, { step: 10 }, { step: 30 }];

  it("go back from the newest moment, and stop at the oldest", () => {
    expect(moved({ timeline, moment: null }, -1)).toBe(1);
    expect(moved({ timeline, moment: 0 }, -1)).toBe(0);
  });

  it("follow the run again once they reach the newest", () => {
    expect(moved({ timeline, moment: 0 }, 1)).toBe(1);
    expect(moved({ timeline, moment: 1 }, 1)).toBeNull();
    expect(moved({ timeline: [], moment: null }, -1)).toBeNull();
  });
});

describe("the backend's badge", () => {
  const wasm = { kind: "wasm", description: "", software: false } as const;
  const cpu = { kind: "cpu", description: "", software: false } as const;
  const measures = [
    { ...wasm, available: true, stepsPerSecond: 31 },
    { ...cpu, available: true, stepsPerSecond: 2 },
    { kind: "webgpu", description: "", software: true, available: true, stepsPerSecond: null } as const,
  ];

  it("calls the one in use the fastest of those that were timed", () => {
    expect(fastestOf({ backend: wasm, measures })).toBe(2);
  });

  it("keeps silent where another was faster, or nothing was timed", () => {
    expect(fastestOf({ backend: cpu, measures })).toBe(0);
    expect(fastestOf({ backend: wasm, measures: null })).toBe(0);
    expect(fastestOf({ backend: wasm, measures: [{ ...wasm, available: true, stepsPerSecond: 31 }] })).toBe(0);
  });
});
