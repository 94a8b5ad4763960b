import { describe, expect, it } from "vitest";
import { factsFit } from "./facts.ts";

const facts = {
  id: "names",
  domain: { kind: "points" },
  labels: [],
  counts: { train: 9, validation: 1 },
  baselines: [],
} as const;

describe("facts of the loaded data", () => {
  it("are told beside the controls while these show the same data", () => {
    const config = { "data.set": "names", "data.language": "fi", "model.units": 64 };
    expect(factsFit({ config, applied: { ...config, "model.units": 128 }, facts })).toBe(true);
  });

  it("are not told of data that was chosen but not yet applied, nor before there are any", () => {
    const config = { "data.set": "names", "data.language": "fi" };
    expect(factsFit({ config, applied: { ...config, "data.language": "it" }, facts })).toBe(false);
    expect(factsFit({ config, applied: config, facts: null })).toBe(false);
    expect(factsFit({ config, applied: null, facts })).toBe(false);
  });
});
