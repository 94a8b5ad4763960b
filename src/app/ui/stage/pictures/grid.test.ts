import { describe, expect, it } from "vitest";
import { layoutGrid, pictureAt, pictureBeside } from "./grid.ts";

const box = { aspect: 1, gap: 4, caption: 0 };

describe("a grid of pictures", () => {
  it("takes the number of columns that makes them largest", () => {
    // Three in a row of 308 × 100: (308 − 8) / 3 = 100, and as high as the box. In any other number of rows they are smaller.
    const grid = layoutGrid({ ...box, count: 3, width: 308, height: 100 });
    expect([grid.columns, grid.rows, grid.width, grid.left, grid.top]).toEqual([3, 1, 100, 0, 0]);
  });

  it("fills every row where that costs little, and is centred", () => {
    // 64 in 640 × 560: ten columns allow (640 − 36) / 10 = 60.4, eight allow (560 − 28) / 8 = 66.5.
    const grid = layoutGrid({ ...box, count: 64, width: 640, height: 560 });
    expect([grid.columns, grid.rows]).toEqual([8, 8]);
    expect(grid.left).toBeCloseTo((640 - 8 * 66.5 - 28) / 2);
    expect(grid.top).toBeCloseTo(0);
  });

  it("keeps the columns that the pictures ask for, and leaves room for words under each", () => {
    // Two rows of four in 400 × 200, 20 under each: ((200 − 4) / 2 − 20) = 78.
    const grid = layoutGrid({ ...box, count: 8, width: 400, height: 200, columns: 4, caption: 20 });
    expect([grid.columns, grid.width, grid.pitchY]).toEqual([4, 78, 102]);
  });

  it("knows which picture lies under a point, and none beside the last", () => {
    const grid = layoutGrid({ ...box, count: 5, width: 304, height: 204, columns: 3 });
    // Three of 98⅔ in a row, from the left edge.
    expect(pictureAt(grid, 5, 150, 50)).toBe(1);
    expect(pictureAt(grid, 5, 10, 150)).toBe(3);
    expect(pictureAt(grid, 5, 290, 150)).toBeNull();
    expect(pictureAt(grid, 5, -1, 10)).toBeNull();
  });

  it("is walked with the arrow keys and never left", () => {
    expect(pictureBeside("ArrowRight", 4, { columns: 3 }, 5)).toBe(4);
    expect(pictureBeside("ArrowUp", 4, { columns: 3 }, 5)).toBe(1);
    expect(pictureBeside("Home", 4, { columns: 3 }, 5)).toBe(0);
    expect(pictureBeside("Tab", 4, { columns: 3 }, 5)).toBeNull();
  });
});
