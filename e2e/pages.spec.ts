import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { helpWords } from "../src/app/ui/shell/help-words.ts";
import { type Language, Playground, TINY } from "./playground.ts";
import { test } from "./test.ts";

/** In the page, or in a part of it. */
async function seriousProblems(page: Page, part = "html", coloursAlone = false): Promise<string[]> {
  const axe = new AxeBuilder({ page }).include(part);
  const rules = coloursAlone
    ? axe.withRules(["color-contrast", "link-in-text-block"])
    : axe.withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]);
  const { violations } = await rules.analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}

/** Colours do not depend on the language, nor on what a phone lays out otherwise; nothing but colours on the scheme. */
const SCHEMES = { en: ["light", "dark"], zh: ["dark"] } as const;

for (const language of ["en", "zh"] satisfies Language[]) {
  // On a desk in English, in Chinese on a phone.
  const tag = language === "zh" ? ["@phone", "@only"] : [];
  test(`axe finds nothing serious (${language})`, { tag }, async ({ page }) => {
    // Two minutes on two cores of their own.
    test.setTimeout(400_000);
    const look = async (what: string, part?: string) => {
      for (const [index, colorScheme] of SCHEMES[language].entries()) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await expect(page.locator("html")).toHaveAttribute("data-theme", colorScheme);
        expect(await seriousProblems(page, part, index > 0), `${what}, ${colorScheme}`).toEqual([]);
      }
    };
    await page.emulateMedia({ reducedMotion: "reduce" });
    const playground = new Playground(page, language);
    await playground.open({ query: "?backend=wasm" });
    await look("before the first step");
    await playground.play(5);
    await playground.pause();
    await look("after some steps");
    for (const { name } of Object.values(playground.family.views)) {
      await playground.tab(name).click();
      await page.waitForTimeout(300);
      await look(name, ".stage");
    }
  });
}

test("a link with mistakes opens a valid set-up and says what was mended", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open({
    query: "?backend=wasm",
    hash: "#v=1&preset=names-gru&model.units=90000&model.wings=2&training.learningRate=fast",
  });
  await expect(page.getByText(playground.words.shell.repairs.title)).toBeVisible();
  await expect(page.getByText("90000")).toBeVisible();
  await expect(page.getByText("model.wings")).toBeVisible();
  await expect(playground.button("Play")).toBeEnabled();
  expect(playground.errors).toEqual([]);
});

test("keys and buttons play, step, reset, share and help; slow motion makes one step; a reset can be undone", async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  const playground = new Playground(page);
  const { words, family } = playground;
  const body = page.locator("body");
  await playground.open({ query: "?backend=wasm", hash: TINY });

  await test.step("slow motion plays one step in four phases and leaves the run one step further", async () => {
    await playground.tab(family.views.machine.name).click();
    await playground.samples.getByRole("button", { name: words.stage.slowMotion.start, exact: true }).click();
    await expect(playground.samples).toContainText(words.stage.slowMotion.captions.forward);
    for (const caption of ["loss", "backward", "update"] as const) {
      await playground.samples.getByRole("button", { name: words.stage.slowMotion.next }).click();
      await expect(playground.samples).toContainText(words.stage.slowMotion.captions[caption].split("{{")[0] as string);
    }
    await expect.poll(() => playground.steps()).toBe(1);
    expect(playground.errors).toEqual([]);
    await playground.tab(family.views.samples.name).click();
  });

  await test.step("Reset keeps the run, and can be undone", async () => {
    await playground.play(10);
    const steps = await playground.pause();
    await playground.button(words.shell.reset).click();
    await expect.poll(() => playground.steps()).toBe(0);
    await page.getByRole("button", { name: words.shell.undo, exact: true }).click();
    await expect.poll(() => playground.steps()).toBe(steps);
  });

  await test.step("the keyboard plays, steps, resets, shares and asks for help; single keys can be switched off", async () => {
    await playground.ready();
    const before = await playground.steps();
    await body.press("Space");
    await expect(playground.button("Pause")).toBeVisible();
    await expect.poll(() => playground.steps()).toBeGreaterThan(before + 2);
    await body.press("Space");
    const paused = await playground.rest();
    await body.press(".");
    await expect.poll(() => playground.steps()).toBe(paused + 1);
    await body.press("r");
    await expect.poll(() => playground.steps()).toBe(0);
    await body.press("s");
    await expect(page.getByRole("dialog")).toBeVisible();
    await page.keyboard.press("Escape");
    await body.press("?");
    await page.getByRole("dialog").getByRole("switch", { name: helpWords.en.single }).click();
    await page.keyboard.press("Escape");
    await body.press(".");
    await page.waitForTimeout(800);
    expect(await playground.steps()).toBe(0);
  });
});
