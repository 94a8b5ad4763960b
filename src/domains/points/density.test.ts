import { expect, it } from "vitest";
import { densityOf } from "./density.ts";

it("is highest where the points are, row by row from the top, and a fourth of the points gives half of the root", () => {
  const points = [...Array<number[]>(4).fill([-0.5, 0.5]), [0.5, -0.5], [Number.NaN, 0]].flat();
  const { columns, rows, values } = densityOf(points, [-1, -1, 1, 1]);
  const at = (x: number, y: number) =>
    values[Math.floor(((1 - y) / 2) * rows) * columns + Math.floor(((x + 1) / 2) * columns)] as number;
  expect(at(-0.5, 0.5)).toBeCloseTo(1, 5);
  expect(at(0.5, -0.5)).toBeCloseTo(0.5, 5);
  expect(at(0.5, 0.5)).toBe(0);
});
