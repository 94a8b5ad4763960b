import { deflateSync } from "node:zlib";
import { expect, type Page } from "@playwright/test";
import { ownWords } from "../src/app/ui/own/words.ts";
import { Playground, TINY } from "./playground.ts";
import { test } from "./test.ts";

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

/** A PNG of one shade with a lighter half. */
function png(side: number, shade: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head[8] = 8;
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(side / 2, shade), Buffer.alloc(side / 2, 255)]);
  const rows = deflateSync(Buffer.concat(Array.from({ length: side }, () => row)));
  const start = Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]);
  return Buffer.concat([start, chunk("IHDR", head), chunk("IDAT", rows), chunk("IEND", Buffer.alloc(0))]);
}

function crc32(bytes: Buffer): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

test("pictures are cut to one size and learned from, and what is none is counted", async ({ page }) => {
  const playground = new Playground(page);
  await page.goto(
    "./?backend=cpu#v=1&data.set=glyphs&model.family=vae&model.width=16&training.batchSize=4&sampling.count=4",
  );
  await expect(playground.button(playground.words.shell.play)).toBeVisible();
  await card(page).click();
  const pictures = Array.from({ length: 20 }, (_, i) => ({
    name: `${i}.png`,
    mimeType: "image/png",
    buffer: png(40, 10 * i),
  }));
  const script = { name: "x.svg", mimeType: "image/svg+xml", buffer: Buffer.from("<svg onload='window.pwned = 1'/>") };
  const bomb = png(20_000, 0).subarray(0, 64);
  await page
    .locator('input[type="file"]')
    .setInputFiles([...pictures, script, { name: "huge.png", mimeType: "image/png", buffer: bomb }]);
  await expect(status(page, words.pictures.replace("{{count}}", "20"))).toBeVisible();
  await expect(status(page, words.refused.notPicture.replace("{{count}}", "1"))).toBeVisible();
  await expect(status(page, words.refused.tooLarge.replace("{{count}}", "1"))).toBeVisible();
  await playground.button(words.learn).click();
  await playground.play(2);
  await expect(page.getByRole("region", { name: "Data" })).toContainText("18 to learn from");
  expect(await page.evaluate(() => "pwned" in window)).toBe(false);
  expect(playground.errors).toEqual([]);
});
