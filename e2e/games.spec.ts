import AxeBuilder from "@axe-core/playwright";
import { expect } from "@playwright/test";
import { GAME_WORDS } from "../src/app/ui/games/words.ts";
import { Playground, TINY } from "./playground.ts";
import { test } from "./test.ts";

const words = GAME_WORDS.en;

test("both games are played by the keyboard alone, and the run goes on as it was afterwards", async ({ page }) => {
  const playground = new Playground(page);
  await page.goto(`./?backend=wasm${TINY}&lang=en`);
  await playground.play(5);
  await playground.button(words.against).click();
  const game = page.getByRole("dialog", { name: words.against });
  const start = game.getByRole("button", { name: words.start, exact: true });
  await expect(start).toBeFocused({ timeout: 60_000 });
  await page.keyboard.press("Enter");
  // The first two by their keys, the rest by the buttons' own.
  await page.keyboard.press("ArrowLeft");
  await expect(game.getByText("2 of 20")).toBeVisible();
  await expect(game.getByRole("status")).toContainText(/Real\.|Made by the model\./);
  for (let i = 1; i < 20; i++) await page.keyboard.press(i % 2 ? "ArrowRight" : "ArrowLeft");
  await expect(game.getByRole("heading", { level: 3 })).toBeFocused();
  await expect(game.getByRole("row")).toHaveCount(21);
  const found = await new AxeBuilder({ page }).include(".game").analyze();
  expect(found.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);

  await game.getByRole("radio", { name: words.language.name }).check();
  await expect(start).toBeFocused({ timeout: 60_000 });
  await page.keyboard.press("Enter");
  for (let i = 0; i < 10; i++) await page.keyboard.press(String(1 + (i % 4)));
  await expect(game.getByRole("row")).toHaveCount(11);
  expect(
    await page.evaluate(() => Object.keys(JSON.parse(localStorage.getItem("inkling.games") ?? "{}")).sort()),
  ).toEqual(["critic.given-names", "language.given-names"]);
  await page.keyboard.press("Escape");
  await playground.expectTraining();
  expect(playground.errors).toEqual([]);
});
