import { expect } from "@playwright/test";
import { Playground, TINY } from "./playground.ts";
import { test } from "./test.ts";

test("a text is written together with the model, character by character, and its cost is told", async ({ page }) => {
  const playground = new Playground(page);
  const { probabilities } = playground.words.stage;
  await playground.open({ query: "?backend=wasm", hash: `${TINY}&view=next` });
  const text = page.getByLabel(playground.words.stage.typed.label);
  await text.fill("Mar");
  const guesses = page.getByRole("button", { name: new RegExp(`^${probabilities.write.split("{{")[0]}`) });
  const last = page.locator(".probability-head").last();
  await expect(last).toHaveText("r");
  await expect(guesses.first()).toBeVisible();
  const cost = page.getByText(new RegExp(probabilities.costs.split("{{")[0] as string));
  const before = await cost.textContent();

  await guesses.first().focus();
  await page.keyboard.press("Enter");
  await expect(text).toHaveValue(/^Mar.$/u);
  // Whoever writes by keyboard goes on in the column that came.
  await expect(cost).not.toHaveText(before as string);
  await expect(guesses.first()).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(text).toHaveValue(/^Mar..$/u);

  await expect(last).toHaveText((await text.inputValue()).at(-1) as string);
  await playground.button(probabilities.choose).click();
  await expect(text).toHaveValue(/^Mar...$/u);
});
