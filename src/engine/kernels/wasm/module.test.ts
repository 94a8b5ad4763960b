import { expect, it } from "vitest";
import { committedSource, compileKernels, generatedSource } from "../../../../.config/kernels.mjs";

it("the committed module is what its sources compile to", { timeout: 60_000 }, async () => {
  expect(await committedSource()).toBe(generatedSource(await compileKernels()));
});
