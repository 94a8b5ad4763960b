import { expect, it } from "vitest";
import { characterProperties } from "./properties.ts";

it("characters are vowels, capitals, marked, digits, spaces or signs, so many places after a line began", () => {
  const symbols = ["\n", "Á", "b", "3", "-"];
  const found = characterProperties([0, 1, 2, 3, 4, 0, 2], symbols);
  expect(Object.fromEntries(found.map(({ id, values }) => [id, Array.from(values).join("")]))).toEqual({
    vowel: "0100000",
    upper: "0100000",
    marked: "0100000",
    digit: "0001000",
    space: "1000010",
    sign: "0000100",
    position: "0123401",
  });
});
