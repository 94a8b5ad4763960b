import { expect, it } from "vitest";
import { waveGrid } from "./wave-grid.ts";

const box = { gap: 8, caption: 20 };

it("fills a wide box with full rows, none of them beyond it", () => {
  const grid = waveGrid({ ...box, count: 16, width: 760, height: 460 });
  expect([grid.columns, grid.rows]).toEqual([4, 4]);
  expect(grid.columns * grid.pitchX - box.gap).toBeCloseTo(760, 6);
  expect(grid.rows * grid.pitchY - box.gap).toBeLessThanOrEqual(460);
});

it("grows beyond a phone's box rather than make sounds too small to press", () => {
  const grid = waveGrid({ ...box, count: 16, width: 340, height: 300 });
  expect(grid.width).toBeGreaterThanOrEqual(72);
  expect(grid.height).toBeGreaterThanOrEqual(56);
  expect(grid.rows * grid.pitchY).toBeGreaterThan(300);
});

it("keeps rows that mean something", () => {
  expect(waveGrid({ ...box, count: 21, width: 700, height: 400, columns: 7 })).toMatchObject({ columns: 7, rows: 3 });
});
