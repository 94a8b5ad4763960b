import { expect, it } from "vitest";
import { differences, wrongPenalties } from "./testing/backends.ts";

it.each(["cpu", "wasm"] as const)(
  "the penalty's gradient agrees with finite differences on %s",
  async (kind) => {
    expect(await wrongPenalties(kind)).toEqual([]);
  },
  60_000,
);

it("losses and gradients of both turns on wasm are those of core ops", async () => {
  expect(await differences("wasm")).toEqual([]);
}, 60_000);
