import { describe, expect, it } from "vitest";
import { animatedWebp } from "../e2e/pictures/animated-webp.ts";

const ascii = (text: string) => [...text].map((letter) => letter.charCodeAt(0));
/** A file with a chunk of three bytes, which is padded to four. */
const still = Uint8Array.from([...ascii("RIFF"), 16, 0, 0, 0, ...ascii("WEBPVP8 "), 3, 0, 0, 0, 7, 8, 9, 0]);

describe("a moving picture", () => {
  it("holds its size, an endless loop and each still with its time", () => {
    const made = animatedWebp({ width: 300, height: 2, pictures: [still, still], milliseconds: [40, 1000] });
    const frame = (low: number, high: number) => [
      ...[...ascii("ANMF"), 28, 0, 0, 0, 0, 0, 0, 0, 0, 0, 43, 1, 0, 1, 0, 0, low, high, 0, 0],
      ...[...ascii("VP8 "), 3, 0, 0, 0, 7, 8, 9, 0],
    ];
    expect([...made]).toEqual([
      ...[...ascii("RIFF"), 108, 0, 0, 0, ...ascii("WEBP")],
      ...[...ascii("VP8X"), 10, 0, 0, 0, 2, 0, 0, 0, 43, 1, 0, 1, 0, 0],
      ...[...ascii("ANIM"), 6, 0, 0, 0, 0, 0, 0, 0, 0, 0],
      ...frame(40, 0),
      ...frame(232, 3),
    ]);
  });

  it("is made of nothing but lossy WebP files", () => {
    const png = Uint8Array.from([137, ...ascii("PNG"), 13, 10, 26, 10, 0, 0, 0, 13, ...ascii("IHDR")]);
    expect(() => animatedWebp({ width: 1, height: 1, pictures: [png], milliseconds: [1] })).toThrow("no lossy WebP");
  });
});
