import { describe, expect, it } from "vitest";
import { defaultConfig, presetById } from "../../../catalog/presets.ts";
import { figuresFor, lanesOf, readRace, writeRace } from "../../../catalog/race.ts";
import { READY } from "./ready.ts";

describe("the races of the gallery", () => {
  it.each(READY)("$id can be read as it stands, and its lanes compared", ({ preset, race: text }) => {
    expect(presetById(preset)).toBeDefined();
    const config = defaultConfig(preset);
    const { race, repairs } = readRace(text, config);
    if (!race) throw new Error("no race");
    expect(repairs).toEqual([]);
    expect(writeRace(race)).toBe(text);
    expect(figuresFor(lanesOf(config, race), race.key, null).length).toBeGreaterThan(0);
  });
});
