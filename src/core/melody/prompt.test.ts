import { expect, it } from "vitest";
import { roomIn, withNote, withoutLast, withRest } from "./prompt.ts";

it("a bar is filled note by note, and closed when it is full", () => {
  const tapped = ["C", "D", "E"].reduce((text, symbol) => withNote(text, symbol, 2), "");
  expect(tapped).toBe("④C2D2E2");
  expect(roomIn(tapped)).toBe(2);
  // What is longer than the rest of the bar is cut.
  const full = withRest(tapped, 4);
  expect(full).toBe("④C2D2E2z2|");
  expect(roomIn(full)).toBe(0);
  expect(withNote(full, "G", 1)).toBe(full);
});

it("keeps the metre that it begins with", () => {
  expect(withNote("③", "G", 1)).toBe("③G");
  expect(withNote("③G3", "A", 4)).toBe("③G3A3|");
  expect(roomIn("")).toBe(8);
});

it("is taken back note by note", () => {
  const steps = ["④C2Ḋz4|"];
  while ((steps.at(-1) as string).length > 1) steps.push(withoutLast(steps.at(-1) as string));
  expect(steps).toEqual(["④C2Ḋz4|", "④C2Ḋ", "④C2", "④"]);
  expect(withoutLast("④")).toBe("④");
});
