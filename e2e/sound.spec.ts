import { readFile } from "node:fs/promises";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { soundImportWords } from "../src/app/ui/own/sound-words.ts";
import { ownWords } from "../src/app/ui/own/words.ts";
import { helpWords } from "../src/app/ui/shell/help-words.ts";
import { SOUND_WORDS } from "../src/app/ui/sound/words.ts";
import { bytesOf, readWav } from "../src/export/wav/read.ts";
import { writeWav } from "../src/export/wav/write.ts";
import { Playground } from "./playground.ts";
import { test } from "./test.ts";

const DRUMS =
  "#v=1&data.set=drums&data.source=recorded&model.family=vae&model.width=32&model.conditional=true&training.batchSize=8&sampling.count=16";

/** A sound that a page began to play. */
interface Started {
  readonly rate: number;
  readonly length: number;
  /** The largest of its values, and its first and last. */
  readonly peak: number;
  readonly ends: readonly number[];
  /** On the context's clock, in seconds: when it was to sound, and when that was said. */
  readonly at: number;
  readonly now: number;
  readonly state: string;
}

type Listening = typeof globalThis & { started: Started[] };

/** From now on the page notes what it plays. */
const listen = (page: Page) =>
  page.addInitScript(() => {
    const started: Started[] = [];
    (globalThis as Listening).started = started;
    const { start } = AudioBufferSourceNode.prototype;
    AudioBufferSourceNode.prototype.start = function (when = 0, ...rest) {
      const values = this.buffer?.getChannelData(0) ?? new Float32Array(1);
      started.push({
        rate: this.buffer?.sampleRate ?? 0,
        length: values.length,
        peak: values.reduce((most, value) => Math.max(most, Math.abs(value)), 0),
        ends: [values[0] as number, values.at(-1) as number].map(Math.abs),
        at: when,
        now: this.context.currentTime,
        state: this.context.state,
      });
      return start.call(this, when, ...rest);
    };
  });
const started = (page: Page) => page.evaluate(() => (globalThis as Listening).started);
const countOf = async (page: Page) => (await started(page)).length;

const words = SOUND_WORDS.en;

test("drums are seen and heard: real ones, made ones, and a beat of what the model makes", async ({ page }) => {
  const playground = new Playground(page);
  await listen(page);
  await page.goto(`./?backend=wasm${DRUMS}`);
  const { samples } = playground;

  await test.step("a press plays one sound, whole, at its rate, without a click", async () => {
    const real = samples.getByRole("list", { name: playground.words.stage.waves.real });
    await real.getByRole("button", { name: /^Play sound 1: / }).click();
    await expect.poll(() => countOf(page)).toBe(1);
    const [first] = await started(page);
    expect(first).toMatchObject({ rate: 8000, length: 2560, ends: [0, 0] });
    expect(first?.peak).toBeGreaterThan(0.05);
    expect(first?.peak).toBeLessThanOrEqual(1);
    await expect
      .poll(async () => {
        await page.keyboard.press("ArrowRight");
        return (await started(page)).at(-1)?.state;
      })
      .toBe("running");
    await expect(real.getByRole("button", { name: /^Play sound \d+: / }).nth((await countOf(page)) - 1)).toBeFocused();
    await page.keyboard.press("Home");
  });

  await test.step("a sound that the model made is downloaded, and read back as it is", async () => {
    await playground.play();
    const download = page.waitForEvent("download");
    await samples
      .getByRole("button", { name: words.save.replace("{{index}}", "1") })
      .first()
      .press("Enter");
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/^inkling-.*1\.wav$/);
    const bytes = await readFile(await file.path());
    const { wave, fileRateHz, channels } = await readWav(bytesOf(new Blob([new Uint8Array(bytes)])), { rateHz: 8000 });
    expect([wave.length, fileRateHz, channels]).toEqual([2560, 8000, 1]);
  });

  await test.step("the newest sounds are heard while it learns, until that is switched off", async () => {
    const before = await countOf(page);
    await expect.poll(() => countOf(page)).toBeGreaterThan(before + 1);
    await samples.getByRole("switch", { name: words.listen }).click();
    await page.waitForTimeout(100);
    const after = await countOf(page);
    await page.waitForTimeout(1500);
    expect(await countOf(page)).toBe(after);
  });

  await test.step("a beat plays by the clock of sound, of what the pads are now", async () => {
    await playground.tab(playground.words.stage.domainViews.beats.name).click();
    const kick = samples.getByRole("button", { name: words.pad.replace("{{name}}", "Kick") });
    await expect(kick).toBeVisible();
    const before = await countOf(page);
    await playground.button(words.clear).click();
    const step = (at: number) =>
      playground.button(words.step.replace("{{name}}", "Kick").replace("{{step}}", String(at)));
    for (const at of [1, 2, 3, 4, 5, 6, 7, 8]) await step(at).click();
    await expect(step(8)).toHaveAttribute("aria-pressed", "true");
    await playground.button(words.play).click();
    // A page that is held up leaves steps out; those that it hands over in time are in time to the sample.
    const inTime = async () => (await started(page)).slice(before).filter(({ at, now }) => at > now);
    await expect.poll(async () => (await inTime()).length).toBeGreaterThan(4);
    await playground.button(words.stop).click();
    const [first, ...hits] = await inTime();
    // 100 beats a minute: an eighth is 0.3 s.
    for (const { at } of hits) {
      const eighths = (at - (first?.at ?? 0)) / 0.3;
      expect(eighths).toBeCloseTo(Math.round(eighths), 6);
    }
    const quiet = await countOf(page);
    await page.waitForTimeout(500);
    expect(await countOf(page)).toBe(quiet);
  });

  await test.step("keys play the pads, but not while one types, nor once single keys are off", async () => {
    const before = await countOf(page);
    await page.keyboard.press("1");
    await page.keyboard.press("s");
    expect(await countOf(page)).toBe(before + 2);
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await page.keyboard.press("?");
    await page.getByRole("dialog").getByRole("switch", { name: helpWords.en.single }).click();
    await page.keyboard.press("Escape");
    await page.keyboard.press("1");
    expect(await countOf(page)).toBe(before + 2);
  });

  const { violations } = await new AxeBuilder({ page }).include(".stage").analyze();
  expect(violations).toEqual([]);
  expect(playground.errors).toEqual([]);
});

test("sounds of one's own are cut, heard and learned; what is none, and a refused microphone, are said", async ({
  page,
}) => {
  const playground = new Playground(page);
  await listen(page);
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("", "NotAllowedError"));
  });
  await page.goto(`./?backend=wasm${DRUMS}`);
  await page.locator(".dataset-card").last().click();
  const dialog = page.getByRole("dialog");
  const imported = soundImportWords("en");
  const count = (sounds: number) => imported.amount.replace("{{count}}", String(sounds));

  await dialog.getByRole("button", { name: imported.record }).click();
  await expect(dialog.getByRole("alert")).toHaveText(imported.microphone.refused);

  await dialog.locator("input[type=file]").setInputFiles([
    { name: "claps.wav", mimeType: "audio/wav", buffer: Buffer.from(writeWav(claps(20), { rateHz: 44_100 })) },
    { name: "letter.mp3", mimeType: "audio/mpeg", buffer: Buffer.from("Dear all,") },
  ]);
  await expect(dialog).toContainText(count(20));
  await expect(dialog).toContainText(imported.refused.notSound.replace("{{count}}", "1"));
  await dialog.getByRole("button", { name: "Play sound 1", exact: true }).click();
  await expect.poll(() => countOf(page)).toBe(1);

  const own = ownWords("en");
  await dialog.getByRole("button", { name: own.learn, exact: true }).click();
  await expect(dialog).toBeHidden();
  await playground.play();
  expect(page.url()).toContain("data.set=own-sounds");
  expect(playground.errors).toEqual([]);
});

/** So many claps at 44.1 kHz, three a second. */
function claps(count: number): Float32Array {
  const every = 14_700;
  return Float32Array.from({ length: count * every }, (_, i) => {
    const t = (i % every) / 44_100;
    return 0.8 * Math.exp(-40 * t) * Math.sin(i * i);
  });
}
