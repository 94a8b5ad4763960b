import { expect, it } from "vitest";
import { transportDistance } from "./transport.ts";

it("measures transport by the best assignment: three points moved by (0.3, 0.4) in any order are 0.25 away", () => {
  expect(transportDistance([0, 0, 1, 0, 5, 5], [5.3, 5.4, 0.3, 0.4, 1.3, 0.4])).toBeCloseTo(0.25, 12);
  // Crossing over costs 1 + 1, staying 9 + 9: (0, 0), (3, 0) to (3, 1), (0, 1).
  expect(transportDistance([0, 0, 3, 0], [3, 1, 0, 1])).toBeCloseTo(1, 12);
});
