import { expect, it } from "vitest";
import { differences } from "./testing/backends.ts";

/** The penalty's gradient is held against finite differences on the processor alone, and here against the processor's. */
it.each(["webgl", "webgpu"] as const)(
  "an adversarial network on %s has the losses and gradients of core ops",
  async (kind) => {
    expect(await differences(kind)).toEqual([]);
  },
  240_000,
);
