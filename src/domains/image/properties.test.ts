import { expect, it } from "vitest";
import { pictureProperties } from "./properties.ts";

/** Rows of a picture as digits of brightness. */
const picture = (...rows: string[]) => rows.flatMap((row) => [...row].map(Number));
const valuesOf = (pictures: readonly number[][], id: string, channels: 1 | 3 = 1) => {
  const shape = [5, 5, channels] as const;
  return Array.from(
    pictureProperties(Float32Array.from(pictures.flat()), shape).find((each) => each.id === id)?.values ?? [],
  );
};

const DOT = picture("00000", "00010", "00000", "00000", "00000");
const RISING = picture("00000", "00010", "00100", "01000", "00000");
const FALLING = picture("00000", "01000", "00100", "00010", "00000");
const LINE = picture("00000", "00000", "01110", "00000", "00000");

it("pictures have an amount of what stands out from their border, dark or bright, and a place of it", () => {
  const inverted = DOT.map((value) => 1 - value);
  expect(valuesOf([DOT, inverted, LINE], "ink")).toEqual([0.04, 0.04, 0.12].map((each) => expect.closeTo(each, 5)));
  expect(valuesOf([DOT, LINE], "across")).toEqual([3, 2].map((each) => expect.closeTo(each, 4)));
  expect(valuesOf([DOT, LINE], "down")).toEqual([1, 2].map((each) => expect.closeTo(each, 4)));
});

it("strokes have a width, a height and a slant, which is to the right where they rise", () => {
  // Of three pixels side by side: √((1 + 0 + 1) / 3).
  expect(valuesOf([LINE], "width")[0]).toBeCloseTo(Math.sqrt(2 / 3), 4);
  expect(valuesOf([LINE], "height")[0]).toBeCloseTo(0, 2);
  expect(valuesOf([RISING, FALLING], "slant")).toEqual([1, -1].map((each) => expect.closeTo(each, 4)));
});

it("colours are told beside the brightness of all channels", () => {
  const red = Array.from({ length: 25 }, () => [1, 0, 0]).flat();
  expect(valuesOf([red], "red", 3)[0]).toBeCloseTo(2 / 3, 5);
  expect(valuesOf([red], "blue", 3)[0]).toBeCloseTo(-1 / 3, 5);
});
