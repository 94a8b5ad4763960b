import { expect, it } from "vitest";
import { coverageOf, putPicture } from "./pixels.ts";

/** Grey pixels of one row. */
const grey = (...values: number[]) => Uint8ClampedArray.from(values.flatMap((value) => [value, value, value, 255]));
const blank = (width: number, height: number) => ({
  data: new Uint8ClampedArray(4 * width * height),
  width,
  height,
});
const reds = ({ data }: { data: Uint8ClampedArray }) => [...data].filter((_, i) => i % 4 === 0);
const scale = (from: number, to: number, down = 1) => ({ across: coverageOf(from, to), down: coverageOf(1, down) });

it("enlarges by whole times with hard edges", () => {
  const image = blank(6, 2);
  putPicture(image, grey(0, 90, 240), 3, scale(3, 6, 2), 0, 0);
  expect(reds(image)).toEqual([0, 0, 90, 90, 240, 240, 0, 0, 90, 90, 240, 240]);
});

it("mixes two neighbours only in the pixel that lies over both", () => {
  const image = blank(3, 1);
  // Each pixel covers two thirds of one: the middle one a third of either.
  putPicture(image, grey(0, 90), 2, scale(2, 3), 0, 0);
  expect(reds(image)).toEqual([0, 45, 90]);
});

it("averages what must shrink", () => {
  const image = blank(2, 1);
  putPicture(image, grey(0, 100, 200, 40), 4, scale(4, 2), 0, 0);
  expect(reds(image)).toEqual([50, 120]);
});

it("puts a picture at its place, opaque, and cuts what lies beyond the edge", () => {
  const image = blank(4, 2);
  putPicture(image, grey(10, 20, 30), 3, scale(3, 3), 2, 1);
  expect(reds(image)).toEqual([0, 0, 0, 0, 0, 0, 10, 20]);
  expect([...image.data].filter((_, i) => i % 4 === 3)).toEqual([0, 0, 0, 0, 0, 0, 255, 255]);
  putPicture(image, grey(10), 1, scale(1, 1), 4, 0);
  expect(reds(image).slice(0, 4)).toEqual([0, 0, 0, 0]);
});
