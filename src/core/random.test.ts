import { describe, expect, it } from "vitest";
import {
  randomNormals,
  randomPermutation,
  randomStream,
  randomUniforms,
  randomWords,
  substream,
  threefry2x32,
} from "./random.ts";

describe("threefry2x32", () => {
  // The known-answer vectors published with Random123 (threefry2x32, 20 rounds).
  it.each([
    [
      [0, 0],
      [0, 0],
      [0x6b200159, 0x99ba4efe],
    ],
    [
      [-1, -1],
      [-1, -1],
      [0x1cb996fc, 0xbb002be7],
    ],
    [
      [0x13198a2e, 0x03707344],
      [0x243f6a88, 0x85a308d3],
      [0xc4923a9c, 0x483df7a0],
    ],
  ] as const)("key %j, counter %j gives the published words", (key, counter, expected) => {
    const out = threefry2x32(key, counter[0], counter[1], new Uint32Array(2));
    expect([...out]).toEqual([...expected]);
  });
});

describe("random streams", () => {
  it("differ by seed and by name, and repeat exactly", () => {
    const words = (seed: number, name: string) => [...randomWords(randomStream(seed, name), 4)];
    expect(words(42, "noise")).toEqual(words(42, "noise"));
    expect(words(42, "noise")).not.toEqual(words(43, "noise"));
    expect(words(42, "noise")).not.toEqual(words(42, "order"));
  });

  it("give substreams that are unlike each other", () => {
    const parent = randomStream(1, "noise");
    const first = randomWords(substream(parent, 0), 8);
    const second = randomWords(substream(parent, 1), 8);
    expect([...first].filter((word, i) => word === second[i])).toEqual([]);
  });

  it("draw uniforms with mean ½ and variance 1/12", () => {
    const draws = randomUniforms(randomStream(7, "test"), 40_000);
    const mean = draws.reduce((sum, x) => sum + x, 0) / draws.length;
    const variance = draws.reduce((sum, x) => sum + (x - mean) ** 2, 0) / draws.length;
    expect(mean).toBeCloseTo(0.5, 2);
    expect(variance).toBeCloseTo(1 / 12, 2);
    expect(Math.min(...draws.subarray(0, 1000))).toBeGreaterThanOrEqual(0);
    expect(Math.max(...draws.subarray(0, 1000))).toBeLessThan(1);
  });

  it("draw normals with mean 0, variance 1 and kurtosis 3", () => {
    const draws = randomNormals(randomStream(7, "test"), 100_000);
    const moment = (power: number) => draws.reduce((sum, x) => sum + x ** power, 0) / draws.length;
    expect(moment(1)).toBeCloseTo(0, 1);
    expect(moment(2)).toBeCloseTo(1, 1);
    expect(Math.abs(moment(4) - 3)).toBeLessThan(0.15);
  });

  it("permute every number exactly once", () => {
    const order = randomPermutation(randomStream(3, "order"), 101);
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 101 }, (_, i) => i));
    expect([...order]).not.toEqual(Array.from({ length: 101 }, (_, i) => i));
  });
});
