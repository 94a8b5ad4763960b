import { expect, type Page, test } from "@playwright/test";
import { lateParts } from "./chunks.ts";
import { Playground } from "./playground.ts";

const TINY = "training.sequenceLength=8&training.batchSize=8&sampling.count=2&sampling.maxLength=8";
const TEXT = `#v=1&preset=names-gru&model.units=16&model.embedding=8&${TINY}`;
const POINTS = "#v=1&data.set=points&model.family=vae&training.batchSize=16";
const PICTURES = "#v=1&data.set=glyphs&model.family=vae&model.width=32&training.batchSize=16&sampling.count=4";

interface Use {
  readonly hash: string;
  /** Has the page need the part; nothing where it needs it from the start. */
  readonly ask: (playground: Playground) => Promise<void>;
}

const nothing = async () => {};

/** How each late part comes to be needed. */
const USES: Readonly<Record<string, Use>> = {
  "share-dialog": { hash: TEXT, ask: (page) => page.button(page.words.shell.share.name).click() },
  "help-dialog": { hash: TEXT, ask: (page) => page.button(page.words.shell.help.name).click() },
  "browse-dialog": { hash: TEXT, ask: (page) => page.button(page.words.recipe.browse.name).click() },
  "backend-menu": { hash: TEXT, ask: ({ page }) => page.getByRole("button", { name: /^Backend/ }).click() },
  floating: {
    hash: TEXT,
    ask: ({ page }) =>
      page
        .getByRole("button", { name: /^Help:/ })
        .first()
        .click(),
  },
  "model-graph-view": { hash: TEXT, ask: (page) => page.tab(page.family.views.machine.name).click() },
  "line-plot": { hash: TEXT, ask: nothing },
  "images-view": { hash: PICTURES, ask: nothing },
  "scatter-view": { hash: POINTS, ask: nothing },
  "latent-view": { hash: PICTURES, ask: ({ page }) => page.getByRole("tab", { name: /map/i }).click() },
};

const failed = (page: Page) => page.locator(".failure").first();

async function train(playground: Playground): Promise<void> {
  await playground.button(playground.words.shell.play).click();
  await expect.poll(() => playground.steps(), { timeout: 90_000 }).toBeGreaterThan(1);
}

async function expectTraining(playground: Playground): Promise<void> {
  const before = await playground.steps();
  await expect.poll(() => playground.steps(), { timeout: 60_000 }).toBeGreaterThan(before);
  // By its class: an open dialog hides what lies under it from those who ask by role.
  await expect(playground.page.locator(".recipe")).toBeVisible();
}

test("the build is read for its late parts", () => {
  expect(lateParts().map(({ part }) => part)).toEqual(expect.arrayContaining(Object.keys(USES)));
});

/** Each chunk once, for the first part that needs it. */
const tried = new Set<string>();
for (const { part, chunks: needed } of lateParts()) {
  const chunks = needed.filter((chunk) => !tried.has(chunk));
  for (const chunk of chunks) tried.add(chunk);
  test(`the page stays while the chunks of ${part} are gone, and Try again brings it`, async ({ page }) => {
    const use = USES[part];
    for (const [index, chunk] of chunks.entries()) {
      await test.step(chunk, async () => {
        let gone = true;
        await page.route(`**/assets/${chunk}*`, (route) =>
          !gone ? route.continue() : index % 2 === 0 ? route.fulfill({ status: 404 }) : route.abort("failed"),
        );
        // Without the words of one language the page speaks the other.
        const playground = new Playground(page, part === "en" ? "zh" : "en");
        await page.goto(`./?backend=wasm&${index}${use?.hash ?? TEXT}&lang=en`);
        await train(playground);
        if (!use) return expectTraining(playground);
        await use.ask(playground);
        await expect(failed(page)).toContainText(playground.words.failure.missing);
        await expectTraining(playground);
        gone = false;
        await failed(page).getByRole("button", { name: playground.words.failure.tryAgain }).click();
        await expect(failed(page)).toBeHidden();
        await expectTraining(playground);
        await page.unrouteAll({ behavior: "ignoreErrors" });
      });
    }
  });
}

test("a part that failed for want of a network comes by itself when the network is back", async ({ page, context }) => {
  const playground = new Playground(page);
  await page.route("**/assets/share-dialog*", (route) => route.abort("internetdisconnected"));
  await playground.open({ query: "?backend=wasm", hash: TEXT });
  await playground.button(playground.words.shell.share.name).click();
  await expect(failed(page)).toBeVisible();
  await page.unrouteAll();
  await context.setOffline(true);
  await context.setOffline(false);
  await expect(page.getByRole("dialog")).toBeVisible();
});

test("a page of an older version says that there is a new one, and keeps the run", async ({ page }) => {
  const playground = new Playground(page);
  const { words } = playground;
  await page.route("**/assets/share-dialog*", (route) => route.fulfill({ status: 404 }));
  await playground.open({ query: "?backend=wasm", hash: TEXT });
  await train(playground);
  const newer = '<!doctype html><div id="root"></div><script type="module" src="./assets/index-another.js"></script>';
  await page.route(/localhost:\d+\/$/, (route) => route.fulfill({ contentType: "text/html", body: newer }));
  await playground.button(words.shell.share.name).click();
  await expect(failed(page)).toContainText(words.failure.newVersion);
  await page.unrouteAll();
  await failed(page).getByRole("button", { name: words.failure.reload }).click();
  await expect(page.getByRole("button", { name: words.kept.resume, exact: true })).toBeVisible();
});
