import { chromium } from "playwright";
import { build, preview } from "vite";
import { findBrowser, quietArguments } from "../../.config/browser.ts";

const PORT = 4184;

/** Takes the README's picture: the opening set-up on wasm, some seconds after Play. */
export async function takePictures(): Promise<void> {
  const found = findBrowser();
  if (!found) throw new Error("no Chromium was found: run npm test once, or set INKLING_BROWSER");
  process.env.NODE_ENV = "production";
  await build({ logLevel: "error", mode: "production" });
  const server = await preview({ preview: { port: PORT, strictPort: true, host: "localhost" }, logLevel: "error" });
  const browser = await chromium.launch({ executablePath: found.path, args: [...quietArguments] });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(`http://localhost:${PORT}/?backend=wasm#v=1&lang=en`);
    await page.getByRole("row", { name: "Trigram" }).waitFor();
    await page.getByRole("button", { name: "Play" }).click();
    await page.waitForTimeout(20_000);
    await page.screenshot({ path: "e2e/pictures/playground.png" });
  } finally {
    await browser.close();
    await server.close();
  }
}
