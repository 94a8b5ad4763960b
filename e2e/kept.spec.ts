import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, expect, type Page } from "@playwright/test";
import { keptRuns } from "./kept.ts";
import { Playground } from "./playground.ts";
import { test } from "./test.ts";

const SMALL =
  "model.units=16&model.embedding=8&training.sequenceLength=8&training.batchSize=8&sampling.count=2&sampling.maxLength=8";

test("two tabs train two recipes: each gets its own run back, and nobody a run that is live", async ({ baseURL }, {
  project,
}) => {
  const profile = await mkdtemp(join(tmpdir(), "inkling-profile-"));
  const launch = () =>
    chromium.launchPersistentContext(profile, {
      ...project.use.launchOptions,
      ...(baseURL ? { baseURL } : {}),
      locale: "en",
      viewport: { width: 1440, height: 900 },
      serviceWorkers: "block",
    });
  const opened = async (page: Page, preset: string) => {
    const playground = new Playground(page);
    await playground.open({ query: "?backend=cpu", hash: `#v=1&preset=${preset}&${SMALL}` });
    return playground;
  };
  const resume = ({ page, words }: Playground) => page.getByRole("button", { name: words.kept.resume, exact: true });
  const list = ({ page, words }: Playground) => page.getByRole("button", { name: new RegExp(`^${words.kept.title}`) });
  let context: BrowserContext = await launch();
  try {
    const one = await opened(context.pages()[0] ?? (await context.newPage()), "names-gru");
    await one.play(5);
    const two = await opened(await context.newPage(), "names-lstm");
    await two.play(5);
    const tabs = [
      [one, /preset=names-gru/],
      [two, /preset=names-lstm/],
    ] as const;

    await test.step("a live run is offered nowhere else", async () => {
      for (const [tab] of tabs) {
        await tab.page.bringToFront();
        await tab.expectTraining();
        await expect(list(tab)).not.toContainText("(");
        await expect(resume(tab)).toBeHidden();
      }
    });

    await test.step("each tab is offered its own run after a reload", async () => {
      for (const [tab, link] of tabs) {
        await tab.page.bringToFront();
        const steps = await tab.pause();
        // A page that goes while it saves has what it saved before.
        const kept = async () => Object.values(await keptRuns(tab.page));
        await expect.poll(kept).toContain(steps);
        await tab.page.reload();
        await resume(tab).click();
        await expect.poll(() => tab.steps()).toBe(steps);
        await expect(tab.page).toHaveURL(link);
        await tab.play();
      }
    });

    await test.step("a tab that crashed leaves its run to the next, which is not offered the live one", async () => {
      const before = await keptRuns(two.page);
      expect(Object.keys(before)).toHaveLength(2);
      const gone = one.page.waitForEvent("crash");
      const devtools = await context.newCDPSession(one.page);
      devtools.send("Page.crash").catch(() => {});
      await gone;
      const next = await opened(await context.newPage(), "names-lstm");
      await expect(list(next)).toContainText("(1)");
      await resume(next).click();
      await expect(next.page).toHaveURL(/preset=names-gru/);
      await expect.poll(() => next.steps()).toBeGreaterThan(0);
      expect(Object.values(before)).toContain(await next.steps());
      await two.expectTraining();
    });

    await test.step("after the browser was closed both are there", async () => {
      const before = await keptRuns(two.page);
      await context.close();
      context = await launch();
      const later = await opened(context.pages()[0] ?? (await context.newPage()), "names-lstm");
      await expect(resume(later)).toBeVisible();
      await expect(list(later)).toContainText("(2)");
      const now = await keptRuns(later.page);
      for (const [id, steps] of Object.entries(before)) expect(now[id]).toBeGreaterThanOrEqual(steps);
    });
  } finally {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  }
});
