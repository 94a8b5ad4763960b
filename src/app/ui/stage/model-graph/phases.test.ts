import { describe, expect, it } from "vitest";
import { phaseBeside } from "./phases.ts";

describe("the phases of a step", () => {
  it("lead from one network's turn into the next, and back", () => {
    expect(phaseBeside({ turn: 0, phase: "forward" }, 2, 1)).toEqual({ turn: 0, phase: "loss" });
    expect(phaseBeside({ turn: 0, phase: "update" }, 2, 1)).toEqual({ turn: 1, phase: "forward" });
    expect(phaseBeside({ turn: 1, phase: "forward" }, 2, -1)).toEqual({ turn: 0, phase: "update" });
  });

  it("end with the last turn's update and begin with the first one's forward pass", () => {
    expect(phaseBeside({ turn: 1, phase: "update" }, 2, 1)).toBeNull();
    expect(phaseBeside({ turn: 0, phase: "forward" }, 2, -1)).toBeNull();
  });
});
