import { expect, it } from "vitest";
import { differences } from "./testing/backends.ts";

it.each(["webgl", "webgpu"] as const)(
  "learns and draws on %s as core ops on the processor do",
  async (kind) => {
    expect(await differences(kind)).toEqual([]);
  },
  240_000,
);
