import { beforeAll, describe, expect, it } from "vitest";
import { openBackend } from "../backends/open.ts";
import { parityFailures } from "./parity.ts";
import { kernelSuite } from "./suite.ts";

const faults: unknown[] = [];
const listeners = { onFault: (fault: unknown) => faults.push(fault), onLost: (fault: unknown) => faults.push(fault) };

describe.each(["webgl", "webgpu"] as const)("on %s", (kind) => {
  beforeAll(async () => {
    await openBackend(kind, listeners);
  });

  describe.each(Object.entries(kernelSuite))("%s", (_, cases) => {
    const some = cases.filter(({ vectors }) => !vectors);
    it.each(some.map((each) => [each.name, each] as const))("%s agrees with core ops", async (_, each) => {
      expect(await parityFailures(each, kind)).toEqual([]);
      expect(faults).toEqual([]);
    });
  });
});
