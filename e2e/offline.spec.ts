import { readFile } from "node:fs/promises";
import { expect, type Page } from "@playwright/test";
import { defaultConfig, presets } from "./catalog.ts";
import { Playground, TINY } from "./playground.ts";
import { type StaticServer, serveStatically } from "./static-server.ts";
import { test } from "./test.ts";

/** The build on a static host without any headers, with the page's own service worker. */
test.use({ serviceWorkers: "allow" });

let server: StaticServer;
test.beforeEach(async () => {
  server = await serveStatically();
});
test.afterEach(() => server.stop());

const isolated = (page: Page) => page.evaluate(() => crossOriginIsolated).catch(() => false);

/** A preset as small as it goes: its data, its model and its optimizer are what counts. */
function smallest(preset: string): string {
  const recurrent = defaultConfig(preset)["model.family"] === "recurrent";
  const sizes = recurrent ? "model.units=16&training.sequenceLength=8&sampling.maxLength=8" : "model.width=16";
  return `#v=1&preset=${preset}&${sizes}&training.batchSize=8&sampling.count=4&lang=en`;
}

/** The first preset of each pair of dataset and family. */
const CELLS = [
  ...new Map(
    presets.toReversed().map(({ id }) => {
      const { "data.set": set, "model.family": family } = defaultConfig(id);
      return [`${set} ${family}`, id];
    }),
  ).values(),
];

async function train(playground: Playground): Promise<number> {
  await playground.play(3);
  return playground.pause();
}

test("a static host gives isolation after one reload, and all works with the network off", async ({ page }) => {
  test.setTimeout(400_000);
  const playground = new Playground(page);
  const { words } = playground;
  let loads = 0;
  page.on("domcontentloaded", () => loads++);
  await page.goto(`${server.address}?backend=wasm${TINY}&lang=en`);
  await expect.poll(() => isolated(page)).toBe(true);
  await expect.poll(() => loads).toBe(2);

  const worker = await readFile(new URL("../dist/service-worker.js", import.meta.url), "utf8");
  const files = Object.keys(JSON.parse(/new Map\(Object\.entries\((\{.*?\})\)\)/s.exec(worker)?.[1] ?? "{}"));
  expect(files.length).toBeGreaterThan(20);
  const keptFiles = () =>
    page.evaluate(async () => {
      const names = await caches.keys();
      const counts = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).length));
      return Math.max(0, ...counts);
    });
  await expect.poll(keptFiles, { timeout: 60_000 }).toBe(files.length);

  await server.stop();
  await test.step("Reset and Reopen", async () => {
    const steps = await train(playground);
    await playground.button(words.shell.reset).click();
    await expect.poll(() => playground.steps()).toBe(0);
    await page
      .getByRole("button", { name: new RegExp(`^${words.shell.runs.reopen}`) })
      .first()
      .click();
    await expect.poll(() => playground.steps()).toBe(steps);
  });
  await test.step("Share", async () => {
    await playground.button(words.shell.share.name).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await page.keyboard.press("Escape");
  });
  await test.step("every family on every dataset that a preset has", async () => {
    await playground.button(words.shell.step).click();
    for (const id of CELLS) {
      // The run before stood at its first step or later.
      await page.evaluate((hash) => {
        location.hash = hash;
      }, smallest(id));
      await expect.poll(() => playground.steps(), { message: id, timeout: 60_000 }).toBe(0);
      await expect(page.getByRole("button", { name: "Sample again" }), id).toBeEnabled({ timeout: 60_000 });
      await playground.button(words.shell.step).click();
      await expect.poll(() => playground.steps(), { message: id, timeout: 60_000 }).toBe(1);
      await expect(page.getByRole("alert")).toHaveCount(0);
    }
  });
  await test.step("a reload", async () => {
    await page.goto(`${server.address}?backend=wasm&again${TINY}&lang=en`);
    await page.reload();
    await train(playground);
    expect(await isolated(page)).toBe(true);
  });
});

test("in a frame without isolation one thread trains, and the badge says so", async ({ page }) => {
  server.instead.set(
    "/frame.html",
    `<iframe src="./?backend=wasm${TINY.replaceAll("&", "&amp;")}&amp;lang=en" width="1400" height="850"></iframe>`,
  );
  let loads = 0;
  page.on("framenavigated", (frame) => {
    if (frame !== page.mainFrame() && frame.url().startsWith(server.address)) loads++;
  });
  await page.goto(`${server.address}frame.html`);
  const frame = page.frameLocator("iframe");
  await frame.getByRole("button", { name: "Play", exact: true }).click();
  await expect(frame.getByRole("status", { name: "Training clock" })).toContainText(/^[1-9]/, { timeout: 60_000 });
  const badge = frame.getByRole("button", { name: /^Backend/ });
  await expect(badge).toContainText("one thread");
  await badge.click();
  await expect(frame.getByRole("link", { name: "Open it in a tab of its own" })).toBeVisible();
  expect(loads).toBe(1);
});

test("a new version is offered, not forced, and the run comes along", async ({ page }) => {
  const playground = new Playground(page);
  const { words } = playground;
  await page.goto(`${server.address}?backend=wasm${TINY}&lang=en`);
  await expect.poll(() => isolated(page)).toBe(true);
  await train(playground);
  const worker = await readFile(new URL("../dist/service-worker.js", import.meta.url), "utf8");
  server.instead.set(
    "/service-worker.js",
    worker.replace(/\$\{PREFIX\}\$\{"\w+"\}|inkling-\$\{"\w+"\}/, "inkling-newer"),
  );
  await page.evaluate(async () => void (await navigator.serviceWorker.getRegistration())?.update());
  await expect(page.getByText(words.errors.newVersion)).toBeVisible({ timeout: 60_000 });
  expect(await playground.steps()).toBeGreaterThan(2);
  const loaded = page.waitForEvent("domcontentloaded");
  await page.getByRole("button", { name: words.failure.reload, exact: true }).click();
  await loaded;
  await expect(page.getByRole("button", { name: words.kept.resume, exact: true })).toBeVisible();
  const names = await page.evaluate(() => caches.keys());
  expect(names).toContain("inkling-newer");
});
