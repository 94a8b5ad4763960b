import { describe, expect, it } from "vitest";
import { integer, number } from "../../spec/parameter.ts";
import { parseNumber, stopsOf, typedValue } from "./stops.ts";

describe("the stops of a slider", () => {
  it("go by the grain on a linear scale, without the noise of binary fractions", () => {
    expect(stopsOf(number(0.2, { min: 0, max: 0.5, step: 0.1 }))).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5]);
  });

  it("end at the upper bound even where the grain does not reach it", () => {
    expect(stopsOf(number(0, { min: 0, max: 1, step: 0.4 }))).toEqual([0, 0.4, 0.8, 1]);
  });

  it("hold every power of two and eighths of an octave for sizes", () => {
    const stops = stopsOf(integer(128, { min: 16, max: 1024, scale: "log" }));
    for (const size of [16, 32, 64, 128, 144, 160, 256, 512, 1024]) expect(stops).toContain(size);
    expect(stops).not.toContain(130);
  });

  it("have two significant digits on a logarithmic scale of real numbers", () => {
    const stops = stopsOf(number(0.002, { min: 1e-5, max: 1, scale: "log" }));
    expect(stops[0]).toBe(1e-5);
    expect(stops.at(-1)).toBe(1);
    for (const stop of stops) expect(Number(stop.toPrecision(2))).toBe(stop);
  });

  it("begin at zero where the lower bound is zero, then at the grain", () => {
    expect(stopsOf(number(1, { min: 0, max: 100, scale: "log" })).slice(0, 2)).toEqual([0, 0.01]);
    expect(stopsOf(integer(0, { min: 0, max: 100_000, scale: "log" })).slice(0, 3)).toEqual([0, 1, 2]);
  });

  it("ascend strictly and hold the default, however odd it is", () => {
    const stops = stopsOf(integer(137, { min: 1, max: 256, scale: "log" }));
    expect(stops).toContain(137);
    for (let i = 1; i < stops.length; i++) expect(stops[i]).toBeGreaterThan(stops[i - 1] ?? Number.NaN);
  });
});

describe("a typed number", () => {
  it.each([
    ["0.003", 0.003],
    ["3e-3", 0.003],
    ["3×10⁻³", 0.003],
    ["2 x 10^-4", 0.0002],
    ["1,000", 1000],
    ["12,345,678", 12_345_678],
    ["0,5", 0.5],
    ["0,003", 0.003],
    ["−2.5", -2.5],
    [".5", 0.5],
  ])("reads %s as %d", (text, value) => {
    expect(parseNumber(text)).toBeCloseTo(value, 12);
  });

  it.each(["", "ten", "1e999", "0x10", "1.2.3", "--1"])("does not read “%s”", (text) => {
    expect(parseNumber(text)).toBeNull();
  });

  it("is rounded where only whole numbers make sense, and says which bound it missed", () => {
    const latent = integer(32, { min: 2, max: 256 });
    expect(typedValue("99.6", latent)).toEqual({ kind: "fits", value: 100 });
    expect(typedValue("900", latent)).toEqual({ kind: "tooLarge", given: 900, value: 256 });
    expect(typedValue("1", latent)).toEqual({ kind: "tooSmall", given: 1, value: 2 });
    expect(typedValue("many", latent)).toEqual({ kind: "notANumber" });
  });
});
