import { fileURLToPath } from "node:url";
import * as tf from "@tensorflow/tfjs";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { beforeAll, describe, expect, it } from "vitest";
import { parityFailures } from "./parity.ts";
import { kernelSuite } from "./suite.ts";
import { installWasmKernels } from "./wasm/index.ts";

setWasmPaths(fileURLToPath(new URL("../../../node_modules/@tensorflow/tfjs-backend-wasm/dist/", import.meta.url)));

describe.each(["cpu", "wasm"])("on %s", (backend) => {
  beforeAll(async () => {
    expect(await tf.setBackend(backend)).toBe(true);
    if (backend === "wasm") await installWasmKernels();
  });

  describe.each(Object.entries(kernelSuite))("%s", (_, cases) => {
    it.each(cases.map((each) => [each.name, each] as const))("%s agrees with core ops", async (_, testCase) => {
      expect(await parityFailures(testCase, backend)).toEqual([]);
    });
  });
});
