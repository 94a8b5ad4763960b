import { expect, type Page } from "@playwright/test";
import { Playground } from "./playground.ts";
import { test } from "./test.ts";

/**
 * Everything that can be pressed and is smaller than 24 × 24 CSS px. What stands in a sentence, and the samples
 * themselves, are as large as their text; a radio or a switch is pressed by its label as well.
 */
function small(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const selector = "a[href], button, input, select, textarea, summary, [role=tab], [role=slider], [tabindex='0']";
    return [...document.querySelectorAll<HTMLElement>(selector)].flatMap((element) => {
      if (element.closest("[hidden], [inert], [aria-hidden=true], .skip-link, p, svg")) return [];
      const target = element.matches("input[type=radio]") ? (element.closest("label") ?? element) : element;
      const { width, height } = target.getBoundingClientRect();
      if (width === 0 || height === 0 || (width >= 24 && height >= 24)) return [];
      const name = element.getAttribute("aria-label") ?? element.textContent?.slice(0, 30) ?? "";
      return [`${element.tagName}.${element.className} “${name}” ${width.toFixed(1)} × ${height.toFixed(1)}`];
    });
  });
}

test("the first stop of the Tab key leads to the samples, and every target is at least 24 px large", async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.open({ query: "?backend=wasm" });
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: playground.words.shell.skip })).toBeInViewport();
  const address = page.url();
  await page.keyboard.press("Enter");
  await expect(playground.samples).toBeFocused();
  expect(page.url()).toBe(address);

  for (const preset of ["names-gru", "glyphs-vae-map", "eight-gan"]) {
    await page.goto(`./?backend=wasm#v=1&preset=${preset}`);
    await expect(page.getByRole("tab").first()).toBeVisible();
    expect(await small(page), preset).toEqual([]);
  }
  for (const name of [playground.words.shell.share.name, playground.words.shell.help.name]) {
    await page.getByRole("button", { name, exact: true }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    expect(await small(page), name).toEqual([]);
    await page.keyboard.press("Escape");
  }
});

test.describe("in German", () => {
  test.use({ locale: "de-DE" });
  test("ten thousand steps are typed and shown as there, and what a prompt loses is said", async ({ page }) => {
    const playground = new Playground(page);
    await playground.open({ query: "?backend=wasm" });
    const { words } = playground;
    const stopAt = page.getByRole("textbox", { name: words.recipe.exactValue.replace("{{name}}", "Stop at") });
    await stopAt.fill("10.000");
    await stopAt.press("Enter");
    await expect(stopAt).toHaveValue("10.000");
    await expect.poll(() => page.url()).toContain("training.stopAt=10000");
    await stopAt.fill("1.5e3,5");
    await stopAt.press("Enter");
    await expect(page.getByText("is not a number (such as 1.234,5)")).toBeVisible();

    await page
      .getByRole("textbox", { name: playground.family.parameters.prompt.name, exact: true })
      .fill("<b>Zo🙂</b>");
    await expect(page.getByText("Not in the data’s alphabet")).toContainText("“bZob” is used.");
    expect(playground.errors).toEqual([]);
  });
});
