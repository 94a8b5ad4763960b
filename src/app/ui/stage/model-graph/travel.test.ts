import { expect, it } from "vitest";
import { hopFrames, journeyOf } from "./travel.ts";

const edges = [
  { turn: 0, arrival: 0.5 },
  { turn: 0.5, arrival: 1 },
  { turn: 1, arrival: 1.5 },
] as never[];

it("lets one example set out after the last hop of the one before", () => {
  const journey = journeyOf({ edges });
  expect(journey).toEqual({ wholeMs: 1.5 * 4800 + 900, end: 1.5 });
  const [, departure, , arrival] = hopFrames({ turn: 1, arrival: 1.5 }, journey, false);
  expect([departure?.offset, arrival?.offset]).toEqual([4800 / 8100, 7200 / 8100]);
});

it("takes a gradient back along the same edges, the last one first", () => {
  const [, departure, , arrival] = hopFrames({ turn: 1, arrival: 1.5 }, journeyOf({ edges }), true);
  expect([departure?.offset, departure?.offsetDistance, arrival?.offsetDistance]).toEqual([0, "100%", "0%"]);
});
