import { expect } from "@playwright/test";
import { words as vae } from "../src/families/vae/words/zh.ts";
import { lessons, lessonWords } from "./catalog.ts";
import { Playground } from "./playground.ts";
import { test } from "./test.ts";

// What is learned here takes its steps.
test.use({ pace: "full" });

/** The strip stands beside a run; its words are the lesson's own, so that only what they ask for is done here. */
test("a lesson is gone through by doing what it says, keeps its place through a reload, and is ticked", async ({
  page,
}) => {
  const playground = new Playground(page, "zh");
  const lesson = lessons.find(({ id }) => id === "empty-code");
  if (!lesson) throw new Error("the lesson is gone");
  const { name, steps } = lessonWords(lesson.id, "zh");
  await playground.open({ query: "?backend=wasm" });
  await playground.button(playground.words.shell.lessons).click();
  const dialog = page.getByRole("dialog");
  const entry = dialog.getByRole("listitem").filter({ hasText: name });
  await entry.getByRole("button").click();
  await expect(dialog).toBeHidden();
  const strip = page.getByRole("region", { name: `课程：${name}` });
  const next = strip.getByRole("button", { name: /下一步|完成/ });
  const says = (step: string) => expect(strip).toContainText(steps[step]?.text ?? "no such step");

  await says("squeeze");
  await expect(next).toBeDisabled();
  // A wrong action ends no step.
  await playground.tab(vae.views.machine.name).click();
  await expect(next).toBeDisabled();
  await playground.play(50);
  await expect(next).toBeEnabled();
  await next.click();

  await says("guess");
  await expect(next).toBeDisabled();
  await strip.getByRole("button", { name: steps.guess?.choices?.much ?? "" }).click();
  await next.click();

  await says("empty");
  await expect(strip).toContainText(steps.empty?.found?.nothing ?? "", { timeout: 120_000 });
  await expect(strip).toContainText(steps.guess?.choices?.much ?? "");
  await next.click();

  await says("cheaper");
  await page.reload();
  await says("cheaper");
  await page.getByRole("textbox", { name: new RegExp(`^${vae.parameters.beta.name}的`) }).fill("1");
  await page.keyboard.press("Enter");
  await playground.play();
  await expect(next).toBeEnabled({ timeout: 90_000 });
  await next.click();

  await says("map");
  await playground.tab(vae.views.map.name).click();
  await expect(next).toBeEnabled();
  await next.click();

  await says("why");
  await next.click();
  await expect(entry).toContainText("已完成");
  expect(playground.errors).toEqual([]);
});
