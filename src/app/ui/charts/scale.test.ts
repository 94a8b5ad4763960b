import { describe, expect, it } from "vitest";
import { axisDomain, logTicks, niceTicks, spreadLabels } from "./scale.ts";

describe("ticks", () => {
  it("are round numbers inside the bounds", () => {
    expect(niceTicks(0, 100, 4)).toEqual([0, 50, 100]);
    expect(niceTicks(1.93, 3.41, 4)).toEqual([2, 2.5, 3]);
    expect(niceTicks(0, 1000, 5)).toEqual([0, 200, 400, 600, 800, 1000]);
  });

  it("are one number where there is no span", () => {
    expect(niceTicks(3, 3, 4)).toEqual([3]);
  });

  it("of a logarithmic axis are powers of ten, with 2 and 5 between them on a short one", () => {
    expect(logTicks(0.9, 30)).toEqual([1, 2, 5, 10, 20]);
    expect(logTicks(1e-4, 10)).toEqual([0.0001, 0.001, 0.01, 0.1, 1, 10]);
  });
});

describe("an axis", () => {
  it("holds its values with 6% of air and does not go below zero for what is never negative", () => {
    expect(axisDomain([1, 2], false)).toEqual([0.94, 2.06]);
    expect(axisDomain([0.01, 2], false)[0]).toBe(0);
    expect(axisDomain([-1, 1], false)).toEqual([-1.12, 1.12]);
  });

  it("leaves out what is not a number, and zero on a logarithmic one", () => {
    expect(axisDomain([Number.NaN, Number.POSITIVE_INFINITY, 2, 4], false)).toEqual([1.88, 4.12]);
    expect(axisDomain([0, -3, 100], true)).toEqual([50, 200]);
  });
});

describe("labels", () => {
  it("that would overlap are moved apart, in their order", () => {
    expect(spreadLabels([50, 52, 100], 12, 0, 200)).toEqual([50, 62, 100]);
  });

  it("stay within the bounds", () => {
    expect(spreadLabels([98, 99], 12, 0, 100)).toEqual([88, 100]);
    expect(spreadLabels([-5], 12, 0, 100)).toEqual([0]);
  });
});
