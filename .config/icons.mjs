/**
 * `npm run icons`: draws the icons of the installed page from `public/icon.svg`: the drop on a sheet of paper, with
 * round corners where the system shows icons as they are, and to the edge where it cuts them into a shape of its own.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { chromium } from "playwright";
import { runnerImport } from "vite";

const PAPER = "#fffefb";
/** Side in pixels; the drop's height as a part of it (what is cut to a circle of 80% must not touch the drop); corners. */
const ICONS = [
  { file: "icon-192.png", side: 192, height: 0.66, corner: 0.22 },
  { file: "icon-512.png", side: 512, height: 0.66, corner: 0.22 },
  { file: "icon-maskable-512.png", side: 512, height: 0.54, corner: 0 },
];

const { module: browsers } = await runnerImport("./.config/browser.ts");
const found = browsers.findBrowser();
const browser = await chromium.launch({
  ...(found ? { executablePath: found.path } : {}),
  args: [...browsers.quietArguments],
});
const drop = `data:image/svg+xml;base64,${(await readFile("public/icon.svg")).toString("base64")}`;
await mkdir("public/icons", { recursive: true });
const page = await browser.newPage({ colorScheme: "light" });
for (const { file, side, height, corner } of ICONS) {
  await page.setViewportSize({ width: side, height: side });
  await page.setContent(
    `<body style="margin:0"><div style="display:grid;place-items:center;width:${side}px;height:${side}px;` +
      `background:${PAPER};border-radius:${corner * side}px"><img src="${drop}" style="height:${height * side}px"></div>`,
  );
  await page.locator("img").evaluate((image) => image.decode());
  await writeFile(`public/icons/${file}`, await page.screenshot({ omitBackground: true }));
}
await browser.close();
