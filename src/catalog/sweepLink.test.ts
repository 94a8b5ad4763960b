import { describe, expect, it } from "vitest";
import { defaultConfig } from "./presets.ts";
import { isSweep, MOST_CELLS, readSweep, valuesToSweep, writeSweep } from "./sweepLink.ts";

const config = defaultConfig("names-gru");

describe("a sweep in a link", () => {
  const sweep = {
    steps: 200,
    axes: [
      { key: "training.learningRate", values: [0.001, 0.01] },
      { key: "model.cell", values: ["gru", "lstm", "simple"] },
    ],
  };
  const text = "sweep~200~training.learningRate~0.001~0.01~x~model.cell~gru~lstm~simple";

  it("is written and read back", () => {
    expect(writeSweep(sweep)).toBe(text);
    expect(readSweep(text, config)).toEqual({ sweep, repairs: [] });
    expect(isSweep(text)).toBe(true);
    expect(isSweep("time~model.cell~gru~lstm")).toBe(false);
  });

  it("ends its runs where something is measured", () => {
    const { sweep: read, repairs } = readSweep("sweep~130~model.cell~gru~lstm", config);
    expect(read?.steps).toBe(150);
    expect(repairs).toEqual([{ code: "malformed", key: "sweep", given: "130" }]);
  });

  it("is mended where it can be, and told where it is not one", () => {
    expect(readSweep("sweep~200~model.cell~gru~nonsense~lstm", config).sweep?.axes[0]?.values).toEqual(["gru", "lstm"]);
    for (const broken of [
      "sweep",
      "sweep~200",
      "sweep~x~nothing~1~2",
      "sweep~200~model.cell~gru",
      "sweep~200~data.set~points~glyphs",
    ]) {
      const { sweep: read, repairs } = readSweep(broken, config);
      expect(read).toBeNull();
      expect(repairs.length).toBeGreaterThan(0);
    }
  });

  it("has no more runs than a page can hold", () => {
    const rates = Array.from({ length: 10 }, (_, i) => (i + 1) / 1000).join("~");
    const units = Array.from({ length: 10 }, (_, i) => 16 + i).join("~");
    const { sweep: read } = readSweep(`sweep~50~training.learningRate~${rates}~x~model.units~${units}`, config);
    expect(read?.axes.map(({ values }) => values.length)).toEqual([6, 6]);
    expect(MOST_CELLS).toBe(36);
  });
});

describe("values worth sweeping", () => {
  it("are numbers around the set-up's own, in order, and all choices", () => {
    expect(valuesToSweep(config, "training.learningRate")).toEqual([0.0003, 0.0015, 0.003, 0.006, 0.03]);
    expect(valuesToSweep(config, "model.cell")).toEqual(["simple", "lstm", "gru"]);
    expect(valuesToSweep(config, "data.set")).toEqual([]);
  });
});
