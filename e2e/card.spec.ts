import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import { cardWords } from "../src/app/ui/card/words.ts";
import { pictureWords } from "../src/app/ui/charts/picture-words.ts";
import { en } from "../src/app/ui/i18n/en.ts";
import { Playground, TINY } from "./playground.ts";
import { test } from "./test.ts";

const words = cardWords.en;
const ORIGIN = "digitalsourcetype/trainedAlgorithmicMedia";

test("the result is a picture and a loop that say that a model made them, and the curves are pictures", async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.open({ query: "?backend=wasm", hash: TINY });
  await playground.play(12);
  await playground.pause();
  await playground.button(en.shell.share.name).click();
  const card = page.getByRole("region", { name: words.title });
  const saved = async (name: string, part = card) => {
    const download = page.waitForEvent("download");
    await part.getByRole("button", { name }).click();
    const file = await download;
    return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
  };
  /** As the browser decodes it: its size, how many frames, how many colours the last one has. */
  const decoded = (bytes: Buffer, type: string) =>
    page.evaluate(
      async ({ data, type }) => {
        const decoder = new ImageDecoder({ data: Uint8Array.from(atob(data), (c) => c.charCodeAt(0)), type });
        await Promise.all([decoder.completed, decoder.tracks.ready]);
        const frames = decoder.tracks.selectedTrack?.frameCount ?? 0;
        const { image } = await decoder.decode({ frameIndex: frames - 1 });
        const context = new OffscreenCanvas(image.displayWidth, image.displayHeight).getContext("2d");
        context?.drawImage(image, 0, 0);
        const pixels =
          context?.getImageData(0, 0, image.displayWidth, image.displayHeight).data ?? new Uint8ClampedArray();
        const colours = new Set(new Uint32Array(pixels.buffer)).size;
        return { width: image.displayWidth, height: image.displayHeight, frames, colours };
      },
      { data: bytes.toString("base64"), type },
    );

  const png = await saved(words.png);
  expect(png.name).toMatch(/^inkling-given-names-recurrent-\d+\.png$/);
  expect(png.bytes.toString("latin1")).toContain(ORIGIN);
  const picture = await decoded(png.bytes, "image/png");
  expect(picture).toMatchObject({ width: 1200, height: 800, frames: 1 });
  expect(picture.colours).toBeGreaterThan(10);

  const gif = await saved(words.gif);
  expect(gif.bytes.toString("latin1")).toContain(ORIGIN);
  const loop = await decoded(gif.bytes, "image/gif");
  expect(loop.frames).toBeGreaterThan(1);
  expect(loop.colours).toBeGreaterThan(10);

  await page.keyboard.press("Escape");
  const menu = page.getByRole("dialog", { name: pictureWords.en.save });
  await playground.button(pictureWords.en.save).click();
  const curves = (await saved(pictureWords.en.vector, menu)).bytes.toString();
  const drawn = await page.evaluate((text) => {
    const { documentElement } = new DOMParser().parseFromString(text, "image/svg+xml");
    return {
      lines: documentElement.querySelectorAll("path[stroke^=rgb]").length,
      texts: [...documentElement.querySelectorAll("text")].map((each) => each.textContent),
    };
  }, curves);
  expect(drawn.lines).toBeGreaterThan(4);
  expect(drawn.texts).toEqual(expect.arrayContaining(["Training", "Validation", "Trigram"]));
  expect(drawn.texts[0]).toMatch(/Loss curves$/);
  expect(curves).not.toMatch(/var\(|class=/);
  await playground.button(pictureWords.en.save).click();
  const pixels = await decoded((await saved(pictureWords.en.pixels, menu)).bytes, "image/png");
  expect(pixels.colours).toBeGreaterThan(10);
  expect(playground.errors).toEqual([]);
});
