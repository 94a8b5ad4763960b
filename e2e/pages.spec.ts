import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { type Language, Playground } from "./playground.ts";

async function seriousProblems(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
    .analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}

for (const language of ["en", "zh"] satisfies Language[]) {
  for (const scheme of ["light", "dark"] as const) {
    test(`axe finds nothing serious (${language}, ${scheme})`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
      const playground = new Playground(page, language);
      const { words, family } = playground;
      await playground.open({ query: "?backend=wasm" });
      expect(await seriousProblems(page)).toEqual([]);
      await playground.button(words.shell.play).click();
      await expect.poll(() => playground.steps()).toBeGreaterThan(5);
      await playground.button(words.shell.pause).click();
      for (const { name } of Object.values(family.views)) {
        await playground.tab(name).click();
        await page.waitForTimeout(300);
        expect(await seriousProblems(page)).toEqual([]);
      }
    });
  }
}

test("a link with mistakes opens a valid set-up and says what was mended", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open({ hash: "#v=1&preset=names-gru&model.units=90000&model.wings=2&training.learningRate=fast" });
  await expect(page.getByText(playground.words.shell.repairs.title)).toBeVisible();
  await expect(page.getByText("90000")).toBeVisible();
  await expect(page.getByText("model.wings")).toBeVisible();
  await expect(playground.button("Play")).toBeEnabled();
  expect(playground.errors).toEqual([]);
});

test("the keyboard plays, steps, resets, shares and asks for help; single keys can be switched off", async ({ page }, {
  project,
}) => {
  test.skip(project.name === "phone", "a phone has no keyboard");
  const playground = new Playground(page);
  await playground.open({ query: "?backend=wasm" });
  await page.locator("body").press("Space");
  await expect(playground.button("Pause")).toBeVisible();
  await expect.poll(() => playground.steps()).toBeGreaterThan(2);
  await page.locator("body").press("Space");
  await expect(playground.button("Play")).toBeVisible();
  const paused = await playground.steps();
  await page.locator("body").press(".");
  await expect.poll(() => playground.steps()).toBe(paused + 1);
  await page.locator("body").press("r");
  await expect.poll(() => playground.steps()).toBe(0);
  await page.locator("body").press("s");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.locator("body").press("?");
  await page.getByRole("dialog").getByRole("switch", { name: playground.words.shell.help.single }).click();
  await page.keyboard.press("Escape");
  await page.locator("body").press(".");
  await page.waitForTimeout(800);
  expect(await playground.steps()).toBe(0);
});

test("slow motion plays one step in four phases and leaves the run one step further", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  const playground = new Playground(page);
  const { words, family } = playground;
  await playground.open({ query: "?backend=wasm" });
  await playground.tab(family.views.machine.name).click();
  await playground.samples.getByRole("button", { name: words.stage.slowMotion.start, exact: true }).click();
  await expect(playground.samples).toContainText(words.stage.slowMotion.captions.forward);
  for (const caption of ["loss", "backward", "update"] as const) {
    await playground.samples.getByRole("button", { name: words.stage.slowMotion.next }).click();
    await expect(playground.samples).toContainText(words.stage.slowMotion.captions[caption].split("{{")[0] as string);
  }
  expect(await playground.steps()).toBe(1);
  expect(playground.errors).toEqual([]);
});

test("Reset keeps the run, and can be undone", async ({ page }) => {
  const playground = new Playground(page);
  const { words } = playground;
  await playground.open({ query: "?backend=wasm" });
  await playground.button(words.shell.play).click();
  await expect.poll(() => playground.steps()).toBeGreaterThan(10);
  await playground.button(words.shell.pause).click();
  await expect(playground.button(words.shell.play)).toBeVisible();
  const steps = await playground.steps();
  await playground.button(words.shell.reset).click();
  await expect.poll(() => playground.steps()).toBe(0);
  await page.getByRole("button", { name: words.shell.undo, exact: true }).click();
  await expect.poll(() => playground.steps()).toBe(steps);
});
