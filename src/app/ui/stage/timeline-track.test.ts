import { describe, expect, it } from "vitest";
import { nearestMoment, trackPosition } from "./timeline-track.ts";

describe("the timeline's track", () => {
  it("gives the first quarter of the run half of the room", () => {
    expect(trackPosition(25, 100)).toBe(0.5);
    expect(trackPosition(100, 100)).toBe(1);
    expect(trackPosition(0, 0)).toBe(0);
  });

  it("finds the logged moment nearest to the pointer on the track, not in steps", () => {
    const steps = [0, 4, 25, 100];
    expect(nearestMoment(steps, 100, 0.12)).toBe(1);
    expect(nearestMoment(steps, 100, 0.36)).toBe(2);
    expect(nearestMoment(steps, 100, 2)).toBe(3);
    expect(nearestMoment([], 100, 0.5)).toBe(-1);
  });
});
