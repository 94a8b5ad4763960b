import AxeBuilder from "@axe-core/playwright";
import { expect, type Locator, type Page } from "@playwright/test";
import { en } from "../src/app/ui/i18n/en.ts";
import { words as gan } from "../src/families/gan/words/en.ts";
import { words as vae } from "../src/families/vae/words/en.ts";
import { Playground } from "./playground.ts";
import { test } from "./test.ts";

const families = { vae, gan };

/** Opens a set-up of pictures or points, trains it for a moment and holds it. */
async function trained(page: Page, set: string, family: keyof typeof families): Promise<readonly string[]> {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.goto(`./?backend=wasm#v=1&data.set=${set}&model.family=${family}&training.batchSize=16&lang=en`);
  const clock = page.getByRole("status", { name: en.shell.clock.name });
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await expect
    .poll(async () => Number.parseInt((await clock.textContent()) ?? "", 10), { timeout: 60_000 })
    .toBeGreaterThan(3);
  await page.getByRole("button", { name: "Pause", exact: true }).click();
  return errors;
}

/** How many colours stand on a canvas: one where nothing was drawn. Another thread may paint it, so that a copy is read. */
const coloursOf = (canvas: Locator): Promise<number> =>
  canvas.evaluate((element) => {
    const { clientWidth: width, clientHeight: height } = element;
    if (!(element instanceof HTMLCanvasElement) || width === 0 || height === 0) return 0;
    const copy = new OffscreenCanvas(width, height).getContext("2d");
    copy?.drawImage(element, 0, 0, width, height);
    const pixels = copy?.getImageData(0, 0, width, height).data ?? [];
    const colours = new Set<number>();
    for (let i = 0; i < pixels.length; i += 4) {
      colours.add(((pixels[i] ?? 0) << 16) | ((pixels[i + 1] ?? 0) << 8) | (pixels[i + 2] ?? 0));
    }
    return colours.size;
  });

/** What stands on a canvas, which another thread may paint. */
function copyOf(element: Element): string {
  const copy = document.createElement("canvas");
  [copy.width, copy.height] = [element.clientWidth, element.clientHeight];
  copy.getContext("2d")?.drawImage(element as HTMLCanvasElement, 0, 0, copy.width, copy.height);
  return copy.toDataURL();
}

async function expectNothingSerious(page: Page): Promise<void> {
  // What is around the stage is the same for every view, and looked at in pages.spec.ts.
  const { violations } = await new AxeBuilder({ page })
    .include(".stage")
    .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
    .analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" "))}`)).toEqual([]);
}

/** The latent map is walked with the arrow keys, and what is decoded follows. */
async function walkTheMap(page: Page): Promise<void> {
  await page.getByRole("tab", { name: vae.views.map.name, exact: true }).click();
  const place = page.getByRole("slider", { name: en.stage.latent.handle });
  await expect(place).toHaveAttribute("aria-valuetext", "0.00 across, 0.00 up");
  const here = page.getByRole("img", { name: /^What the model decodes at/ });
  await expect.poll(() => coloursOf(here)).toBeGreaterThan(4);
  const before = await here.evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
  for (let i = 0; i < 10; i++) await place.press("ArrowRight");
  // Ten of forty steps over −3 to 3.
  await expect(place).toHaveAttribute("aria-valuetext", "1.50 across, 0.00 up");
  await expect.poll(() => here.evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL())).not.toBe(before);
  await page.getByRole("button", { name: en.stage.latent.middle }).click();
  await expect.poll(() => here.evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL())).toBe(before);
}

/** Slow motion takes the turns of critic and generator one after the other. */
async function takeTurns(page: Page): Promise<void> {
  await page.getByRole("tab", { name: gan.views.machine.name, exact: true }).click();
  await page.getByRole("button", { name: en.stage.slowMotion.start, exact: true }).click();
  const turns = page.getByRole("list", { name: en.stage.slowMotion.turns }).getByRole("button");
  await expect(turns).toHaveText(["Critic's turn", "Generator's turn"]);
  await page.getByRole("button", { name: en.stage.slowMotion.hold }).click();
  await page.getByRole("button", { name: /Update$/ }).click();
  await expect(turns.first()).toHaveAttribute("aria-current", "true");
  await page.getByRole("button", { name: en.stage.slowMotion.next }).click();
  await expect(turns.last()).toHaveAttribute("aria-current", "true");
  await expect(page.getByText(en.stage.slowMotion.turnCaptions.generator.forward)).toBeVisible();
}

/** The stage moves while the model learns, and stands where it is paused. */
async function moveTheStage(page: Page): Promise<void> {
  const shown = page
    .getByRole("tabpanel")
    .getByText(/^step [\d,]+$/)
    .first();
  const canvas = page.getByRole("tabpanel").locator("canvas").first();
  const steps = new Set<string>();
  const pictures = new Set<string>();
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await expect
    .poll(
      async () => {
        steps.add((await shown.textContent()) ?? "");
        pictures.add(await canvas.evaluate(copyOf));
        return Math.min(steps.size, pictures.size) >= 6;
      },
      { timeout: 60_000, intervals: [20] },
    )
    .toBe(true);
  await page.getByRole("button", { name: "Pause", exact: true }).click();
  // The steps that were queued are still counted.
  const clock = page.getByRole("status", { name: en.shell.clock.name });
  await expect
    .poll(async () => {
      const at = /^[\d,]+/.exec((await clock.textContent()) ?? "")?.[0] ?? "none";
      return (await shown.textContent()) === `step ${at}`;
    })
    .toBe(true);
}

/** What is looked at once the views are. */
const BESIDE: Readonly<Record<string, Readonly<Record<string, (page: Page) => Promise<void>>>>> = {
  "vae on glyphs": { "the latent map is walked with the arrow keys, and what is decoded follows": walkTheMap },
  "gan on points": {
    "the stage moves while the model learns, and stands where it is paused": moveTheStage,
    "slow motion takes the turns of critic and generator one after the other": takeTurns,
  },
};

for (const [family, words] of Object.entries(families)) {
  for (const set of ["glyphs", "points"]) {
    test(`every view of ${family} on ${set} draws what the model makes`, async ({ page }) => {
      const errors = await trained(page, set, family as keyof typeof families);
      const tabs = page.getByRole("tablist", { name: en.stage.views }).getByRole("tab");
      const names = await tabs.allTextContents();
      expect(names.length).toBeGreaterThan(3);
      for (const name of names) {
        await tabs.filter({ hasText: new RegExp(`^${name}$`) }).click();
        const panel = page.getByRole("tabpanel", { name, exact: true });
        await expect.poll(() => coloursOf(panel.locator("canvas").first()), name).toBeGreaterThan(4);
        await expectNothingSerious(page);
      }
      expect(names).toContain(words.views.machine.name);
      await tabs.first().click();
      for (const [what, look] of Object.entries(BESIDE[`${family} on ${set}`] ?? {})) {
        await test.step(what, () => look(page));
      }
      expect(errors).toEqual([]);
    });
  }
}

test("a family's code is fetched only when it is chosen", async ({ page, context }) => {
  const fetched = new Set<string>();
  context.on("request", (request) => {
    // A name and a hash of eight letters: the page has parts whose names begin so too.
    const name = /assets\/(model-[\w-]{8}\.js)$/.exec(request.url())?.[1];
    if (name) fetched.add(name);
  });
  const ready = () => expect(page.getByRole("button", { name: "Sample again" })).toBeEnabled({ timeout: 60_000 });
  await page.goto("./?backend=wasm#v=1&lang=en");
  await ready();
  await expect.poll(() => fetched.size).toBe(1);
  await new Playground(page).choosePreset(vae.presets["moons-vae"].name);
  await expect.poll(() => fetched.size, { timeout: 30_000 }).toBe(2);
  await new Playground(page).choosePreset(gan.presets["eight-gan"].name);
  await expect.poll(() => fetched.size, { timeout: 30_000 }).toBe(3);
});

test("the page paints the stage by itself where the painter cannot be loaded", async ({ browser }) => {
  const context = await browser.newContext({ serviceWorkers: "block" });
  const page = await context.newPage();
  let asked = 0;
  await context.route("**/painter-worker*", (route) => {
    asked++;
    return route.fulfill({ status: 404 });
  });
  const errors = await trained(page, "points", "gan");
  await expect.poll(() => asked).toBeGreaterThan(0);
  await expect.poll(() => coloursOf(page.locator(".samples-scroll canvas"))).toBeGreaterThan(4);
  expect(errors).toEqual([]);
  await context.close();
});
