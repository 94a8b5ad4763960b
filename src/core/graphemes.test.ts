import { describe, expect, it } from "vitest";
import { graphemesOf } from "./graphemes.ts";

describe("characters as a reader counts them", () => {
  it("keeps a letter with its marks, and a joined emoji, whole", () => {
    expect(graphemesOf("e\u0301a")).toEqual(["e\u0301", "a"]);
    expect(graphemesOf("👩‍👩‍👧🇫🇷👍🏽")).toEqual(["👩‍👩‍👧", "🇫🇷", "👍🏽"]);
    expect(graphemesOf("मीना")).toEqual(["मी", "ना"]);
  });

  it("parts what nothing joins by code points", () => {
    expect(graphemesOf("李𠮷ab")).toEqual(["李", "𠮷", "a", "b"]);
    expect(graphemesOf("محمد")).toEqual(["م", "ح", "م", "د"]);
    expect(graphemesOf("")).toEqual([]);
  });

  it("agrees with the platform on every kind of character that may join", () => {
    // Without thousands of ideographs and syllables that are all alike.
    const ranges = [
      [0, 0x3400],
      [0xa000, 0xac20],
      [0xd780, 0xd800],
      [0xe000, 0x10000],
      [0x11000, 0x12000],
      [0x1f000, 0x20000],
    ] as const;
    const points = ranges.flatMap(([from, to]) => Array.from({ length: to - from }, (_, i) => from + i));
    const alone = points
      .map((at) => `a${String.fromCodePoint(at)}`)
      .filter((text) => graphemesOf(`${text}a`).length === 3);
    expect(alone.length).toBeGreaterThan(15_000);
    const segmenter = new Intl.Segmenter("und", { granularity: "grapheme" });
    for (let from = 0; from < alone.length; from += 64) {
      const some = alone.slice(from, from + 64);
      expect(Array.from(segmenter.segment(some.join(""))), some.join("")).toHaveLength(2 * some.length);
    }
  });

  it("parts a long text as it parts its pieces", () => {
    const line = "मीना 👩‍👩‍👧 e\u0301a李";
    expect(graphemesOf(line.repeat(500))).toEqual(Array.from({ length: 500 }, () => graphemesOf(line)).flat());
    expect(graphemesOf("👩‍👩‍👧".repeat(5000))).toHaveLength(5000);
  });
});
