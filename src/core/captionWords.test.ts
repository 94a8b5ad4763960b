import { describe, expect, it } from "vitest";
import { captionWords, knownWord } from "./captionWords.ts";

describe("a caption", () => {
  it("is read by words in lower case, and Chinese by characters", () => {
    expect(captionWords("Red heart, o’clock 10")).toEqual(["red", "heart", "o", "clock", "10"]);
    expect(captionWords("红心 ok")).toEqual(["红", "心", "ok"]);
    expect(captionWords(" ❤️ ")).toEqual([]);
  });

  it("may say hearts where the data has a heart", () => {
    const has = (word: string) => ["heart", "glasses"].includes(word);
    expect(["heart", "hearts", "glasses", "s", "hat"].map((word) => knownWord(word, has))).toEqual([
      ...["heart", "heart", "glasses", null, null],
    ]);
  });
});
