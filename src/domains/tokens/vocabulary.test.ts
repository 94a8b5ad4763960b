import { describe, expect, it } from "vitest";
import { vocabularyCodec, vocabularyOf } from "./vocabulary.ts";

describe("a vocabulary", () => {
  it("begins with the newline and goes on by code point, each character once", () => {
    expect(vocabularyOf(["bé", "a\nb", "王a"])).toEqual(["\n", "a", "b", "é", "王"]);
    expect(vocabularyOf([])).toEqual(["\n"]);
  });

  it("takes a character outside the basic plane as one token", () => {
    expect(vocabularyOf(["𠮷a"])).toEqual(["\n", "a", "𠮷"]);
    expect([...vocabularyCodec(["\n", "a", "𠮷"]).encode("a𠮷").tokens]).toEqual([1, 2]);
  });

  it("gives back what it took in", () => {
    const codec = vocabularyCodec(vocabularyOf(["İnci", "Zoë"]));
    expect(codec.decode(codec.encode("Zoë\nİnci\n").tokens)).toBe("Zoë\nİnci\n");
  });

  it("leaves out a character it does not know and says which, once", () => {
    const { tokens, dropped } = vocabularyCodec(["\n", "a", "b"]).encode("axbxy");
    expect([...tokens]).toEqual([1, 2]);
    expect(dropped).toEqual(["x", "y"]);
  });

  it("refuses a number that is no token", () => {
    expect(() => vocabularyCodec(["\n", "a"]).decode([1, 2])).toThrow("token 2 of 2");
  });
});
