import { expect, type Page, test } from "@playwright/test";
import { ownWords } from "../src/app/ui/own/words.ts";
import { Playground, TINY } from "./playground.ts";

const words = ownWords("en");

const CHINESE = [
  "王小明",
  "李雪",
  "张伟",
  "陈静",
  "欧阳雨桐",
  "赵子轩",
  "林美惠",
  "周杰",
  "吴桐",
  "郑爽",
  "何洁",
  "高远",
];
const ARABIC = ["محمد", "فاطمة", "علي", "زينب", "عمر", "مريم"];
const HINDI = ["मीना", "राहुल", "प्रिया", "अर्जुन"];
const EMOJI = ["👩‍👩‍👧 Ana", "👍🏽 Bo", "🇫🇷 Élise"];
const NAMES = [...CHINESE, ...ARABIC, ...HINDI, ...EMOJI];

const card = (page: Page) => page.locator(".dataset-card").last();
const status = (page: Page, text: string) => page.getByRole("dialog").getByText(text);

test("names in any script are pasted, learned from, and kept by link and reload", async ({ page, context }) => {
  const playground = new Playground(page);
  await page.goto(`./?backend=cpu${TINY}`);
  await playground.ready();
  await card(page).click();
  await page.getByRole("textbox", { name: words.paste }).fill(`${NAMES.join("\n")}\n${CHINESE[0]}`);
  await expect(status(page, "25 texts")).toBeVisible();
  await expect(status(page, "1 repeated")).toBeVisible();
  await playground.button(words.learn).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await playground.play(2);
  const step = await playground.pause();
  expect(step).toBeGreaterThan(0);
  await expect(page.getByRole("region", { name: "Data" })).toContainText("to learn from");

  await expect.poll(() => page.url()).toContain("data.content=~");
  const link = page.url();
  await page.reload();
  await playground.ready();
  expect(page.url()).toBe(link);
  const elsewhere = await context.newPage();
  const other = new Playground(elsewhere);
  await elsewhere.goto(link);
  await other.play(1);
  await expect(elsewhere.getByRole("region", { name: "Data" })).toContainText("to learn from");
  expect([...playground.errors, ...other.errors]).toEqual([]);
});

test("a file of another encoding is read, a large one is asked for elsewhere, and what is no text is refused", async ({
  page,
  browser,
}) => {
  const playground = new Playground(page);
  await page.goto(`./?backend=cpu${TINY}`);
  await playground.ready();
  await card(page).click();
  const choose = (name: string, buffer: Buffer) =>
    page.locator('input[type="file"]').setInputFiles({ name, mimeType: "text/plain", buffer });
  await choose("cv.docx", Buffer.from("PK\u0003\u0004 nothing"));
  await expect(page.getByRole("alert")).toHaveText(words.problems.binary);
  await choose("one.txt", Buffer.from("one line"));
  await expect(page.getByRole("alert")).toBeVisible();
  // 王小明 and 李雪, in GB18030, with a number.
  const gb = [0xcd, 0xf5, 0xd0, 0xa1, 0xc3, 0xf7];
  const lines = Array.from({ length: 1500 }, (_, i) => Buffer.concat([Buffer.from(gb), Buffer.from(`${i}\r\n`)]));
  await choose("班级.txt", Buffer.concat(lines));
  await expect(page.getByRole("combobox", { name: words.encoding })).toHaveValue("gb18030");
  await expect(page.getByRole("dialog").getByRole("table")).toContainText("王小明0");
  await playground.button(words.learn).click();
  await playground.play(1);
  await playground.pause();
  await page.reload();
  await playground.ready();

  const elsewhere = await (await browser.newContext()).newPage();
  const other = new Playground(elsewhere);
  await elsewhere.goto(page.url());
  const alert = elsewhere.getByRole("alert");
  await expect(alert).toContainText("班级.txt");
  await alert.getByRole("button", { name: other.words.recipe.bring }).click();
  await elsewhere
    .locator('input[type="file"]')
    .setInputFiles({ name: "again.txt", mimeType: "text/plain", buffer: Buffer.concat(lines) });
  await other.button(words.learn).click();
  await expect(alert).toBeHidden();
  await other.play(1);
  expect(other.errors).toEqual([]);
});
