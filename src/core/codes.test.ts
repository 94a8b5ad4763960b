import { describe, expect, it } from "vitest";
import { between, bred, type Code, mixture, mutated, rowAt, rowsOf, walkThrough } from "./codes.ts";
import { randomNormals, randomStream, substream } from "./random.ts";

const stream = randomStream(4, "codes");
const WIDTH = 200;
const drawn = (n: number): Code => randomNormals(substream(stream, n), WIDTH);
const length = (code: Code) => Math.hypot(...code);
const [a, b, c] = [drawn(0), drawn(1), drawn(2)] as const;
const distance = (one: Code, other: Code) => length(one.map((value, i) => value - (other[i] as number)));

describe("between two codes", () => {
  it.each(["straight", "arc"] as const)("a %s way begins at one and ends at the other", (geometry) => {
    expect(distance(between(a, b, 0, geometry), a)).toBeLessThan(1e-4);
    expect(distance(between(a, b, 1, geometry), b)).toBeLessThan(1e-4);
  });

  it("an arc stays as far from the middle as its ends, where a straight line comes near it", () => {
    const typical = (length(a) + length(b)) / 2;
    expect(length(between(a, b, 0.5, "arc"))).toBeCloseTo(typical, 3);
    expect(length(between(a, b, 0.5, "straight"))).toBeLessThan(0.8 * typical);
  });

  it("an arc between opposite or equal codes is a line", () => {
    const back = a.map((value) => -value);
    expect(length(between(a, back, 0.5, "arc"))).toBeLessThan(1e-4);
    expect(distance(between(a, a, 0.3, "arc"), a)).toBeLessThan(1e-4);
    expect(distance(between(new Float32Array(WIDTH), a, 1, "arc"), a)).toBeLessThan(1e-4);
  });
});

describe("a walk", () => {
  it("goes through all codes in even stops and says which is nearest", () => {
    const stops = walkThrough([a, b, c], 9, "arc");
    expect(stops).toHaveLength(9);
    expect(stops.map(({ nearest }) => nearest)).toEqual([0, 0, 1, 1, 1, 1, 2, 2, 2]);
    for (const [i, code] of [a, b, c].entries()) {
      expect(distance((stops[4 * i] as { code: Code }).code, code)).toBeLessThan(1e-4);
    }
  });

  it("of one code is that code, and of none is nowhere", () => {
    expect(walkThrough([a], 9, "arc")).toEqual([{ code: a, nearest: 0 }]);
    expect(walkThrough([], 9, "arc")).toEqual([]);
  });
});

describe("a mixture", () => {
  it("adds and subtracts", () => {
    const [x, y, z] = [Float32Array.of(1, 2), Float32Array.of(0, 1), Float32Array.of(5, 5)];
    expect([...mixture([x, y, z], [1, -1, 1], "straight")]).toEqual([6, 6]);
  });

  it("of one code is that code, and of several on an arc as far from the middle as they are", () => {
    expect(distance(mixture([a], [0.4], "arc"), a)).toBeLessThan(1e-4);
    const mean = (length(a) + length(b) + length(c)) / 3;
    expect(length(mixture([a, b, c], [1, 1, 1], "arc"))).toBeCloseTo(mean, 3);
  });

  it("of nothing is the middle", () => {
    expect(length(mixture([a, b], [0, 0], "arc"))).toBe(0);
  });
});

describe("breeding", () => {
  it("mutates nothing at strength 0, forgets the parent at 1, and keeps the spread in between", () => {
    expect(mutated(a, 0, stream)).toEqual(a);
    expect(mutated(a, 1, stream)).toEqual(mutated(b, 1, stream));
    const spread = length(mutated(a, 0.6, stream)) / Math.sqrt(WIDTH);
    expect(spread).toBeGreaterThan(0.85);
    expect(spread).toBeLessThan(1.15);
  });

  it("gives the same children for the same stream, and others for another", () => {
    const options = { count: 6, strength: 0.3, geometry: "arc" } as const;
    const children = bred([a, b], options, stream);
    expect(bred([a, b], options, stream)).toEqual(children);
    expect(bred([a, b], options, substream(stream, 9))).not.toEqual(children);
    expect(new Set(children.map(({ code }) => code[0])).size).toBe(6);
  });

  it("without mutation takes every number from a parent, or what lies between both", () => {
    const children = bred([a, b, c], { count: 8, strength: 0, geometry: "straight" }, stream);
    children.forEach(({ code, after }, n) => {
      expect(after).toBeLessThan(3);
      code.forEach((value, i) => {
        const own = [a, b, c].map((parent) => parent[i] as number);
        if (n % 2 === 0) expect(own).toContain(value);
        expect(value).toBeGreaterThanOrEqual(Math.min(...own) - 1e-5);
        expect(value).toBeLessThanOrEqual(Math.max(...own) + 1e-5);
      });
    });
    expect(children.slice(0, 6).map(({ after }, n) => (n % 2 === 0 ? after : null))).toEqual([
      0,
      null,
      2,
      null,
      1,
      null,
    ]);
  });

  it("of one parent varies it, and of none has no children", () => {
    const [child] = bred([a], { count: 1, strength: 0.2, geometry: "arc" }, stream);
    expect(distance((child as { code: Code }).code, a)).toBeLessThan(0.5 * length(a));
    expect(bred([], { count: 3, strength: 0.2, geometry: "arc" }, stream)).toEqual([]);
  });
});

it("codes travel as rows and come back", () => {
  const rows = rowsOf([a, b, c]);
  expect(rows).toHaveLength(3 * WIDTH);
  expect(rowAt(rows, WIDTH, 1)).toEqual(b);
  expect(rowsOf([])).toHaveLength(0);
});
