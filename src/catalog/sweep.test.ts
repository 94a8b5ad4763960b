import { describe, expect, it } from "vitest";
import { defaultConfig } from "./presets.ts";
import { type AskedAxis, bestFirst, cellsOf, figuresOfCells, isSweepable, readAxes } from "./sweep.ts";

const names = defaultConfig("names-gru");
const asked = (...axes: string[]): AskedAxis[] =>
  axes.map((axis) => {
    const [key = "", values = ""] = axis.split("=");
    return { key, given: values.split(",") };
  });
const read = (...axes: string[]) => readAxes(asked(...axes), names);

describe("a sweep", () => {
  it("is every combination of its axes' values, the last changing fastest", () => {
    const { axes, repairs } = read("model.units=32,64", "training.learningRate=0.001,0.01,0.1");
    expect(repairs).toEqual([]);
    const cells = cellsOf(names, axes);
    expect(cells.map(({ values }) => values.join(" "))).toEqual([
      ...["32 0.001", "32 0.01", "32 0.1"],
      ...["64 0.001", "64 0.01", "64 0.1"],
    ]);
    expect(cells[4]?.config).toEqual({ ...names, "model.units": 64, "training.learningRate": 0.01 });
  });

  it("makes a choice before the settings that it brings, and keeps the order in which they were typed", () => {
    const { axes, repairs } = read("training.momentum=0,0.9", "training.optimizer=sgd");
    expect(repairs).toEqual([]);
    expect(axes.map(({ key }) => key)).toEqual(["training.momentum", "training.optimizer"]);
    expect(cellsOf(names, axes).map(({ config }) => config["training.momentum"])).toEqual([0, 0.9]);
  });

  it.each([
    ["a key that there is not", ["model.unit=1"], "unknownKey"],
    [
      "a setting that one of the optimizers lacks",
      ["training.optimizer=sgd,adam", "training.momentum=0"],
      "notApplicable",
    ],
    ["other data", ["data.set=points,glyphs"], "notApplicable"],
    ["a setting that changes nothing", ["training.scheduleSteps=100,200"], "notApplicable"],
    ["an axis that comes twice", ["model.units=32", "model.units=64"], "malformed"],
    ["a value twice", ["model.units=32,64,32"], "malformed"],
    ["no number", ["model.units=32,many"], "notANumber"],
    ["no choice", ["model.cell=gru,transformer"], "unknownValue"],
  ])("leaves out %s", (_, axes, code) => {
    expect(read(...axes).repairs.map((repair) => repair.code)).toEqual([code]);
  });

  it("says what a value was corrected to", () => {
    const { axes, repairs } = read("model.units=64,5000,20.4");
    expect(axes).toEqual([{ key: "model.units", values: [64, 1024, 20] }]);
    expect(repairs).toEqual([
      { code: "outOfRange", key: "model.units", given: "5000", used: 1024 },
      { code: "outOfRange", key: "model.units", given: "20.4", used: 20 },
    ]);
  });

  it("takes a setting that counts in some of its runs", () => {
    const { axes, repairs } = read("training.scheduleSteps=100,200", "training.schedule=constant,cosine");
    expect(repairs).toEqual([]);
    expect(axes).toHaveLength(2);
  });

  it("may go over seeds, and never over data or sampling", () => {
    const keys = ["seed", "model.units", "training.optimizer", "data.set", "sampling.temperature", "model.none"];
    expect(keys.filter((key) => isSweepable(names, key))).toEqual(["seed", "model.units", "training.optimizer"]);
  });

  it("compares by the fairest figure that all of its runs have", () => {
    const first = (preset: string, ...typed: string[]) => {
      const config = defaultConfig(preset);
      const { axes } = readAxes(asked(...typed), config);
      return figuresOfCells(cellsOf(config, axes), axes, null)[0]?.id;
    };
    expect(first("names-gru", "model.units=32,64", "model.cell=gru,lstm")).toBe("bitsPerCharacter");
    expect(first("eight-gan", "training.objective=minimax,wassersteinGp")).toBe("modes");
  });

  it("puts the best first and what has no figure last", () => {
    const rows = [2, null, Number.NaN, 1, 3].map((value) => ({ value }));
    const order = (better: "less" | "more") => bestFirst(rows, { better }).map(({ value }) => value);
    expect(order("less")).toEqual([1, 2, 3, null, Number.NaN]);
    expect(order("more")).toEqual([3, 2, 1, null, Number.NaN]);
  });
});
