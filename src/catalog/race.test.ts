import { describe, expect, it } from "vitest";
import { decode, encode } from "./link.ts";
import { defaultConfig } from "./presets.ts";
import { figuresFor, isRaceable, lanesOf, type Race, readRace, rivalsOf, writeRace } from "./race.ts";

const names = defaultConfig("names-gru");
const cells: Race = { key: "model.cell", values: ["gru", "lstm", "simple"], even: "steps" };

describe("a race in a link", () => {
  it("comes back as it was written, beside the set-up", () => {
    for (const race of [cells, { key: "training.learningRate", values: [0.003, 0.03], even: "time" } as const]) {
      const hash = encode(names, { preset: "names-gru", view: "samples", language: null, race: writeRace(race) });
      const { config, race: text, repairs } = decode(hash);
      expect(repairs).toEqual([]);
      expect(readRace(text ?? "", config)).toEqual({ race, repairs: [] });
    }
  });

  it("has lanes that differ in the one setting, and learn from the same data with the same seed", () => {
    const lanes = lanesOf(names, cells);
    expect(lanes.map((lane) => lane["model.cell"])).toEqual(["gru", "lstm", "simple"]);
    for (const lane of lanes) expect({ ...lane, "model.cell": "" }).toEqual({ ...names, "model.cell": "" });
  });

  it.each([
    ["model.cell~gru~lstm~nonsense", ["gru", "lstm"], [["malformed", "nonsense"]]],
    ["model.cell~gru~gru~lstm", ["gru", "lstm"], [["malformed", "gru"]]],
    ["training.learningRate~0.01~70", [0.01, 1], [["outOfRange", "70"]]],
    [
      "training.learningRate~1~0.1~0.01~0.001~0.0001~x",
      [1, 0.1, 0.01, 0.001],
      [
        ["malformed", "0.0001"],
        ["malformed", "x"],
      ],
    ],
    ["model.cell~gru", null, [["malformed", "model.cell~gru"]]],
    ["model.beta~0~1", null, [["unknownKey", "model.beta"]]],
    ["seed~1~2", null, [["notApplicable", "seed"]]],
    ["data.set~given-names~place-names", null, [["notApplicable", "data.set"]]],
    ["", null, [["unknownKey", ""]]],
    ["~~~", null, [["unknownKey", "~~~"]]],
    ["time~__proto__~a~b", null, [["unknownKey", "__proto__"]]],
  ])("is mended, with a word on it: %s", (text, values, repairs) => {
    const found = readRace(text, names);
    expect(found.race?.values ?? null).toEqual(values);
    expect(found.repairs.map(({ code, given }) => [code, given])).toEqual(repairs);
  });

  it("suggests the other choices, or values around a number", () => {
    expect(rivalsOf(names, "model.cell")).toEqual(["gru", "simple", "lstm"]);
    expect(rivalsOf({ ...names, "training.learningRate": 0.003 }, "training.learningRate")).toEqual([
      0.003, 0.0003, 0.03, 0.0015, 0.006,
    ]);
    expect(isRaceable(names, "sampling.temperature")).toBe(false);
  });

  it("is judged by what the lanes make where their losses say nothing about each other", () => {
    const first = (preset: string, key: string, values: Race["values"]) =>
      figuresFor(lanesOf(defaultConfig(preset), { key, values, even: "steps" }), key, null)[0]?.id;
    expect(first("names-gru", "model.cell", ["gru", "lstm"])).toBe("bitsPerCharacter");
    expect(first("moons-vae", "model.beta", [0, 1, 10])).toBe("elbo");
    expect(first("eight-gan", "training.objective", ["minimax", "wassersteinGp"])).toBe("modes");
    // A series that wears the critic's colour makes no critic.
    expect(first("eight-diffusion", "training.learningRate", [0.001, 0.01])).toBe("error");
  });
});
