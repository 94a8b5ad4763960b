import { expect, it } from "vitest";
import { textProperties } from "./properties.ts";

const SYMBOLS = ["\n", "a", "b", "É", "N"];
const valuesOf = (texts: readonly number[][], id: string) =>
  Array.from(textProperties(texts, SYMBOLS).find((property) => property.id === id)?.values ?? []);

it("texts have a length, shares of kinds of letters, and a first and a last one; an empty text has none", () => {
  const texts = [[4, 1, 2, 1], [3, 2], []]; // Naba, Éb
  expect(valuesOf(texts, "length")).toEqual([4, 2, 0]);
  expect(valuesOf(texts, "vowels")).toEqual([0.5, 0.5, 0]);
  expect(valuesOf(texts, "marks")).toEqual([0, 0.5, 0]);
  expect(valuesOf(texts, "capitals")).toEqual([0.25, 0.5, 0]);
  expect(valuesOf(texts, "vowelFirst")).toEqual([0, 1, 0]);
  expect(valuesOf(texts, "vowelLast")).toEqual([1, 0, 0]);
});
