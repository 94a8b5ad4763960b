import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import { en } from "../src/app/ui/i18n/en.ts";
import { libraryWords } from "../src/app/ui/library/words.ts";
import { shareWords } from "../src/app/ui/shell/share-words.ts";
import { Playground, TINY } from "./playground.ts";
import { test } from "./test.ts";

const words = libraryWords.en;
const called = (text: string, name: string) => text.replace("{{name}}", name);

test("a run is named, found again, put beside another, and goes on in another browser from its file", async ({
  page,
  browser,
  baseURL,
}) => {
  const playground = new Playground(page);
  await playground.open({ query: "?backend=wasm", hash: TINY });
  await playground.play(5);
  const steps = await playground.pause();
  const open = playground.button(en.kept.title);
  const dialog = page.getByRole("dialog", { name: en.kept.title });
  const rows = dialog.getByRole("listitem");

  await test.step("the run on the page is there, and takes a name", async () => {
    await open.click();
    await expect(rows).toHaveCount(1);
    await expect(rows).toContainText(words.here);
    await rows.getByRole("button", { name: words.rename.split("{{")[0] as string }).click();
    await dialog.getByRole("textbox", { name: words.name }).fill("My first <b>run</b>");
    await page.keyboard.press("Enter");
    await expect(rows).toContainText("My first <b>run</b>");
  });

  const file = await test.step("it is saved as a file", async () => {
    const download = page.waitForEvent("download");
    await rows.getByRole("button", { name: called(words.file, "My first <b>run</b>") }).click();
    const saved = await download;
    expect(saved.suggestedFilename()).toBe("My-first-b-run-b.inkling");
    return { name: saved.suggestedFilename(), mimeType: "", buffer: await readFile(await saved.path()) };
  });

  await test.step("it is found by its name, and by its name alone", async () => {
    await page.keyboard.press("Escape");
    await playground.button(en.shell.reset).click();
    await expect.poll(() => playground.steps()).toBe(0);
    await playground.play(2);
    await playground.pause();
    await open.click();
    await expect(rows).toHaveCount(2);
    await dialog.getByRole("searchbox", { name: words.search }).fill("MY FIRST");
    await expect(rows).toHaveCount(1);
  });

  await test.step("it is put beside the run on the page", async () => {
    await rows.getByRole("button", { name: called(words.beside, "My first <b>run</b>") }).click();
    await expect(page.getByRole("region", { name: en.stage.compare.name })).toBeVisible();
  });

  await test.step("another browser opens the file, and trains on", async () => {
    const stranger = await browser.newPage({ ...(baseURL ? { baseURL } : {}) });
    const there = new Playground(stranger);
    await there.open({ query: "?backend=wasm", hash: TINY });
    await there.button(en.kept.title).click();
    await stranger.locator("input[data-run-file]").setInputFiles({ ...file, buffer: Buffer.from("no run") });
    await expect(stranger.getByText(en.errors.runFileStrange)).toBeVisible();
    await stranger.locator("input[data-run-file]").setInputFiles(file);
    await expect.poll(() => there.steps()).toBe(steps);
    await there.play();
    expect(there.errors).toEqual([]);
    await stranger.close();
  });
  expect(playground.errors).toEqual([]);
});

test("a small model travels inside the link", async ({ page, context }) => {
  const share = shareWords.en;
  const playground = new Playground(page);
  await page.goto("/?backend=wasm#preset=two-gan&lang=en");
  await playground.play(30);
  const steps = await playground.pause();
  await playground.button(en.shell.share.name).click();
  const field = page.getByRole("textbox", { name: share.link });
  await page.getByRole("switch", { name: share.model }).click();
  await expect(page.getByText(share.modelInside)).toBeVisible();
  await expect(field).toHaveValue(/trained=/);
  const other = new Playground(await context.newPage());
  const { hash } = new URL(await field.inputValue());
  await other.page.goto(`/?backend=wasm${hash}`);
  await expect.poll(() => other.steps()).toBe(steps);
  await expect.poll(() => new URL(other.page.url()).hash).not.toContain("trained=");
});
