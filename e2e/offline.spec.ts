import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import { defaultConfig, presets } from "./catalog.ts";
import { Playground } from "./playground.ts";
import { type StaticServer, serveStatically } from "./static-server.ts";

/** The build on a static host without any headers, with the page's own service worker. */
test.use({ serviceWorkers: "allow" });

const TINY =
  "#v=1&preset=names-gru&model.units=16&model.embedding=8&training.sequenceLength=8&training.batchSize=8&sampling.count=2&sampling.maxLength=8&lang=en";

let server: StaticServer;
test.beforeEach(async () => {
  server = await serveStatically();
});
test.afterEach(() => server.stop());

const isolated = (page: Page) => page.evaluate(() => crossOriginIsolated).catch(() => false);

/** Presets by which every file of data and every family is needed once. */
const oneOfEach = presets.filter(({ id }, index) => {
  const needs = (preset: string) => {
    const config = defaultConfig(preset);
    return [`${config["data.set"]} ${config["data.language"] ?? ""}`, String(config["model.family"])];
  };
  const before = new Set(presets.slice(0, index).flatMap((other) => needs(other.id)));
  return needs(id).some((need) => !before.has(need));
});

async function train(playground: Playground): Promise<number> {
  await playground.button("Play").click();
  await expect.poll(() => playground.steps(), { timeout: 60_000 }).toBeGreaterThan(2);
  await playground.button("Pause").click();
  await expect(playground.button("Play")).toBeVisible();
  return playground.steps();
}

test("a static host gives isolation after one reload, and all works with the network off", async ({ page }) => {
  const playground = new Playground(page);
  const { words } = playground;
  let loads = 0;
  page.on("domcontentloaded", () => loads++);
  await page.goto(`${server.address}?backend=wasm${TINY}`);
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
  await test.step("every dataset and family", async () => {
    for (const { id } of oneOfEach) {
      await page.goto(`${server.address}?backend=wasm&open=${id}#v=1&preset=${id}&training.batchSize=8&lang=en`);
      await expect(page.getByRole("button", { name: "Sample again" }), id).toBeEnabled({ timeout: 60_000 });
      await expect(page.getByRole("alert")).toHaveCount(0);
    }
  });
  await test.step("a reload", async () => {
    await page.goto(`${server.address}?backend=wasm&again${TINY}`);
    await page.reload();
    await train(playground);
    expect(await isolated(page)).toBe(true);
  });
});

test("in a frame without isolation one thread trains, and the badge says so", async ({ page }) => {
  server.instead.set(
    "/frame.html",
    `<iframe src="./?backend=wasm${TINY.replaceAll("&", "&amp;")}" width="1400" height="850"></iframe>`,
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
  await page.goto(`${server.address}?backend=wasm${TINY}`);
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
