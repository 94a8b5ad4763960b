import { expect, it } from "vitest";
import { holed, inkOf } from "./holes.ts";

const values = new Float32Array(4 * 4 * 3).fill(0.5);
const rows = (hole: Parameters<typeof holed>[2]) => {
  const { known } = holed(values, [4, 4, 3], hole);
  return [0, 1, 2, 3].map((row) => [0, 1, 2, 3].map((column) => known[(row * 4 + column) * 3]).join(""));
};

it("holes are a half of the picture or its middle, in all channels", () => {
  expect(rows("upper")).toEqual(["0000", "0000", "1111", "1111"]);
  expect(rows("lower")).toEqual(["1111", "1111", "0000", "0000"]);
  expect(rows("left")).toEqual(["0011", "0011", "0011", "0011"]);
  expect(rows("middle")).toEqual(["1111", "1001", "1001", "1111"]);
  const { known } = holed(values, [4, 4, 3], "upper");
  expect([...known.subarray(21, 27)]).toEqual([0, 0, 0, 1, 1, 1]);
});

it("a colour of the pen is read as values", () => {
  expect(inkOf("#ff0033")).toEqual([1, 0, 0.2]);
});
