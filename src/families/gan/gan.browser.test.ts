import { describe, expect, it } from "vitest";
import { differences, wrongPenalties } from "./testing/backends.ts";

describe.each(["webgl", "webgpu"] as const)("an adversarial network on %s", (kind) => {
  it("has a penalty whose gradient agrees with finite differences", async () => {
    expect(await wrongPenalties(kind)).toEqual([]);
  }, 240_000);

  it("has the losses and gradients of core ops", async () => {
    expect(await differences(kind)).toEqual([]);
  }, 240_000);
});
