import { describe, expect, it } from "vitest";
import { listed } from "./listed.ts";

describe("a list of characters", () => {
  it("names what cannot be seen by its number, and no more than one can read", () => {
    expect(listed(["\u200b", " ", "\u0301"])).toBe("U+200B ␣ \u2068◌\u0301\u2069");
    expect(listed(Array.from("abcdefghijklmnop"))).toMatch(/ …$/);
  });
});
