import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import { shareWords } from "../src/app/ui/shell/share-words.ts";
import { type Language, Playground } from "./playground.ts";
import { test } from "./test.ts";

// What is learned here takes its steps.
test.use({ pace: "full" });

/**
 * The way of a visitor from the first look to a link in somebody else's hands, in English with and
 * without WebGPU, in Chinese on a phone.
 * A software GPU gets a small set-up: what is tested there is that WebGPU learns, not how fast.
 */
const SMALL_ON_WEBGPU =
  "#v=1&preset=names-gru&model.units=32&model.embedding=16&training.sequenceLength=16&training.batchSize=32&training.learningRate=0.01&sampling.count=4&sampling.maxLength=12";

/** Every loss of the run, by step, as the CSV button gives it. */
async function losses(playground: Playground): Promise<string[]> {
  const download = playground.page.waitForEvent("download");
  await playground.button(playground.words.stage.chart.csv).click();
  const lines = (await readFile(await (await download).path(), "utf8")).trim().split("\n");
  const column = lines[0]?.split(",").indexOf("loss") ?? -1;
  expect(column).toBeGreaterThan(0);
  return lines.slice(1).map((line) => line.split(",")[column] as string);
}

for (const language of ["en", "zh"] satisfies Language[]) {
  const tag = language === "en" ? ["@webgpu"] : ["@phone", "@only"];
  test(
    `a visitor trains, changes, looks, goes back and shares (${language})`,
    { tag },
    async ({ page, context }, { project }) => {
      const onWebGpu = project.name === "webgpu";
      const playground = new Playground(page, language);
      const { words, family } = playground;
      await playground.open(onWebGpu ? { query: "?backend=webgpu", hash: SMALL_ON_WEBGPU } : {});
      await expect(page.getByRole("button", { name: new RegExp(`^${words.shell.backend.name}`) })).toContainText(
        onWebGpu ? words.shell.backend.short.webgpu : words.shell.backend.short.wasm,
      );
      const untrained = await playground.samples.textContent();
      const bigram = await playground.value(words.stage.chart.baselines.bigram);
      expect(bigram).toBeGreaterThan(1);

      await test.step("Play: the loss falls below the bigram model's, and the samples change", async () => {
        await playground.button(words.shell.play).click();
        await expect.poll(() => playground.loss(), { timeout: 120_000 }).toBeLessThan(bigram);
        expect(await playground.samples.textContent()).not.toBe(untrained);
      });

      await test.step("Pause: no step is made after it", async () => {
        const paused = await playground.pause();
        await page.waitForTimeout(1500);
        expect(await playground.steps()).toBe(paused);
      });

      await test.step("Step: exactly one", async () => {
        const before = await playground.steps();
        await playground.button(words.shell.step).click();
        await expect.poll(() => playground.steps()).toBe(before + 1);
        await page.waitForTimeout(500);
        expect(await playground.steps()).toBe(before + 1);
      });

      await test.step("a live change acts without Reset and is marked in the address", async () => {
        const rate = playground.learningRate;
        await rate.focus();
        await rate.press("ArrowLeft");
        await expect(page).toHaveURL(/training\.learningRate=/);
        await expect(playground.button(words.shell.reset)).toBeVisible();
      });

      await test.step("a structural change waits for Apply and then begins anew", async () => {
        const units = page.getByRole("slider", { name: family.parameters.units.name });
        await units.focus();
        await units.press("ArrowLeft");
        const apply = playground.button(words.shell.resetApplies);
        await expect(apply).toBeVisible();
        expect(await playground.steps()).toBeGreaterThan(0);
        await apply.click();
        await expect.poll(() => playground.steps()).toBe(0);
        await expect(playground.button(words.shell.reset)).toBeVisible();
      });

      await test.step("every view shows something, and the timeline goes back", async () => {
        await playground.ready();
        const timeline = playground.samples.getByRole("slider", { name: words.stage.timeline.name });
        await playground.button(words.shell.play).click();
        const moments = async () => Number(await timeline.getAttribute("aria-valuemax"));
        await expect.poll(moments, { timeout: 60_000 }).toBeGreaterThan(0);
        await playground.pause();
        for (const id of ["next", "hidden"] as const) {
          await playground.tab(family.views[id].name).click();
          await expect(playground.samples.getByRole("textbox").first()).toBeVisible();
          await expect(playground.samples).not.toContainText(words.stage.typed.working, { timeout: 30_000 });
        }
        await playground.tab(family.views.machine.name).click();
        await expect(playground.samples).toContainText(family.nodes.embedding.name);
        await playground.tab(family.views.samples.name).click();
        const now = await playground.samples.textContent();
        await timeline.focus();
        await timeline.press("Home");
        await expect.poll(() => playground.samples.textContent()).not.toBe(now);
        await playground.samples.getByRole("button", { name: words.stage.timeline.follow }).click();
      });

      await test.step("Share: the link in a new tab is the same set-up", async () => {
        await playground.button(words.shell.share.name).click();
        const field = page.getByRole("dialog").getByRole("textbox");
        // The language is the reader's own unless the sharer asks.
        expect(await field.inputValue()).not.toContain("lang=");
        await page.getByRole("switch", { name: shareWords[language].language }).click();
        await expect(field).toHaveValue(new RegExp(`lang=${language}`));
        const link = await field.inputValue();
        await page.keyboard.press("Escape");
        expect(new URL(link).hash).toContain("model.units=");

        const guest = new Playground(await context.newPage(), language);
        await guest.page.goto(link);
        await guest.ready();
        expect(new URL(guest.page.url()).hash).toBe(new URL(link).hash);
        expect(
          await guest.page.getByRole("slider", { name: family.parameters.units.name }).getAttribute("aria-valuetext"),
        ).toBe(await page.getByRole("slider", { name: family.parameters.units.name }).getAttribute("aria-valuetext"));

        if (!onWebGpu) {
          await playground.button(words.shell.reset).click();
          await playground.ready();
          for (const visitor of [playground, guest]) {
            for (let step = 1; step <= 10; step++) {
              await visitor.button(words.shell.step).click();
              await expect.poll(() => visitor.steps()).toBe(step);
            }
          }
          const mine = (await losses(playground)).slice(0, 11);
          expect(mine).toHaveLength((await losses(guest)).slice(0, 11).length);
          expect((await losses(guest)).slice(0, 11)).toEqual(mine);
        }
        expect(guest.errors).toEqual([]);
        await guest.page.close();
      });
      expect(playground.errors).toEqual([]);
    },
  );
}
