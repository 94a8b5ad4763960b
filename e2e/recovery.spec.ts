import { expect, test } from "@playwright/test";
import { endWorker, hangWorker, loseDevice, throwInWorker } from "./faults.ts";
import { Playground } from "./playground.ts";

const TINY =
  "#v=1&preset=names-gru&model.units=16&model.embedding=8&training.sequenceLength=8&training.batchSize=8&sampling.count=2&sampling.maxLength=8";

const losses = [
  { what: "a worker that ended", backend: "wasm", project: "no-gpu", lose: endWorker },
  { what: "a worker that hangs", backend: "wasm", project: "no-gpu", lose: hangWorker },
  { what: "a worker that threw", backend: "wasm", project: "no-gpu", lose: throwInWorker },
  { what: "a lost WebGL context", backend: "webgl", project: "no-gpu", lose: loseDevice },
  { what: "a destroyed WebGPU device", backend: "webgpu", project: "webgpu", lose: loseDevice },
] as const;

for (const { what, backend, project, lose } of losses) {
  test(`a run goes on from its last checkpoint after ${what}`, async ({ page }, { project: here }) => {
    test.skip(here.name !== project, `${backend} is tested in the project ${project}`);
    const playground = new Playground(page);
    const { words } = playground;
    await playground.open({ query: `?backend=${backend}`, hash: TINY });
    await playground.button(words.shell.play).click();
    await expect.poll(() => playground.steps(), { timeout: 90_000 }).toBeGreaterThan(3);

    await lose(page);
    // The notice says so in words, and Play is still on.
    await expect(page.getByText(words.errors.recovered.split("{{")[0] as string)).toBeVisible({ timeout: 60_000 });
    const resumed = await playground.steps();
    await expect.poll(() => playground.steps(), { timeout: 90_000 }).toBeGreaterThan(resumed);
    await expect(playground.button(words.shell.pause)).toBeVisible();
    await expect.poll(() => playground.loss()).toBeGreaterThan(0);
  });
}
