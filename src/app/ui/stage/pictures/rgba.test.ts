import { describe, expect, it } from "vitest";
import { toRgba } from "./rgba.ts";

describe("pixels on a canvas", () => {
  it("spread one channel over three, opaque", () => {
    expect([...toRgba(new Float32Array([0, 1, 0.2]), 1)]).toEqual([0, 0, 0, 255, 255, 255, 255, 255, 51, 51, 51, 255]);
  });

  it("keep three channels apart and clamp what is out of range", () => {
    expect([...toRgba(new Float32Array([1, 0.4, -3]), 3)]).toEqual([255, 102, 0, 255]);
  });

  it("are what they were where they are bytes already", () => {
    expect([...toRgba(Uint8Array.of(7, 200), 1)]).toEqual([7, 7, 7, 255, 200, 200, 200, 255]);
  });
});
