import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import { Playground } from "./playground.ts";
import { test } from "./test.ts";

test("the set-up is shown in each framework, follows its controls, is taken along and comes back", async ({ page }) => {
  await page.goto("./?backend=cpu#v=1&preset=two-gan&model.width=16&training.batchSize=16&lang=en");
  const playground = new Playground(page, "en");
  await playground.button(playground.words.shell.step).click();
  await expect.poll(() => playground.steps()).toBe(1);
  await page.locator("details.code > summary").click();
  const code = page.getByRole("region", { name: "model.py" });
  await expect(code).toContainText("nn.Linear(16, 16)");

  await page.locator("[data-setting='model.criticSteps']").hover();
  await expect(page.locator(".code-line-marked")).toContainText(["CRITIC_STEPS = "]);

  await page.locator(".code").getByRole("radio", { name: "Keras" }).check();
  await expect(code).toContainText("layers.Dense(16");
  await page.locator(".code").getByRole("radio", { name: "PyTorch" }).check();

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download project" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("inkling-points-gan-1.zip");
  const zip = await readFile(await download.path());

  await playground.button(playground.words.shell.step).click();
  await expect.poll(() => playground.steps()).toBe(2);
  const drop = await page.evaluateHandle(
    (bytes) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([Uint8Array.from(bytes)], "project.zip"));
      return transfer;
    },
    [...zip],
  );
  await page.locator("details.code").dispatchEvent("drop", { dataTransfer: drop });
  await expect(page.locator(".code").getByText("The page goes on from step 1.")).toBeVisible();
  await expect.poll(() => playground.steps()).toBe(1);
});
