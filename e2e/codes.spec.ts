import { expect } from "@playwright/test";
import { TOGETHER_WORDS } from "../src/app/ui/stage/together/words.ts";
import { words as vae } from "../src/families/vae/words/en.ts";
import { Playground } from "./playground.ts";
import { test } from "./test.ts";

const words = TOGETHER_WORDS.en;
const PICTURES =
  "#v=1&data.set=glyphs&model.family=vae&model.width=16&training.batchSize=8&sampling.count=4&view=together";

test("samples are picked, bred, walked between and mixed, by keyboard and while the model trains", async ({ page }) => {
  const playground = new Playground(page);
  await page.goto(`./?backend=wasm${PICTURES}&lang=en`);
  await expect(playground.tab(vae.views.together.name)).toBeVisible();
  const people = page.getByRole("list", { name: words.people });
  const card = (index: number) =>
    people.getByRole("button", { name: words.one.replace("{{index}}", String(index)), exact: true });
  await expect(card(12)).toBeVisible({ timeout: 60_000 });

  const breed = page.getByRole("button", { name: words.breed.go, exact: true });
  await expect(breed).toBeDisabled();
  await card(2).focus();
  await page.keyboard.press("Space");
  await expect(card(2)).toHaveAttribute("aria-pressed", "true");
  await card(5).click();
  await breed.click();
  await expect(page.getByRole("heading", { name: words.generation.replace("{{number}}", "2") })).toBeVisible();
  await expect(page.getByRole("list", { name: words.parents }).getByRole("button")).toHaveCount(2);

  await page.getByRole("radio", { name: words.mode.walk }).check({ force: true });
  await card(1).click();
  await card(3).click();
  const place = page.getByRole("slider", { name: words.walk.place });
  await expect(place).toHaveAttribute("aria-valuetext", /^Stop \d+ of (9|33)$/);
  await place.focus();
  await page.keyboard.press("Home");
  await expect(place).toHaveAttribute("aria-valuetext", /^Stop 1 of/);
  await page.getByRole("button", { name: words.keep }).click();
  await expect(card(13)).toBeVisible();

  await page.getByRole("radio", { name: words.mode.mix }).check({ force: true });
  await page.getByRole("button", { name: "A − B + C", exact: true }).click();
  const share = page.getByRole("slider", { name: words.mix.share.replace("{{name}}", "B") });
  await expect(share).toHaveAttribute("aria-valuetext", "−100%");

  const picture = page.getByRole("img", { name: words.mix.made }).locator("canvas");
  const seen = () => picture.evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  const before = await seen();
  await playground.button(playground.words.shell.play).click();
  await expect.poll(seen).not.toBe(before);
  expect(playground.errors).toEqual([]);
});

test("a drawing joins the samples, with the model's version of it and its place on the map", async ({ page }) => {
  const playground = new Playground(page);
  await page.goto(`./?backend=wasm${PICTURES}&lang=en`);
  const people = page.getByRole("list", { name: words.people });
  await expect(people.getByRole("button")).toHaveCount(12, { timeout: 60_000 });
  await page.getByRole("radio", { name: words.mode.drawing }).check({ force: true });
  const version = page.getByRole("region", { name: words.drawing.version });
  await expect(version).toContainText(words.drawing.waiting);
  await page.getByRole("application").focus();
  for (const key of ["Space", "ArrowUp", "ArrowUp", "ArrowUp"]) await page.keyboard.press(key);
  await expect(version.locator("canvas")).toBeVisible();
  await expect(page.getByRole("region", { name: words.drawing.map })).toBeVisible();
  await version.getByRole("button", { name: words.keep }).click();
  await expect(people.getByRole("button")).toHaveCount(13);
  expect(playground.errors).toEqual([]);
});

test("diffusion completes a picture that has a hole, in other ways by another seed", async ({ page }) => {
  const playground = new Playground(page);
  const hash = "#v=1&data.set=glyphs&model.family=diffusion&model.channels=4&training.batchSize=4&sampling.count=2";
  await page.goto(`./?backend=wasm${hash}&sampling.steps=2&view=together&lang=en`);
  await page.getByRole("radio", { name: words.mode.part }).check({ force: true, timeout: 60_000 });
  await expect(page.getByRole("application")).toBeVisible();
  await playground.button(words.part.hole.upper).click();
  await playground.button(words.part.go).click();
  const endings = page.getByRole("region", { name: words.part.made });
  await expect(endings.locator("canvas")).toHaveCount(6);
  const first = () =>
    endings
      .locator("canvas")
      .first()
      .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  const before = await first();
  await playground.button(words.part.again).click();
  await expect.poll(first).not.toBe(before);
  expect(playground.errors).toEqual([]);
});
