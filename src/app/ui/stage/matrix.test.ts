import { describe, expect, it } from "vitest";
import { parseHex } from "./colours.ts";
import { matrixPixels, typicalRange } from "./matrix.ts";

describe("a heat map's pixels", () => {
  const scale = {
    ground: [100, 100, 100],
    positive: [200, 0, 100],
    negative: [0, 100, 200],
    range: 4,
    mixing: "root",
  } as const;
  const pixel = (value: number) => [...matrixPixels({ rows: 1, columns: 1, at: () => value }, scale)];

  it("are the ground at zero and the full colour at the ends and beyond", () => {
    expect(pixel(0)).toEqual([100, 100, 100, 255]);
    expect(pixel(4)).toEqual([200, 0, 100, 255]);
    expect(pixel(-9)).toEqual([0, 100, 200, 255]);
  });

  it("are mixed half and half at a quarter of the range", () => {
    expect(pixel(1)).toEqual([150, 50, 100, 255]);
    expect(pixel(-1)).toEqual([50, 100, 150, 255]);
  });

  it("follow the value itself where they are mixed linearly", () => {
    const pixels = matrixPixels({ rows: 1, columns: 1, at: () => 2 }, { ...scale, mixing: "linear" });
    expect([...pixels]).toEqual([150, 50, 100, 255]);
  });

  it("are transparent where there is no number", () => {
    expect(pixel(Number.NaN)).toEqual([0, 0, 0, 0]);
  });
});

it("takes a colour range from the root mean square, and 1 where all is zero", () => {
  expect(typicalRange(Float32Array.of(3, -4, 3, -4))).toBeCloseTo(2.5 * Math.sqrt(12.5));
  expect(typicalRange(Float32Array.of(0, 0))).toBe(1);
});

it("reads the tokens' hexadecimal colours", () => {
  expect(parseHex(" #6b3fc4")).toEqual([0x6b, 0x3f, 0xc4]);
  expect(parseHex("#fff")).toEqual([255, 255, 255]);
  expect(parseHex("red")).toEqual([0, 0, 0]);
});
