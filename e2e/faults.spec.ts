import { type BrowserContext, expect, type Page } from "@playwright/test";
import { en } from "../src/app/ui/i18n/en.ts";
import { words as recurrent } from "../src/families/recurrent/words/en.ts";
import { endWorker, fillStorage, hangWorker, loseDevice, throwInWorker } from "./faults.ts";
import { copyKeptRun, type Kept, keptRuns } from "./kept.ts";
import { Playground, TINY } from "./playground.ts";
import { test } from "./test.ts";

/** What goes wrong. */
interface Trouble {
  readonly backend?: "webgl";
  readonly strike: (page: Page, context: BrowserContext) => unknown;
  /** It is noticed at once and dealt with: it strikes again before every button. The others last while all are pressed. */
  readonly again?: true;
  readonly mend?: (page: Page, context: BrowserContext) => unknown;
  /** Nothing can train meanwhile, so that the page says so and offers to try again. */
  readonly stops?: true;
}

const WORKER = "**/assets/worker-*.js";

const TROUBLES: Readonly<Record<string, Trouble>> = {
  "the worker is dead": { strike: endWorker },
  "the worker threw": { again: true, strike: (page) => throwInWorker(page) },
  "the worker hangs": { strike: hangWorker },
  "the GPU is lost": { backend: "webgl", again: true, strike: loseDevice },
  "the network is off, and the worker threw": {
    stops: true,
    strike: async (page, context) => {
      await context.setOffline(true);
      await throwInWorker(page);
    },
    mend: (_, context) => context.setOffline(false),
  },
  "the worker threw, and its code is gone": {
    stops: true,
    strike: async (page) => {
      await page.route(WORKER, (route) => route.fulfill({ status: 404 }));
      await throwInWorker(page);
    },
    mend: (page) => page.unroute(WORKER),
  },
  "the storage is full": {
    strike: async (page) => {
      await fillStorage(page, true);
      await expect(page.getByText(en.errors.storageFull)).toBeVisible({ timeout: 60_000 });
    },
    mend: (page) => fillStorage(page, false),
  },
};

/** Every way to press on; in this order each finds what the one before has left. `false` where the page offers it not. */
const BUTTONS: Readonly<Record<string, (playground: Playground) => Promise<boolean>>> = {
  Play: async (playground) => {
    const { play, pause } = playground.words.shell;
    // The page may stop by itself before it is pressed.
    const pressed = playground.button(pause).click({ timeout: 2_000 });
    await pressed.catch(() => {});
    await playground.button(play).click();
    return true;
  },
  "a preset": async (playground) => {
    await playground.choosePreset(recurrent.presets["names-lstm"].name);
    return true;
  },
  "the browser's Back": async ({ page }) => {
    await page.goBack();
    return true;
  },
  Resume: async ({ page, words }) => {
    const list = page.getByRole("button", { name: new RegExp(`^${words.kept.title}`) });
    await list.click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: new RegExp(`^${words.kept.resume}`) })
      .first()
      .click();
    return true;
  },
  Reopen: async ({ page, words }) => {
    await page
      .getByRole("button", { name: new RegExp(`^${words.shell.runs.reopen}`) })
      .first()
      .click();
    return true;
  },
  Reset: async (playground) => {
    const { reset, resetApplies } = playground.words.shell;
    await playground.button(reset).or(playground.button(resetApplies)).click();
    return true;
  },
  "the cross of a notice": async ({ page, words }) => {
    const crosses = page.getByRole("complementary", { name: words.shell.notices });
    await crosses.getByRole("button", { name: words.common.dismiss }).first().click();
    return true;
  },
  "Try again": async ({ page, words }) => {
    const tryAgain = page.getByRole("alert").getByRole("button", { name: words.shell.fault.tryAgain });
    if (!(await tryAgain.isVisible())) return false;
    await tryAgain.click();
    return true;
  },
};

/** Three runs that are kept: one of an earlier visit, one that was reset in this, and one that plays. */
async function threeRuns(playground: Playground, backend: string): Promise<Kept> {
  const { page, words } = playground;
  await playground.open({ query: `?backend=${backend}`, hash: TINY });
  await playground.play(5);
  await playground.button(words.shell.reset).click();
  await expect.poll(() => playground.steps()).toBe(0);
  await copyKeptRun(page, 1);
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await playground.play(2);
  await expect.poll(async () => Object.values(await keptRuns(page)).filter((step) => step > 0).length).toBe(3);
  return keptRuns(page);
}

/** Nothing that was kept is lost, or kept with fewer steps. */
async function expectKept(page: Page, before: Kept, when: string): Promise<Kept> {
  const now = await keptRuns(page);
  const lost = Object.entries(before).filter(([id, step]) => !((now[id] ?? 0) >= step));
  expect(lost, when).toEqual([]);
  return now;
}

for (const [what, { backend = "wasm", strike, again, mend, stops }] of Object.entries(TROUBLES)) {
  test(`nothing that was kept is lost when ${what}, whatever is pressed`, async ({ page, context }) => {
    const playground = new Playground(page);
    const { words } = playground;
    const alert = page.getByRole("alert");
    const ready = page.getByRole("button", { name: words.stage.sampling.again, disabled: false });
    let kept = await threeRuns(playground, backend);
    const pressed: string[] = [];
    for (const [button, press] of Object.entries(BUTTONS)) {
      await test.step(button, async () => {
        // A page that has given up on its workers has none that could be struck.
        if (pressed.length === 0) expect(await strike(page, context)).not.toBe(false);
        // Nor is there a GPU to lose where the page has gone over to another backend.
        else if (again && (await alert.isHidden())) await strike(page, context);
        if (stops && button === "Try again") await expect(alert).toBeVisible({ timeout: 90_000 });
        if (await press(playground)) pressed.push(button);
        if (again) await expect(ready.or(alert).first()).toBeVisible({ timeout: 90_000 });
        kept = await expectKept(page, kept, `${what}, ${button}`);
      });
    }
    expect(pressed).toEqual(expect.arrayContaining(Object.keys(BUTTONS).filter((one) => stops || one !== "Try again")));

    await test.step("it goes on, and is there after a reload", async () => {
      await mend?.(page, context);
      if (await alert.isVisible()) await alert.getByRole("button", { name: words.shell.fault.tryAgain }).click();
      await expect(ready).toBeVisible({ timeout: 90_000 });
      if (await playground.button(words.shell.play).isVisible()) await playground.play();
      await playground.expectTraining();
      kept = await expectKept(page, kept, `${what}, after it`);
      await page.reload();
      await page.getByRole("button", { name: words.kept.resume, exact: true }).click();
      await expect.poll(() => playground.steps()).toBeGreaterThan(0);
      await expectKept(page, kept, `${what}, after a reload`);
    });
  });
}
