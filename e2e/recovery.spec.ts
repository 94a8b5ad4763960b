import { expect, test } from "@playwright/test";
import { Playground } from "./playground.ts";

/** What `?debug` gives to tests: see `src/state/debug.ts`. */
interface Hooked {
  __inkling: { terminateWorker(): void; loseDevice(): Promise<boolean> };
}

const TINY =
  "#v=1&preset=names-gru&model.units=16&model.embedding=8&training.sequenceLength=8&training.batchSize=8&sampling.count=2&sampling.maxLength=8";

const losses = [
  { what: "a worker that was terminated", backend: "wasm", project: "no-gpu", lose: "terminateWorker" },
  { what: "a lost WebGL context", backend: "webgl", project: "no-gpu", lose: "loseDevice" },
  { what: "a destroyed WebGPU device", backend: "webgpu", project: "webgpu", lose: "loseDevice" },
] as const;

for (const { what, backend, project, lose } of losses) {
  test(`a run goes on from its last checkpoint after ${what}`, async ({ page }, { project: here }) => {
    test.skip(here.name !== project, `${backend} is tested in the project ${project}`);
    const playground = new Playground(page);
    const { words } = playground;
    await playground.open({ query: `?debug&backend=${backend}`, hash: TINY });
    await playground.button(words.shell.play).click();
    await expect.poll(() => playground.steps(), { timeout: 90_000 }).toBeGreaterThan(3);

    await page.evaluate(async (how) => {
      await (window as unknown as Hooked).__inkling[how as "loseDevice"]();
    }, lose as string);
    // The notice says so in words, and Play is still on.
    await expect(page.getByText(words.errors.recovered.split("{{")[0] as string)).toBeVisible({ timeout: 60_000 });
    const resumed = await playground.steps();
    await expect.poll(() => playground.steps(), { timeout: 90_000 }).toBeGreaterThan(resumed);
    await expect(playground.button(words.shell.pause)).toBeVisible();
    await expect.poll(() => playground.loss()).toBeGreaterThan(0);
  });
}
