import { expect } from "@playwright/test";
import { Playground } from "./playground.ts";
import { test } from "./test.ts";

// These wait for what training does.
test.use({ pace: "full" });

test.describe("alarms", () => {
  test("a learning rate that is far too high raises an alarm; one press goes back, and the loss falls again", async ({
    page,
  }) => {
    const playground = new Playground(page);
    const { words } = playground;
    const alarm = playground.alarm(words.alarms.names.divergence);
    await playground.open({ query: "?backend=wasm" });
    await playground.button(words.shell.play).click();
    await expect.poll(() => playground.steps(), { timeout: 60_000 }).toBeGreaterThan(60);

    const rate = playground.learningRate;
    await rate.focus();
    await rate.press("End");
    await expect(alarm).toBeVisible({ timeout: 90_000 });
    const broken = await playground.loss();
    await page
      .getByRole("button", { name: words.alarms.remedies.goBack.split("{{")[0] as string })
      .first()
      .click();
    await expect(alarm).toBeHidden();
    // It goes on by itself.
    await expect(playground.button(words.shell.pause)).toBeVisible();
    await expect.poll(() => playground.loss(), { timeout: 60_000 }).toBeLessThan(broken * 0.8);
    expect(playground.errors).toEqual([]);
  });

  test("place names are learned by heart: the alarm names the step, and going back is one press", async ({ page }) => {
    const playground = new Playground(page);
    const { words } = playground;
    const alarm = playground.alarm(words.alarms.names.overfitting);
    await playground.open({
      query: "?backend=wasm",
      hash: "#v=1&preset=places-overfit&training.sequenceLength=16&training.batchSize=32&training.learningRate=0.01",
    });
    await playground.button(words.shell.play).click();
    await expect(alarm).toBeVisible({ timeout: 150_000 });
    const steps = await playground.steps();
    await page
      .getByRole("button", { name: words.alarms.remedies.goBack.split("{{")[0] as string })
      .first()
      .click();
    await expect.poll(() => playground.steps()).toBeLessThan(steps);
    await expect(alarm).toBeHidden();
  });
});
