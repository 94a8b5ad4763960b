import { describe, expect, it } from "vitest";
import { contourOf, divergence, type Field, fieldColour, fieldEnds } from "./field.ts";

const field = (columns: number, ...values: number[]): Field => ({
  columns,
  rows: values.length / columns,
  values: Float32Array.from(values),
  role: "critic",
  range: [0, 1],
});

describe("a diverging scale", () => {
  it("parts in the middle of its range, clamps beyond, and leaves what is no number in the middle", () => {
    expect(divergence(0, [-3, 1])).toBe(0.5);
    expect(divergence(-1, [-3, 1])).toBe(0);
    expect(divergence(9, [-3, 1])).toBe(1);
    expect(divergence(Number.NEGATIVE_INFINITY, [-3, 1])).toBe(-1);
    expect(divergence(Number.NaN, [-3, 1])).toBe(0);
    expect(divergence(5, [5, 5])).toBe(0);
  });

  it("goes from the colour of made points to that of real ones for a critic, over the panel's own", () => {
    const theme = {
      panel: [100, 100, 100],
      role: { generator: [0, 0, 0], truth: [200, 0, 0] },
    } as unknown as Parameters<typeof fieldColour>[2];
    expect(fieldEnds("critic")).toEqual(["generator", "truth"]);
    expect(fieldColour(0, "critic", theme)).toEqual([100, 100, 100]);
    // 0.52 of the way.
    expect(fieldColour(1, "critic", theme)).toEqual([152, 48, 48]);
    expect(fieldColour(-0.5, "critic", theme)).toEqual([74, 74, 74]);
  });
});

describe("the line where a field crosses a level", () => {
  // Centres of the cells lie at 0.5 and 1.5 each way, the first row on top.
  const bounds = [0, 0, 2, 2] as const;

  it("lies between cells, nearer to the one whose value is nearer to the level", () => {
    // Left 0, right 1: at a quarter of the way from left to right.
    expect([...contourOf(field(2, 0, 1, 0, 1), bounds, 0.25)]).toEqual([0.75, 1.5, 0.75, 0.5]);
  });

  it("is absent where all is to one side, and open at what is no number", () => {
    expect(contourOf(field(2, 1, 2, 3, 4), bounds, 0)).toHaveLength(0);
    expect(contourOf(field(2, Number.NaN, 1, Number.NaN, 1), bounds, 0.25)).toHaveLength(0);
  });

  it("cuts a saddle twice", () => {
    expect(contourOf(field(2, 1, 0, 0, 1), bounds, 0.5)).toHaveLength(8);
  });
});
