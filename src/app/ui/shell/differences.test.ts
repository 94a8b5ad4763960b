import { describe, expect, it } from "vitest";
import { differencesOf } from "./differences.ts";

describe("what tells two runs apart", () => {
  it("is data before model before training before seed, and no setting of the sampling", () => {
    const one = { seed: 1, "training.learningRate": 0.1, "model.units": 64, "data.set": "a", "sampling.count": 4 };
    const other = { seed: 2, "training.learningRate": 0.2, "model.units": 32, "data.set": "b", "sampling.count": 8 };
    expect(differencesOf(one, other)).toEqual(["data.set", "model.units", "training.learningRate", "seed"]);
  });

  it("is nothing between equal set-ups", () => {
    expect(differencesOf({ seed: 1 }, { seed: 1 })).toEqual([]);
  });

  it("counts a setting that only the one has", () => {
    expect(differencesOf({ "model.dropout": 0.5, seed: 1 }, { seed: 1 })).toEqual(["model.dropout"]);
  });
});
