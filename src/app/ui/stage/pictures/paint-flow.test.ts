import { expect, it } from "vitest";
import { between } from "./paint-flow.ts";

it("what is between two stops is as far along as the place says, and stays at the ends", () => {
  const stops = Float32Array.of(0, 10, 4, 20, 8, 60);
  expect([...between(stops, 2, 0.25)]).toEqual([1, 12.5]);
  expect([...between(stops, 2, 1.5)]).toEqual([6, 40]);
  expect([...between(stops, 2, 2)]).toEqual([8, 60]);
  expect([...between(stops, 2, 9)]).toEqual([8, 60]);
});
