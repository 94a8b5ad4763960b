import { describe, expect, it } from "vitest";
import { integer, number } from "../../../schema/parameter.ts";
import { numeralsOf } from "../i18n/numerals.ts";
import { stopsOf, typedValue } from "./stops.ts";

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
  const latent = integer(32, { min: 2, max: 256 });
  const stopAt = integer(0, { min: 0, max: 100_000, scale: "log" });
  const rate = number(0.002, { min: 1e-5, max: 1, scale: "log" });

  it("is taken as it is where it fits", () => {
    expect(typedValue("99", latent)).toEqual({ kind: "number", given: 99, value: 99, remark: null });
    expect(typedValue("0,003", rate)).toMatchObject({ value: 0.003, remark: null });
    expect(typedValue("many", latent)).toEqual({ kind: "notANumber" });
  });

  it("says which bound it missed, and that only whole numbers make sense", () => {
    expect(typedValue("99.6", latent)).toEqual({ kind: "number", given: 99.6, value: 100, remark: "rounded" });
    expect(typedValue("900", latent)).toEqual({ kind: "number", given: 900, value: 256, remark: "tooLarge" });
    expect(typedValue("1", latent)).toEqual({ kind: "number", given: 1, value: 2, remark: "tooSmall" });
  });

  it("of German form is ten thousand steps, and what it was read as is said", () => {
    const typed = typedValue("10.000", stopAt, numeralsOf("de-DE"));
    expect(typed).toEqual({ kind: "number", given: 10_000, value: 10_000, remark: "readAs" });
    expect(typedValue("10.000", stopAt, numeralsOf("en"))).toMatchObject({ value: 10, remark: "readAs" });
    expect(typedValue("1.500", stopAt, numeralsOf("en"))).toMatchObject({ value: 2, remark: "rounded" });
  });
});
