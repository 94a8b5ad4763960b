import { expect } from "@playwright/test";
import { endWorker, hangWorker, loseDevice, throwInWorker } from "./faults.ts";
import { Playground, TINY } from "./playground.ts";
import { test } from "./test.ts";

/** The notice says so in words, and Play is still on. */
async function expectRecovery(playground: Playground): Promise<void> {
  const { page, words } = playground;
  const notice = page.getByText(words.errors.recovered.split("{{")[0] as string);
  await expect(notice).toBeVisible({ timeout: 60_000 });
  await playground.expectTraining();
  await expect(playground.button(words.shell.pause)).toBeVisible();
  await expect.poll(() => playground.loss()).toBeGreaterThan(0);
  const notices = page.getByRole("status").filter({ has: notice });
  await notices.getByRole("button", { name: words.common.dismiss }).click();
  await expect(notice).toBeHidden();
}

test("a run goes on from its last checkpoint after a worker that threw, one that ended, and one that hangs", async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.open({ query: "?backend=wasm", hash: TINY });
  await playground.play(4);
  for (const lose of [throwInWorker, endWorker, hangWorker]) {
    await lose(page);
    await expectRecovery(playground);
  }
});

for (const { what, backend, tag } of [
  { what: "a lost WebGL context", backend: "webgl", tag: [] },
  { what: "a destroyed WebGPU device", backend: "webgpu", tag: ["@webgpu", "@only"] },
]) {
  test(`a run goes on from its last checkpoint after ${what}`, { tag }, async ({ page }) => {
    const playground = new Playground(page);
    await playground.open({ query: `?backend=${backend}`, hash: TINY });
    await playground.play(4);
    expect(await loseDevice(page)).toBe(true);
    await expectRecovery(playground);
  });
}
