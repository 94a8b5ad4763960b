import { beforeAll, describe, expect, it } from "vitest";
import { openBackend } from "../backends/open.ts";
import { expectedOneHots, transposedOneHots } from "./testing/oneHots.ts";

const fail = (fault: unknown) => expect.fail(JSON.stringify(fault));

describe.each(["webgl", "webgpu"] as const)("on %s", (kind) => {
  beforeAll(async () => {
    await openBackend(kind, { onFault: fail, onLost: fail });
  });

  it("one-hots may be cast to floats and transposed", async () => {
    expect(await transposedOneHots()).toEqual(expectedOneHots);
  });
});
