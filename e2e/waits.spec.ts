import { type Browser, expect, type Page, type Route } from "@playwright/test";
import { slowSteps, trainingWorker } from "./faults.ts";
import { Playground, TINY } from "./playground.ts";
import { test } from "./test.ts";

const DATA = "**/data/given-names-latin.txt";
const WASM = "**/assets/tfjs-backend-wasm-simd*.wasm";

/** A page whose requests are this test's alone. */
async function newPlayground(browser: Browser): Promise<Playground> {
  const context = await browser.newContext({ serviceWorkers: "block" });
  return new Playground(await context.newPage());
}

/** How soon the sentence comes is tested with a clock of its own; here the machine may be busy. */
const PATIENCE = { timeout: 90_000 };

const alert = (page: Page) => page.getByRole("alert");

test("a step of 40 s is waited for, and the page says what it waits for", async ({ page }) => {
  const playground = new Playground(page);
  const { shell, errors } = playground.words;
  await playground.open({ query: "?backend=wasm", hash: TINY });
  await slowSteps(page, 40_000);
  const worker = trainingWorker(page);
  await playground.button(shell.play).click();
  await expect(page.getByRole("progressbar", { name: shell.work.step })).toBeVisible(PATIENCE);
  // The second step is known to be as long as the first.
  const takes = shell.work.stepTakes.replace("{{span}}", "4\\d sec");
  await expect(page.getByRole("progressbar", { name: new RegExp(`^${takes}$`) })).toBeVisible(PATIENCE);
  await expect.poll(() => playground.steps()).toBeGreaterThan(0);
  const panel = page.getByRole("region", { name: playground.words.recipe.model });
  await expect(panel).toContainText(new RegExp(playground.words.recipe.stepTime.replace("{{span}}", "4\\d sec")));
  expect(trainingWorker(page)).toBe(worker);
  await expect(page.getByText(errors.recovered.split("{{")[0] as string)).toBeHidden();
  await expect(alert(page)).toBeHidden();
});

/** What comes in a file's place, and the reason that the page gives. */
const wrong = {
  cutShort: async (route: Route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.body()).subarray(0, 100) });
  },
  altered: async (route: Route) => {
    const response = await route.fetch();
    const body = await response.body();
    body[50] = (body[50] as number) ^ 1;
    await route.fulfill({ response, body });
  },
  webPage: (route: Route) => route.fulfill({ status: 302, headers: { location: "/index.html" } }),
  unreachable: (route: Route) => route.abort("connectionreset"),
} as const;

for (const [what, file] of [
  ["data", DATA],
  ["wasm", WASM],
] as const) {
  test(`${what} that is cut, altered, redirected or aborted is told, and not kept`, async ({ browser }) => {
    const playground = await newPlayground(browser);
    const { page, words } = playground;
    const tryAgain = () => alert(page).getByRole("button", { name: words.shell.fault.tryAgain }).click();
    for (const [index, [reason, answer]] of Object.entries(wrong).entries()) {
      await page.route(file, answer);
      await (index === 0 ? page.goto(`./?backend=wasm${TINY}&lang=en`) : tryAgain());
      await expect(alert(page)).toContainText(words.reasons[reason as keyof typeof wrong], PATIENCE);
      expect(await page.evaluate(() => caches.keys())).toEqual([]);
      await page.unroute(file);
    }
    await tryAgain();
    await playground.ready();
    await expect(alert(page)).toBeHidden();
    await page.context().close();
  });
}

/** Opens the page while this file never comes. */
async function opensWithout(file: string, browser: Browser): Promise<Playground> {
  const playground = await newPlayground(browser);
  await playground.page.route(file, () => {});
  await playground.page.goto(`./?backend=wasm${TINY}&lang=en`);
  return playground;
}

test("data and wasm that never come end in a sentence", async ({ browser }) => {
  const waitFor = async (file: string) => {
    const { page, words } = await opensWithout(file, browser);
    await expect(alert(page)).toContainText(words.reasons.stalled, PATIENCE);
    await page.context().close();
  };
  await Promise.all([waitFor(DATA), waitFor(WASM)]);
});

test("Cancel ends the wait, and comes back to the run before", async ({ browser }) => {
  const playground = await opensWithout(DATA, browser);
  const { page, words } = playground;
  const cancel = playground.button(words.shell.tasks.cancel.replace("{{name}}", words.shell.tasks.data));
  await cancel.click(PATIENCE);
  await expect(alert(page)).toContainText(words.errors.cancelled, PATIENCE);
  await page.unroute(DATA);
  await alert(page).getByRole("button", { name: words.shell.fault.tryAgain }).click();
  await playground.ready();
  await playground.button(words.shell.step).click();
  await expect.poll(() => playground.steps()).toBe(1);
  await page.route("**/data/place-names-en.txt", () => {});
  await page.getByRole("radio", { name: "Place names" }).check({ force: true });
  await playground.button(words.shell.resetApplies).click();
  await cancel.click(PATIENCE);
  await expect.poll(() => playground.steps(), PATIENCE).toBe(1);
  await expect(page.getByRole("radio", { name: "Given names" })).toBeChecked();
  await expect(alert(page)).toBeHidden();
  await page.context().close();
});

test("a run on the same data fetches nothing, with the network off", async ({ browser }) => {
  const playground = await newPlayground(browser);
  const { page, words } = playground;
  await playground.open({ query: "?backend=wasm", hash: TINY });
  const fetched: string[] = [];
  page.on("request", (request) => fetched.push(request.url()));
  await page.context().setOffline(true);
  await playground.button(words.shell.step).click();
  await expect.poll(() => playground.steps()).toBe(1);
  await playground.button(words.shell.reset).click();
  await expect.poll(() => playground.steps()).toBe(0);
  await playground.button(words.shell.step).click();
  await expect.poll(() => playground.steps()).toBe(1);
  // The page fetches its own late parts once it is idle.
  expect(fetched.filter((url) => /\/data\/|\.wasm|\/(worker|load|model|optimizer)-/.test(url))).toEqual([]);
  await expect(alert(page)).toBeHidden();
  await page.context().close();
});
