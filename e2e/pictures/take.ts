import { writeFileSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright";
import { build, preview } from "vite";
import { findBrowser, quietArguments } from "../../.config/browser.ts";
import { animatedWebp } from "./animated-webp.ts";

const PORT = Number(process.env.INKLING_PORT ?? 4184);
/** Of the page, and of the picture that shows it. */
const PAGE = { width: 1440, height: 900 };
const PICTURE = { width: 840, height: 525 };
const QUALITY = 0.66;

interface Scene {
  readonly preset: string;
  readonly frames: number;
  /** Between frames, while it trains. */
  readonly everyMs: number;
}

/** Names, a map of letters, eight Gaussians: each learns for some seconds before the reader's eyes. */
const SCENES: readonly Scene[] = [
  { preset: "names-gru", frames: 14, everyMs: 900 },
  { preset: "glyphs-vae", frames: 14, everyMs: 900 },
  { preset: "eight-gan", frames: 18, everyMs: 600 },
];
/** A frame is shown for less time than passed, the last of a scene longer. */
const FRAME_MS = 220;
const LAST_MS = 1400;

/** Takes the README's moving picture from the built page on wasm. */
export async function takePictures(): Promise<void> {
  const found = findBrowser();
  if (!found) throw new Error("no Chromium was found: run npm test once, or set INKLING_BROWSER");
  process.env.NODE_ENV = "production";
  await build({ logLevel: "error", mode: "production" });
  const server = await preview({ preview: { port: PORT, strictPort: true, host: "localhost" }, logLevel: "error" });
  const browser = await chromium.launch({ executablePath: found.path, args: [...quietArguments] });
  try {
    const pictures: Uint8Array[] = [];
    for (const scene of SCENES) pictures.push(...(await film(browser, scene)));
    const milliseconds = SCENES.flatMap(({ frames }) =>
      Array.from({ length: frames }, (_, i) => (i === frames - 1 ? LAST_MS : FRAME_MS)),
    );
    writeFileSync("e2e/pictures/playground.webp", animatedWebp({ ...PICTURE, pictures, milliseconds }));
  } finally {
    await browser.close();
    await server.close();
  }
}

async function film(browser: Browser, { preset, frames, everyMs }: Scene): Promise<Uint8Array[]> {
  const page = await browser.newPage({ viewport: PAGE });
  const converter = await browser.newPage();
  await page.goto(`http://localhost:${PORT}/?backend=wasm#v=1&preset=${preset}&lang=en`);
  await page.getByRole("button", { name: "Sample again" }).waitFor();
  await page.getByRole("button", { name: "Play", exact: true }).click();
  const shots: Buffer[] = [];
  for (let i = 0; i < frames; i++) {
    await page.waitForTimeout(everyMs);
    shots.push(await page.screenshot());
  }
  await page.close();
  const pictures: Uint8Array[] = [];
  for (const shot of shots) pictures.push(await toWebp(converter, shot));
  await converter.close();
  return pictures;
}

/** A screenshot, made smaller, as lossy WebP. */
async function toWebp(page: Page, png: Buffer): Promise<Uint8Array> {
  const encoded = await page.evaluate(
    async ({ source, width, height, quality }) => {
      const picture = await createImageBitmap(await (await fetch(source)).blob());
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext("2d", { alpha: false });
      if (!context) throw new Error("no canvas");
      context.imageSmoothingQuality = "high";
      context.drawImage(picture, 0, 0, width, height);
      const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: "image/webp", quality })).arrayBuffer());
      return btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ""));
    },
    { source: `data:image/png;base64,${png.toString("base64")}`, ...PICTURE, quality: QUALITY },
  );
  return Buffer.from(encoded, "base64");
}
